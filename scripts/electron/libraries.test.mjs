// @ts-check
import { expect, test } from 'vitest';
import { chooseNames, hasDisplay, linesWithoutDisplay, missingIn } from './libraries.mjs';

test('missing libraries are read from ldd', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibnss3.so => not found',
    '\tlibffmpeg.so => /opt/electron/./libffmpeg.so (0x00007f07)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibnss3.so => not found',
  ].join('\n');
  expect(missingIn(output)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  expect(missingIn('\tnot a dynamic executable\n')).toEqual([]);
});

/**
 * @param {string} name
 * @param {string} candidate
 */
function policy(name, candidate) {
  return `${name}:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n     1.0 500\n        500 http://deb.example main\n`;
}

test('packages go by the name that the system can install', () => {
  const gtk = ['libgtk-3-0t64', 'libgtk-3-0'];
  const sound = ['libasound2t64', 'libasound2'];
  expect(chooseNames([gtk, sound], policy('libgtk-3-0', '3.24') + policy('libasound2', '1.2'))).toEqual([
    'libgtk-3-0',
    'libasound2',
  ]);
  const newer =
    policy('libgtk-3-0t64', '3.24') + policy('libasound2', '(none)') + policy('libasound2t64', '1.2');
  expect(chooseNames([gtk, sound], newer)).toEqual(['libgtk-3-0t64', 'libasound2t64']);
  expect(chooseNames([gtk], '')).toEqual(['libgtk-3-0']);
});

test('a display is present under X11 or Wayland, and everywhere but on Linux', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

test('without a display one is told how to get one, unless it is there', async () => {
  const screen = { what: 'Xvfb', names: ['xvfb'], isPresent: () => true };
  const key = { what: 'xauth', names: ['xauth'], isPresent: () => false };
  expect(await linesWithoutDisplay('npm start', [screen])).toEqual(['xvfb-run -a npm start']);
  const [first, second] = await linesWithoutDisplay('npm start', [screen, key]);
  expect(first).toMatch(/xauth/);
  expect(first).not.toMatch(/xvfb/i);
  expect(second).toBe('xvfb-run -a npm start');
});
