import { join } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { waitUntilReady } from './fixtures/lesson.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** A class makes its own data set: draws it, mends it, saves it, merges it, and trains on it. */

test('drawn, mended, kept over a restart, saved, merged, and trained on', async ({
  epochLab,
  folder,
  problems,
}) => {
  problems.expect(/engine/i);
  let { window } = epochLab;
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Collect', exact: true }).click();
  await window.getByLabel('New classes, with spaces between them').fill('੧ ੭');
  await window.getByRole('button', { name: 'Add', exact: true }).click();
  await window.getByRole('textbox', { name: 'Writer' }).fill('K');

  const pad = new Pad(window);
  const count = (name: string) => window.getByRole('button', { name: new RegExp(`^${name}: `) });
  for (let i = 0; i < 4; i++) {
    await pad.draw(i % 2 === 0 ? digits['1']! : digits['7']!, { pixels: [i, -i] });
    // By key and by button, in turn.
    if (i < 2) await pad.canvas.press('Enter');
    else await window.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(window.getByText(`${i + 1} drawing${i === 0 ? '' : 's'}`, { exact: true })).toBeVisible();
  }
  await expect(count('੧')).toHaveAccessibleName('੧: 2 drawings');

  await window.getByRole('button', { name: '੭, by K' }).first().click();
  await window.getByLabel('Relabel as').selectOption('੧');
  await expect(count('੧')).toHaveAccessibleName('੧: 3 drawings');
  const undo = window.getByRole('region', { name: 'Drawings' }).getByRole('button', { name: 'Undo' });
  await undo.click();
  await window.getByRole('button', { name: '੭, by K' }).first().click();
  await window.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(count('੭')).toHaveAccessibleName('੭: 1 drawing');
  await undo.click();
  await expect(count('੭')).toHaveAccessibleName('੭: 2 drawings');

  const file = join(folder, 'ours.epochlab-set');
  await answerSaveDialog(epochLab.app, file);
  await window.getByRole('button', { name: 'Save as file…' }).click();
  await expect(window.getByText('Saved as ours.epochlab-set')).toBeVisible();

  await epochLab.relaunch();
  ({ window } = epochLab);
  await window.getByRole('link', { name: 'Collect', exact: true }).click();
  await expect(window.getByRole('button', { name: /^੭: / })).toHaveAccessibleName('੭: 2 drawings');
  await answerOpenDialog(epochLab.app, file);
  await window.getByRole('button', { name: 'Add files…' }).click();
  await expect(window.getByText('4 drawings were there already.')).toBeVisible();

  await waitUntilReady(window);
  await window.getByRole('button', { name: 'Train on it alone' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  const status = window.getByRole('contentinfo');
  await expect(status).toContainText('Our drawings 2 + 2');

  // The set is not offered to itself; what is drawn later can be added to it.
  await window.getByRole('link', { name: 'Collect', exact: true }).click();
  const addToOpen = window.getByRole('button', { name: 'Train with Our drawings' });
  await expect(window.getByRole('button', { name: 'Train on it alone' })).toBeEnabled();
  await expect(addToOpen).toBeHidden();
  await new Pad(window).draw(digits['1']!);
  await window.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(addToOpen).toBeEnabled();

  // It is a data set of one's own like any other: there again after a crash of the engine, and at the next start.
  await killEngine(epochLab.app);
  await expect(window.getByText('The engine was restarted')).toBeVisible({ timeout: 30_000 });
  await expect(status).toContainText('Our drawings 2 + 2');
  await window.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(window.getByText('The run is finished').first()).toBeVisible({ timeout: 60_000 });
  await window.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(window.getByRole('radio', { name: 'Our drawings', exact: true })).toBeChecked();
});

test('begun anew, nothing is left at the next start', async ({ epochLab }) => {
  let { window } = epochLab;
  const collect = () => window.getByRole('link', { name: 'Collect', exact: true }).click();
  const choose = () => window.getByRole('button', { name: /Gurmukhi/ });
  await waitUntilReady(window);
  await collect();
  await choose().click();
  await new Pad(window).draw(digits['1']!);
  await window.getByRole('button', { name: 'Keep', exact: true }).click();
  await window.getByRole('button', { name: 'Start anew' }).click();
  await expect(choose()).toBeVisible();

  await epochLab.relaunch();
  ({ window } = epochLab);
  await waitUntilReady(window);
  await expect(window.getByRole('alert')).toHaveCount(0);
  await collect();
  await expect(choose()).toBeVisible();
});
