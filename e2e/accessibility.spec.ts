import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoFaultsInBothThemes } from './fixtures/axe.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { digits, Pad } from './fixtures/pad.ts';
import { expect, test } from './fixtures/shared-app.ts';
import { zoomTo } from './fixtures/zoom.ts';

/**
 * No accessibility fault that axe finds, on any place in any state, light and dark.
 * One app for all of it: the states follow one another.
 */

const places = ['Data', 'Collect', 'Network', 'Train', 'Results', 'Explain', 'Labs'] as const;

test('a run in each of its states, and what is left of it', async ({ app, window }) => {
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  await waitUntilReady(window);
  await go(window, 'Runs');
  await expectNoFaults('Runs, empty');
  await go(window, 'Train');
  await window.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await expectNoFaults('all settings');

  // Long enough that it is still going on when all of it has been looked at.
  await set(window, { 'Training images': '20000', 'Validation images': '100', Epochs: '1000' });
  await button('Train').click();
  await expect(button('Pause')).toBeVisible();
  await expectNoFaults('running');
  await button('Queue').click();
  await button('Pause').click();
  await expect(button('Resume')).toBeVisible();
  await button('Loss as a table').click();
  await expectNoFaults('paused');
  for (const panel of ['Inside', 'Weights']) {
    await window.getByRole('radio', { name: panel }).check({ force: true });
    await expectNoFaults(panel);
  }
  await window.getByRole('button', { name: /of the queue: remove/ }).click();
  await button('Stop').click();
  await expect(window.getByText('The run was stopped')).toBeVisible();
  await window.getByRole('radio', { name: 'Learning' }).check({ force: true });
  await expectNoFaults('stopped');

  await set(window, { 'Training images': '600', Epochs: '1' });
  await button('Train').click();
  await expect(window.getByText('The run is finished')).toBeVisible();
  await expectNoFaults('finished');
  await set(window, { 'Learning rate': '100' });
  await button('Train').click();
  await expect(window.getByText('The run failed')).toBeVisible();
  await expectNoFaults('failed');

  await set(window, { 'Learning rate': '0.05' });
  await go(window, 'Runs');
  await expect(window.getByRole('heading', { name: 'What is different' })).toBeVisible();
  await expectNoFaults('Runs, three of them');
  await set(window, { 'Values of learning rate': '0.01 0.02', 'Values of batch size': '50 100' });
  await button('Start sweep').click();
  await expect(
    window.getByRole('heading', { name: 'Accuracy by batch size and learning rate' }),
  ).toBeVisible();
  await expect(button('Start sweep')).toBeVisible({ timeout: 60_000 });
  await expectNoFaults('a sweep');
  await go(window, 'Results');
  await button('Read them').click();
  const matrix = window.getByRole('table', { name: /How many images of each class/ });
  await matrix.getByRole('button').nth(1).click({ timeout: 60_000 });
  await expectNoFaults('Results, image by image');
});

test('places, the network’s editor, and what opens over them', async ({ app, window }) => {
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  await waitUntilReady(window);
  await new Pad(window).draw(digits['3']!);
  for (const place of places) {
    await go(window, place);
    await expectNoFaults(place);
  }
  await go(window, 'Network');
  await window.getByRole('button', { name: '3 Flatten: remove' }).click();
  await window.getByRole('listitem', { name: '1 Convolution' }).locator('button.head').click();
  await expect(window.getByRole('alert')).toBeVisible();
  await expectNoFaults('an impossible network, a layer open');
  await window.getByRole('button', { name: 'Add Flatten before 3 Dense' }).click();
  await clickMenu(app, 'View', 'Projector Mode');
  await expectNoFaults('a network that is wider than the place, in large letters');
  await clickMenu(app, 'View', 'Projector Mode');

  await clickMenu(app, 'View', 'Command Palette…');
  await window.getByRole('combobox', { name: 'Type a command' }).fill('go');
  await expectNoFaults('the palette');
  await window.keyboard.press('Escape');

  await answerOpenDialog(app, join(ROOT, 'resources', 'models', 'starter.safetensors'));
  await clickMenu(app, 'File', 'Look into a Model File…');
  await expect(window.getByRole('dialog')).toBeVisible();
  await expectNoFaults('a file looked into');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
});

test('the walk-through, there and back, and all that is said beside it', async ({ app, window }) => {
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  await waitUntilReady(window);
  await go(window, 'Explain');
  for (const step of ['forward-0', 'forward-softmax', 'backward-softmax', 'update', 'backward-0']) {
    await window.locator(`[data-step="${step}"]`).click();
    await expect(window.locator('[data-part="step"]')).toHaveAttribute('data-shown', step);
    await expectNoFaults(step);
  }
  for (const panel of ['Code', 'Numbers', 'Check', 'Try', 'Relate']) {
    await window.getByRole('tab', { name: panel }).click();
    await expectNoFaults(panel);
  }
});

