import { expect, test } from 'vitest';
import { programFolder } from './program-folder.ts';

/** As each kind of package is started. */

const started = (executable: string, platform: NodeJS.Platform, variables: Record<string, string> = {}) =>
  programFolder({ executable, platform, variables });

test('an installed program has its own folder', () => {
  expect(started('/opt/Epoch Lab/epoch-lab', 'linux')).toBe('/opt/Epoch Lab');
});

test('a portable program of Windows is where its file is, not where it was unpacked', () => {
  const variables = { PORTABLE_EXECUTABLE_DIR: 'E:\\class' };
  expect(started('/temporary/Epoch Lab.exe', 'win32', variables)).toBe('E:\\class');
  expect(started('/opt/Epoch Lab/epoch-lab', 'linux', variables)).toBe('/opt/Epoch Lab');
});

test('an AppImage is where its file is, and so is nothing that another AppImage has started', () => {
  const variables = { APPIMAGE: '/media/stick/epoch-lab.AppImage', APPDIR: '/tmp/.mount_epoch' };
  expect(started('/tmp/.mount_epoch/epoch-lab', 'linux', variables)).toBe('/media/stick');
  expect(started('/opt/Epoch Lab/epoch-lab', 'linux', variables)).toBe('/opt/Epoch Lab');
});

test('a Mac’s program is where its bundle is', () => {
  const executable = '/Applications/Epoch Lab.app/Contents/MacOS/Epoch Lab';
  expect(started(executable, 'darwin')).toBe('/Applications');
});
