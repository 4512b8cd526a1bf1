// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkTree, verifyIntegrity } from './recipe.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recipe-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a file with another hash is refused', async () => {
  const file = path.join(folder, 'package.tgz');
  writeFileSync(file, 'hello\n');
  // From openssl dgst -sha256 -binary | base64
  await verifyIntegrity(file, 'sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=');
  const expected = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
  await expect(verifyIntegrity(file, expected)).rejects.toThrow('package.tgz is not what was expected');
});

test('a linked tree holds the same files', async () => {
  const from = path.join(folder, 'from');
  mkdirSync(path.join(from, 'sub'), { recursive: true });
  writeFileSync(path.join(from, 'sub', 'file'), 'content');
  const to = path.join(folder, 'to');
  await linkTree(from, to);
  expect(readFileSync(path.join(to, 'sub', 'file'), 'utf8')).toBe('content');

  writeFileSync(path.join(to, 'new'), '');
  expect(() => statSync(path.join(from, 'new'))).toThrow();
});
