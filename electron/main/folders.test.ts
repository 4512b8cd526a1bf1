import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isVacant, settleFolder, writeFolderAtomic, type Put } from './folders.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'epoch-lab-folders-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

function folder(name: string, text: string): void {
  mkdirSync(join(parent, name));
  writeFileSync(join(parent, name, 'data'), text);
}

const read = (name: string) => readFileSync(join(parent, name, 'data'), 'utf8');

test('a folder that stepped aside for one that never came is brought back', async () => {
  folder('.before-set', 'old');
  await settleFolder(parent, '.before-set');
  expect(read('set')).toBe('old');
  expect(existsSync(join(parent, '.before-set'))).toBe(false);
});

test('a folder that stepped aside for one that came goes', async () => {
  folder('.before-set', 'old');
  folder('set', 'new');
  await settleFolder(parent, '.before-set');
  expect(read('set')).toBe('new');
  expect(existsSync(join(parent, '.before-set'))).toBe(false);
});

test('what could not be written leaves the old folder, and says what a person calls it', async () => {
  folder('set', 'old');
  const write = async (put: Put) => {
    await put('data', Uint8Array.of(1));
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  await expect(writeFolderAtomic(join(parent, 'set'), write, 'My set')).rejects.toThrow('My set');
  expect(read('set')).toBe('old');
  expect(readdirSync(parent)).toEqual(['set']);
});

test('a folder of many files replaces another, and nothing is left beside it', async () => {
  folder('set', 'old');
  await writeFolderAtomic(join(parent, 'set'), async (put) => {
    await put('data', new TextEncoder().encode('new'));
    for (let i = 0; i < 300; i++) await put(`pictures/${i}.png`, Uint8Array.of(i));
  });
  expect(read('set')).toBe('new');
  expect(readdirSync(join(parent, 'set', 'pictures'))).toHaveLength(300);
  expect(readdirSync(parent)).toEqual(['set']);
});

test('a name that leads elsewhere is refused', async () => {
  const write = (put: Put) => put('../elsewhere', Uint8Array.of(1));
  await expect(writeFolderAtomic(join(parent, 'set'), write)).rejects.toThrow('leads elsewhere');
  expect(readdirSync(parent)).toEqual([]);
});

test('only where nothing is, or an empty folder, is room for a new one', async () => {
  expect(await isVacant(join(parent, 'set'))).toBe(true);
  mkdirSync(join(parent, 'set'));
  expect(await isVacant(join(parent, 'set'))).toBe(true);
  writeFileSync(join(parent, 'set', 'data'), 'mine');
  expect(await isVacant(join(parent, 'set'))).toBe(false);
  writeFileSync(join(parent, 'file'), 'mine');
  expect(await isVacant(join(parent, 'file'))).toBe(false);
  expect(await isVacant(join(parent, 'file', 'in it'))).toBe(false);
});
