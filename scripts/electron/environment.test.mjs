// @ts-check
import { expect, test } from 'vitest';
import { electronEnvironment } from './environment.mjs';

test('every tool hears of the same Electron', () => {
  const env = electronEnvironment({
    executable: '/opt/electron/electron',
    dist: '/opt/electron',
    pristineDist: '/opt/electron',
    version: '33.2.1',
    major: 33,
    source: 'override',
  });
  expect(env).toMatchObject({
    ELECTRON_EXEC_PATH: '/opt/electron/electron',
    ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron',
    ELECTRON_MAJOR_VER: '33',
  });
  if (process.getuid?.() === 0 && process.platform === 'linux') expect(env.NO_SANDBOX).toBe('1');
});
