// @ts-check
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from './unzip.mjs';

/** Holds a/, a/run (deflated, mode 755, "ha" fifty times), a/text (stored, "stored") and a/empty. */
const ARCHIVE = Buffer.from(
  'UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAACAAAAYS9QSwMEFAAAAAgAAAAhAOCdyx4HAAAAZAAAAAUAAABhL3J1bstIzKA5BABQSwMEFAAA' +
    'AAAAAAAhAAv5Q1YGAAAABgAAAAYAAABhL3RleHRzdG9yZWRQSwMEFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAcAAABhL2VtcHR5UEsBAhQDFAAA' +
    'AAAAAAAhAAAAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAO1BAAAAAGEvUEsBAhQDFAAAAAgAAAAhAOCdyx4HAAAAZAAAAAUAAAAAAAAAAAAAAO2B' +
    'IAAAAGEvcnVuUEsBAhQDFAAAAAAAAAAhAAv5Q1YGAAAABgAAAAYAAAAAAAAAAAAAAKSBSgAAAGEvdGV4dFBLAQIUAxQAAAAAAAAAIQAAAAAA' +
    'AAAAAAAAAAAHAAAAAAAAAAAAAACkgXQAAABhL2VtcHR5UEsFBgAAAAAEAAQAzAAAAJkAAAAAAA==',
  'base64',
);

let folder = '';
let archive = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unzip-'));
  archive = path.join(folder, 'archive.zip');
  writeFileSync(archive, ARCHIVE);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('unpacks deflated, stored and empty files with their permissions', async () => {
  const out = path.join(folder, 'out');
  expect(await unzip(archive, out, (name) => name)).toBe(3);
  expect(readFileSync(path.join(out, 'a/run'), 'utf8')).toBe('ha'.repeat(50));
  expect(readFileSync(path.join(out, 'a/text'), 'utf8')).toBe('stored');
  expect(readFileSync(path.join(out, 'a/empty'), 'utf8')).toBe('');
  if (process.platform !== 'win32') expect(statSync(path.join(out, 'a/run')).mode & 0o700).toBe(0o700);
});

test('renames and leaves out', async () => {
  const out = path.join(folder, 'out');
  expect(await unzip(archive, out, (name) => (name === 'a/text' ? 'b/words' : null))).toBe(1);
  expect(readdirSync(path.join(out, 'b'))).toEqual(['words']);
});

test('keeps to its folder', async () => {
  const out = path.join(folder, 'out');
  await expect(unzip(archive, out, () => '../outside')).rejects.toThrow('leads out of');
});

test('refuses what is no archive, or half of one', async () => {
  writeFileSync(archive, 'something else');
  await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('not a zip archive');
  writeFileSync(archive, ARCHIVE.subarray(0, ARCHIVE.length / 2));
  await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('not a zip archive');
});
