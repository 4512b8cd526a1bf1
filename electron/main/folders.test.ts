import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settleFolder, writeFolderAtomic } from './folders.ts';

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
  const written = writeFolderAtomic(join(parent, 'set'), { flush: false, called: 'My set' }, async (put) => {
    await put('data', Uint8Array.of(1));
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  });
  await expect(written).rejects.toThrow('My set');
  expect(read('set')).toBe('old');
});
