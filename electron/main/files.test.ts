import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { fileError } from './file-errors.ts';
import { readFileCapped, writeFileAtomic, writeFileKeeping } from './files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('reading', () => {
  test('gives the bytes', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, 'hello');
    expect(await readFileCapped(path, 5)).toEqual(bytes('hello'));
  });

  test('of an empty file gives no bytes', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, '');
    expect(await readFileCapped(path, 5)).toEqual(new Uint8Array());
  });

  test('refuses what is too large', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, 'hello!');
    await expect(readFileCapped(path, 5)).rejects.toMatchObject({
      code: 'file-unavailable',
      message: '“a.bin” could not be opened: it has 1 MB; at most 1 MB can be read.',
    });
  });

  test('says in words that a file is missing, or a folder', async () => {
    await expect(readFileCapped(join(folder, 'gone.bin'), 5)).rejects.toMatchObject({
      code: 'file-unavailable',
      message: '“gone.bin” could not be opened: it is not there any more. Was it moved, or renamed?',
      details: { file: 'gone.bin', reason: 'ENOENT' },
    });
    await expect(readFileCapped(folder, 5)).rejects.toMatchObject({ details: { reason: 'EISDIR' } });
  });

  test.skipIf(process.platform !== 'linux')('refuses a device', async () => {
    await expect(readFileCapped('/dev/zero', 5)).rejects.toThrow('not an ordinary file');
  });
});

describe('writing', () => {
  test('makes a new file and replaces an old one', async () => {
    const path = join(folder, 'a.bin');
    await writeFileAtomic(path, bytes('one'));
    await writeFileAtomic(path, bytes('two'));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['a.bin']);
  });

  test.skipIf(process.platform === 'win32')('follows a link', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, 'one');
    await symlink(path, join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), bytes('two'));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await readdir(folder)).sort()).toEqual(['a.bin', 'link']);
  });

  test('keeps what stands under a name that nobody was asked for, and says something else', async () => {
    const path = join(folder, 'model_numpy.py');
    const texts = async () => {
      const names = (await readdir(folder)).sort();
      return Promise.all(names.map(async (name) => `${name}: ${await readFile(join(folder, name), 'utf8')}`));
    };
    await writeFileKeeping(path, bytes('ours'));
    await writeFileKeeping(path, bytes('ours'));
    expect(await texts()).toEqual(['model_numpy.py: ours']);
    for (const theirs of ['longer than ours', 'own']) {
      await writeFile(path, theirs);
      await writeFileKeeping(path, bytes('ours'));
    }
    expect(await texts()).toEqual([
      'model_numpy-1.py: longer than ours',
      'model_numpy-2.py: own',
      'model_numpy.py: ours',
    ]);
  });

  test('leaves the old file and nothing else when it fails', async () => {
    const path = join(folder, 'taken');
    await mkdir(path);
    await writeFile(join(path, 'inside'), 'kept');
    await expect(writeFileAtomic(path, bytes('x'))).rejects.toMatchObject({ code: 'file-unavailable' });
    expect(await readdir(folder)).toEqual(['taken']);
    expect(await readFile(join(path, 'inside'), 'utf8')).toBe('kept');
  });

  test('into a folder that is gone says so', async () => {
    await expect(writeFileAtomic(join(folder, 'no', 'a.bin'), bytes('x'))).rejects.toMatchObject({
      message: '“a.bin” could not be saved: its folder is not there any more. Choose another place.',
    });
  });
});

describe('errors', () => {
  const system = (code: string) => Object.assign(new Error(`${code}: what the system says`), { code });

  test.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'can only be read'],
    ['EACCES', 'not allowed to write'],
    ['EPERM', 'not allowed to write'],
    ['ENAMETOOLONG', 'too long'],
    ['EBUSY', 'another program'],
    ['EWEIRD', 'the system reported EWEIRD'],
    ['constructor', 'the system reported constructor'],
  ])('%s is put in words', (code, words) => {
    const error = fileError(system(code), join('some', 'where', 'net.safetensors'), 'write');
    expect(error.code).toBe('file-unavailable');
    expect(error.message).toContain('“net.safetensors” could not be saved');
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('where');
  });

  test('that are in words already stay as they are', () => {
    const error = new EpochLabError('bad-file', 'It is damaged.');
    expect(fileError(error, 'a', 'read')).toBe(error);
  });
});
