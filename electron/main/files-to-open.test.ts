import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { fileToOpen, kindOf } from './files-to-open.ts';

const folder = resolve('/home/mira');

it('finds the file that the app was started with, however it is named', () => {
  const model = resolve(folder, 'seven.safetensors');
  expect(fileToOpen(['epoch-lab', 'seven.safetensors'], folder)).toBe(model);
  expect(fileToOpen(['epoch-lab', '--no-sandbox', model, '--flag=x.md'], `${sep}elsewhere`)).toBe(model);
  expect(fileToOpen(['epoch-lab', pathToFileURL(resolve(folder, 'a b.epochlab-set')).href], folder)).toBe(
    resolve(folder, 'a b.epochlab-set'),
  );
  expect(fileToOpen(['epoch-lab', '.', 'notes.txt'], folder)).toBeNull();
  expect(fileToOpen(['lab.md'], folder)).toBeNull();
  // Of another computer, and no address at all.
  if (sep === '/') expect(fileToOpen(['epoch-lab', 'file://elsewhere/a.md'], folder)).toBeNull();
  expect(fileToOpen(['epoch-lab', 'file:%zz.md'], folder)).toBeNull();
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
