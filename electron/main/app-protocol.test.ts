import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Only the functions that talk to Electron need it.
vi.mock('electron', () => ({ protocol: {} }));
const { APP_PAGE, respond } = await import('./app-protocol.ts');

let parent: string;
let root: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'page-'));
  root = join(parent, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'a b.js'), 'export {}');
  await writeFile(join(root, 'notes.exe'), 'x');
  await writeFile(join(parent, 'secret.json'), '{}');
  await mkdir(join(parent, 'renderer-old'));
  await writeFile(join(parent, 'renderer-old', 'a.js'), 'x');
});
afterAll(async () => {
  await rm(parent, { recursive: true, force: true });
});

const get = (address: string) => respond(new Request(address), root);

test('serves the page under its policy', async () => {
  const response = await get(APP_PAGE);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<!doctype html>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('serves files of folders, whatever follows the name', async () => {
  const response = await get('app://epoch-lab/assets/a%20b.js?v=1#top');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

describe('refuses', () => {
  test.each([
    'app://epoch-lab/../secret.json',
    'app://epoch-lab/%2e%2e/secret.json',
    'app://epoch-lab/..%2fsecret.json',
    'app://epoch-lab/assets/..%2f..%2fsecret.json',
    'app://epoch-lab/..%5csecret.json',
    'app://epoch-lab/..%2frenderer-old/a.js',
    'app://epoch-lab//etc/passwd',
    'app://epoch-lab/index.html%00.js',
    'app://epoch-lab/%E0%A4%A',
    'app://epoch-lab/',
    'app://epoch-lab/assets',
    'app://epoch-lab/nothing.js',
    'app://epoch-lab/notes.exe',
    'app://elsewhere/index.html',
  ])('%s', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  test('anything but reading', async () => {
    expect((await respond(new Request(APP_PAGE, { method: 'POST', body: 'x' }), root)).status).toBe(405);
  });
});
