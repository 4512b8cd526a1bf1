import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { filesToOpen, kindOf } from './files-to-open.ts';

const folder = resolve('/home/mira');

it('finds the files that the app was started with, however they are named', () => {
  const model = resolve(folder, 'seven.safetensors');
  const set = resolve(folder, 'a b.epochlab-set');
  expect(filesToOpen(['epoch-lab', 'seven.safetensors'], folder)).toEqual([model]);
  expect(filesToOpen(['epoch-lab', '--no-sandbox', model, '--flag=x.md'], `${sep}elsewhere`)).toEqual([
    model,
  ]);
  expect(filesToOpen(['epoch-lab', pathToFileURL(set).href, model], folder)).toEqual([set, model]);
  expect(filesToOpen(['epoch-lab', '.', 'notes.txt'], folder)).toEqual([]);
  expect(filesToOpen(['lab.md'], folder)).toEqual([]);
  // Of another computer, and no address at all.
  if (sep === '/')
    expect(filesToOpen(['epoch-lab', 'file://elsewhere/a.md', model], folder)).toEqual([model]);
  expect(filesToOpen(['epoch-lab', 'file:%zz.md'], folder)).toEqual([]);
});

it('knows every kind of file that the packages say is the app’s', () => {
  const { fileAssociations } = parse(
    readFileSync(resolve(import.meta.dirname, '../../electron-builder.yml'), 'utf8'),
  ) as { fileAssociations: { ext: string; mimeType?: string }[] };
  const known = fileAssociations.map(({ ext }) => kindOf(`file.${ext.toUpperCase()}`));
  expect(known).toEqual(['model', 'lab', 'start', 'class-set']);
  // Without a type no desktop of Linux goes by the ending.
  expect(fileAssociations.every(({ mimeType }) => mimeType?.startsWith('application/'))).toBe(true);
});
