import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { expectNoFaults } from './fixtures/axe.ts';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** No accessibility fault that axe finds, on any place in any state, light and dark; and a digit by keyboard alone. */

const places = ['Data', 'Collect', 'Network', 'Train', 'Results', 'Explain'] as const;

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.beforeEach(async ({ app, window }) => {
      await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme);
      await waitUntilReady(window);
    });

    test('places, the network’s editor, and what opens over them', async ({ app, window }) => {
      await new Pad(window).draw(digits['3']!);
      for (const place of places) {
        await go(window, place);
        await expectNoFaults(window, place);
      }
      await go(window, 'Network');
      await window.getByRole('button', { name: '3 Flatten: remove' }).click();
      await window.getByRole('listitem', { name: '1 Convolution' }).locator('button.head').click();
      await expect(window.getByRole('alert')).toBeVisible();
      await expectNoFaults(window, 'an impossible network, a layer open');

      await clickMenu(app, 'View', 'Command Palette…');
      await window.getByRole('combobox', { name: 'Type a command' }).fill('go');
      await expectNoFaults(window, 'the palette');
      await window.keyboard.press('Escape');

      await answerOpenDialog(app, join(ROOT, 'resources', 'models', 'starter.safetensors'));
      await clickMenu(app, 'File', 'Look into a Model File…');
      await expect(window.getByRole('dialog')).toBeVisible();
      await expectNoFaults(window, 'a file looked into');
    });

    test('a run in each of its states, and what is left of it', async ({ window }) => {
      const button = (name: string) => window.getByRole('button', { name, exact: true });
      await go(window, 'Runs');
      await expectNoFaults(window, 'Runs, empty');
      await go(window, 'Train');
      await window
        .locator('details')
        .evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await expectNoFaults(window, 'all settings');

      await set(window, { 'Training images': '600', 'Validation images': '100', Epochs: '400' });
      await button('Train').click();
      await expect(button('Pause')).toBeVisible();
      await expectNoFaults(window, 'running');
      await button('Queue').click();
      await button('Pause').click();
      await expect(button('Resume')).toBeVisible();
      await button('Loss as a table').click();
      await expectNoFaults(window, 'paused');
      for (const panel of ['Inside', 'Weights']) {
        await window.getByRole('radio', { name: panel }).check({ force: true });
        await expectNoFaults(window, panel);
      }
      await window.getByRole('button', { name: /of the queue: remove/ }).click();
      await button('Stop').click();
      await expect(window.getByText('The run was stopped')).toBeVisible();
      await window.getByRole('radio', { name: 'Learning' }).check({ force: true });
      await expectNoFaults(window, 'stopped');

      await set(window, { Epochs: '1' });
      await button('Train').click();
      await expect(window.getByText('The run is finished')).toBeVisible();
      await expectNoFaults(window, 'finished');
      await set(window, { 'Learning rate': '100' });
      await button('Train').click();
      await expect(window.getByText('The run failed')).toBeVisible();
      await expectNoFaults(window, 'failed');

      await go(window, 'Runs');
      await expect(window.getByRole('heading', { name: 'What is different' })).toBeVisible();
      await expectNoFaults(window, 'Runs, three of them');
      await go(window, 'Results');
      await window.getByRole('button', { name: 'Read them', exact: true }).click();
      const matrix = window.getByRole('table', { name: /How many images of each class/ });
      await matrix.getByRole('button').nth(1).click({ timeout: 60_000 });
      await expectNoFaults(window, 'Results, image by image');
    });
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the walk-through in ${theme}`, async ({ app, window }) => {
    test.slow();
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme);
    await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 });
    await window.getByRole('link', { name: 'Explain', exact: true }).click();
    await expect(window.getByRole('heading', { level: 2, name: 'The image goes in' })).toBeVisible();
    const steps = ['forward-0', 'forward-softmax', 'backward-softmax', 'update', 'backward-0'];
    for (const step of steps) {
      await window.locator(`[data-step="${step}"]`).click();
      await expect(window.locator('[data-part="step"]')).toHaveAttribute('data-shown', step);
      await expectNoFaults(window, `${step}, ${theme}`);
    }
    for (const panel of ['Numbers', 'Check', 'Relate']) {
      await window.getByRole('tab', { name: panel }).click();
      await expectNoFaults(window, `${panel}, ${theme}`);
    }
  });
}

test('axe finds nothing while data come in and drawings are collected', async ({ app, window, folder }) => {
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 });
  const rows = Array.from({ length: 12 }, (_, i) => [i % 3, i, 2 * i, 3 * i, 4 * i].join());
  const table = join(folder, 'table.csv');
  await writeFile(table, [...rows, '1,2,x,4,5'].join('\n'));
  await answerOpenDialog(app, table);
  await window.getByRole('button', { name: 'Import files…' }).click();
  const panel = window.getByRole('region', { name: 'Import table.csv' });
  await panel.getByText(/skipped/).click();
  await panel.getByText('Names of the classes').click();
  await expectNoFaults(window, 'an import before it begins');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await writeFile(table, '1,2,3,4,5,6');
  await answerOpenDialog(app, table);
  await window.getByRole('button', { name: 'Import files…' }).click();
  await expect(panel.getByText('This could not be imported')).toBeVisible();
  await expectNoFaults(window, 'an import that is refused');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await window.getByRole('button', { name: 'Prepare' }).click();
  await window.getByRole('switch', { name: 'Split anew' }).click();
  await expectNoFaults(window, 'a data set to be prepared');
  await window.getByRole('listbox', { name: 'Images of the data set' }).focus();
  await window.keyboard.press('Enter');
  await expectNoFaults(window, 'an image enlarged');
  await window.keyboard.press('Escape');

  await window.getByRole('link', { name: 'Collect', exact: true }).click();
  await window.getByRole('button', { name: /Gurmukhi/ }).click();
  const pad = new Pad(window);
  for (const digit of ['1', '7']) {
    await pad.draw(digits[digit]!);
    await pad.canvas.press('Enter');
  }
  await window.getByRole('button', { name: '੦', exact: true }).first().click();
  await expectNoFaults(window, 'drawings, one of them chosen');
  for (const mode of ['Over the place', 'Fill the window']) {
    await window.getByRole('button', { name: mode, exact: true }).click();
    await pad.draw(digits['3']!);
    await expectNoFaults(window, `the pad, ${mode}`);
  }
});

test('a digit drawn with the keyboard is read', async ({ window }) => {
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 });
  const pad = new Pad(window);
  await pad.canvas.focus();
  // Eight cells up from the middle, then a stroke of fifteen cells down: a one.
  for (let i = 0; i < 8; i++) await window.keyboard.press('ArrowUp');
  for (let i = 0; i < 15; i++) await window.keyboard.press('Shift+ArrowDown');
  await pad.expectAnswer('1');
});