test('data come in and drawings are collected', async ({ app, window, folder }) => {
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  await waitUntilReady(window);
  await go(window, 'Data');
  const rows = Array.from({ length: 12 }, (_, i) => [i % 3, i, 2 * i, 3 * i, 4 * i].join());
  const table = join(folder, 'table.csv');
  await writeFile(table, [...rows, '1,2,x,4,5'].join('\n'));
  await answerOpenDialog(app, table);
  await window.getByRole('button', { name: 'Import files…' }).click();
  const panel = window.getByRole('region', { name: 'Import table.csv' });
  await panel.getByText(/skipped/).click();
  await panel.getByText('Names of the classes').click();
  await expectNoFaults('an import before it begins');
  // With letters twice as large, whatever is brought into sight, the window's own bar stays in it.
  await zoomTo(app, 2);
  await panel.evaluate((element) => element.scrollIntoView());
  expect(await window.getByRole('banner').evaluate((bar) => bar.getBoundingClientRect().top)).toBe(0);
  await zoomTo(app, 1);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await writeFile(table, '1,2,3,4,5,6');
  await answerOpenDialog(app, table);
  await window.getByRole('button', { name: 'Import files…' }).click();
  await expect(panel.getByText('This could not be imported')).toBeVisible();
  await expectNoFaults('an import that is refused');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await window.getByRole('button', { name: 'Prepare' }).click();
  await window.getByRole('switch', { name: 'Split anew' }).click();
  await expectNoFaults('a data set to be prepared');
  await window.getByRole('listbox', { name: 'Images of the data set' }).focus();
  await window.keyboard.press('Enter');
  await expectNoFaults('an image enlarged');
  await window.keyboard.press('Escape');

  await go(window, 'Collect');
  await window.getByRole('button', { name: /Gurmukhi/ }).click();
  const pad = new Pad(window);
  for (const digit of ['1', '7']) {
    await pad.draw(digits[digit]!);
    await pad.canvas.press('Enter');
  }
  await window.getByRole('button', { name: '੦', exact: true }).first().click();
  await expectNoFaults('drawings, one of them chosen');
  for (const mode of ['Over the place', 'Fill the window']) {
    await window.getByRole('button', { name: mode, exact: true }).click();
    await pad.draw(digits['3']!);
    await expectNoFaults(`the pad, ${mode}`);
  }
  // The next test begins in the same window.
  await window.getByRole('button', { name: 'Beside the place', exact: true }).click();
});

test('files that open, or do not; exports; a lost engine; work that was interrupted', async ({
  epochLab,
  folder,
}) => {
  let { app, window } = epochLab;
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  await waitUntilReady(window);
  const whole = await readFile(join(ROOT, 'resources', 'models', 'starter.safetensors'));
  const altered = Buffer.from(whole);
  altered[altered.length - 1000]! ^= 1;
  for (const [name, bytes] of Object.entries({
    altered,
    cut: whole.subarray(0, 300_000),
    newer: Buffer.from(whole.toString('latin1').replace('"version":"1"', '"version":"9"'), 'latin1'),
  })) {
    const path = join(folder, `${name}.safetensors`);
    await writeFile(path, bytes);
    await answerOpenDialog(app, path);
    await clickMenu(app, 'File', 'Look into a Model File…');
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectNoFaults(`a file looked into: ${name}`);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toBeHidden();
    await clickMenu(app, 'File', 'Open Model…');
    await expect(window.getByRole('alert')).toContainText(name);
    await expectNoFaults(`a file opened: ${name}`);
  }

  await go(window, 'Results');
  await answerSaveDialog(app, join(folder, 'gone', 'model.safetensors'));
  await clickMenu(app, 'File', 'Save Model As…');
  await expect(button('Save as…')).toBeVisible();
  await answerSaveDialog(app, join(folder, 'gone', 'model.npz'));
  await button('Export as NumPy and Keras…').click();
  await expect(window.getByText('It could not be exported')).toBeVisible();
  await answerSaveDialog(app, join(folder, 'model.onnx'));
  await button('Export as ONNX…').click();
  await expect(window.getByText(/^Verified: /)).toBeVisible();
  await expectNoFaults('what could be exported, and what could not be saved');

  await go(window, 'Train');
  await set(window, { Epochs: '1000' });
  await button('Train').click();
  await expect(button('Pause')).toBeVisible();
  await killEngine(app);
  await expect(button('Continue the run')).toBeVisible();
  await expectNoFaults('an engine that was started again');
  await button('Continue the run').click();
  await expect(button('Pause')).toBeVisible();
  await epochLab.kill();
  await epochLab.start();
  ({ app, window } = epochLab);
  await expect(button('Continue where it stopped')).toBeVisible();
  await expectNoFaults('work that was interrupted');
  await button('Discard').click();
});

// The last: from here on the lab has its column.
test('the licences; a lab that asks, that is answered wrongly, and that explains', async ({
  app,
  window,
}) => {
  const expectNoFaults = (where: string) => expectNoFaultsInBothThemes(app, window, where);
  await waitUntilReady(window);
  await clickMenu(app, 'Help', 'Licences');
  await expect(window.getByRole('dialog').getByRole('article')).toContainText('AssemblyScript');
  await expectNoFaults('the licences');
  await window.keyboard.press('Escape');

  const player = new LabPlayer(window);
  await player.open(readLabHeader('04-cross-entropy.md').title);
  await expectNoFaults('a lab that asks');
  await player.column.getByLabel('Your answer').fill('123456');
  await player.button('Check').click();
  await player.button(/^Show hint 1 of/).click();
  await expect(player.column.getByText(/Not yet\.\s+\S/)).toBeVisible();
  await expectNoFaults('a lab that is answered wrongly');
  await player.column.getByLabel('Your answer').fill('0.693');
  await player.button('Check').click();
  await expect(player.column.getByRole('heading', { name: 'Why' })).toBeVisible();
  await expectNoFaults('a lab that explains');
});
