import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { realpathSync } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeClassSet } from '../../engine/data/class-set/class-set-file.ts';
import { expect, makeFolder, removeFolder, test } from '../fixtures/app.ts';
import { ROOT } from '../fixtures/launch.ts';
import { go, train, waitUntilReady } from '../fixtures/lesson.ts';
import { PackagedApp, PROGRAM, startAgain } from '../fixtures/packaged.ts';
import { digits, Pad } from '../fixtures/pad.ts';

/** The package, as `npm run test:dist` has unpacked or installed it: all is in it, and it works. One app for all. */

test.describe.configure({ mode: 'serial' });

/** A fuse that Electron has since 42 and @electron/fuses since 2.1, which wants a newer Node.js. */
const WASM_TRAP_HANDLERS = 8;

let userData = '';
let packaged: PackagedApp;

test.beforeAll(async () => {
  userData = await makeFolder();
  packaged = await PackagedApp.start(userData);
});

test.afterAll(async () => {
  await packaged.end();
  await removeFolder(userData);
});

test('its fuses are as Electron’s checklist wants them', async () => {
  const { version: _, ...fuses } = await getCurrentFuseWire(realpathSync(PROGRAM));
  const on = Object.entries(fuses).filter(([, state]) => String.fromCharCode(Number(state)) === '1');
  const names: Readonly<Record<number, string>> = {
    ...FuseV1Options,
    [WASM_TRAP_HANDLERS]: 'WasmTrapHandlers',
  };
  const found = on.map(([fuse]) => names[Number(fuse)] ?? `fuse ${fuse}`);
  // How the bounds of WebAssembly's memory are kept, not whether: Electron's own choice, and older ones have none.
  expect(found.filter((name) => name !== 'WasmTrapHandlers').sort()).toEqual([
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
  ]);
});

test('it is no Node for whoever asks it to be', async ({ folder }) => {
  // Beside a running one, what starts as the app ends at once and prints nothing.
  expect(await startAgain(userData, ['-p', '6*7'], { ELECTRON_RUN_AS_NODE: '1' })).not.toContain('42');
  const script = join(folder, 'first.cjs');
  await writeFile(script, 'console.log("42")');
  const options = { NODE_OPTIONS: `--require ${script}` };
  expect(await startAgain(userData, [], options)).not.toContain('42');
});

test('both data sets, ten labs and a model for the pad are in it', async () => {
  const { page } = packaged;
  await waitUntilReady(page);
  await expect(page.getByText('60,000', { exact: true })).toBeVisible();
  const pad = new Pad(page);
  await pad.draw(digits['7']!);
  await pad.expectAnswer('7');
  await go(page, 'Data');
  for (const name of ['Fashion-MNIST', 'MNIST']) {
    await page.getByRole('radio', { name, exact: true }).check();
    await expect(page.getByRole('contentinfo')).toContainText(`${name} 60,000 + 10,000`);
  }
  await go(page, 'Labs');
  await expect(page.getByRole('main').getByRole('button', { name: /^Open the lab/ })).toHaveCount(10);
});

test('it trains', async () => {
  const { page } = packaged;
  await train(page, { 'Training images': '2000', 'Validation images': '100', Epochs: '1' });
  await go(page, 'Results');
  await expect(page.getByRole('group', { name: 'Test accuracy' })).toHaveText(/\d/);
});

test('a model, a lab and a class set are opened by a double-click', async ({ folder }) => {
  const { page } = packaged;
  await startAgain(userData, [join(ROOT, 'resources/models/starter.safetensors')]);
  await expect(page.getByText('starter.safetensors').first()).toBeVisible();
  const lab = join(folder, 'ours.epochlab-lab');
  await copyFile(join(ROOT, 'resources/labs/template.md'), lab);
  await startAgain(userData, [lab]);
  await expect(page.getByRole('heading', { name: 'A lab of my own' })).toBeVisible();
  const drawing = [{ kind: 'stroke' as const, x: [0.3, 0.7], y: [0.3, 0.8] }];
  const samples = [0, 1].map((label) => ({ label, writer: 'K', drawing }));
  const set = join(folder, 'ours.epochlab-set');
  await writeFile(set, writeClassSet({ name: 'Ours', classes: ['one', 'two'], samples }));
  await startAgain(userData, [set]);
  await expect(page.getByRole('heading', { level: 1, name: 'Collect' })).toBeVisible();
});

test('all licences are beside it, and in it', async () => {
  const outcome = await packaged.page.evaluate(() => globalThis.window.epochLab.call('licences', undefined));
  expect(outcome.ok && outcome.value).toContain('AssemblyScript');
  const program = dirname(realpathSync(PROGRAM));
  expect(await readdir(program)).toEqual(
    expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
  );
  expect(await readdir(join(program, 'resources'))).toEqual(
    expect.arrayContaining(['LICENSE', 'THIRD_PARTY.md', 'THIRD_PARTY_LICENCES.txt']),
  );
});
