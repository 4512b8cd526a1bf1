import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHandIn } from '../engine/labs/hand-in.ts';
import { expect, test as alone } from './fixtures/app.ts';
import { answerSaveDialog } from './fixtures/dialogs.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, runControls, set, waitUntilReady } from './fixtures/lesson.ts';
import { test } from './fixtures/shared-app.ts';

/** Each lab from its start to the hand-in, with wrong and right answers, on the real engine, one after the other. */

const labs = readdirSync(join(ROOT, 'resources', 'labs')).filter((name) => /^\d\d-[a-z-]+\.md$/.test(name));

/** What the engine must say, where that is known without it. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  convolution: { flat: '0', size: '26', filters: '72' },
  'forward-phase': { path: '13602', 'pooled-size': '1352' },
  guessing: { logarithm: '2.303', 'five-classes': '1.609' },
  'cross-entropy': { half: '0.693' },
  'back-through-the-convolution': { uses: '676' },
  'batch-size-and-learning-rate': { first: '313', 'larger-batch': '40' },
};

/** Goals that the settings which the lab begins with do not reach, and what does, as its last hint says. */
const better: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  'one-step-of-sgd': { many: { 'Learning rate': '0.005' } },
  'batch-size-and-learning-rate': { good: { Epochs: '10', 'Learning rate': '0.01' } },
};

for (const fileName of labs) {
  const header = readLabHeader(fileName);

  test(`lab “${header.title}” is played to its hand-in`, async ({ app, window, folder }) => {
    test.setTimeout(300_000);
    const player = new LabPlayer(window);
    await player.open(header.title);
    await player.playAll(header, better[header.id]);
    await expect(player.column.getByText('All steps are done')).toBeVisible();
    for (const [step, answer] of Object.entries(known[header.id] ?? {})) {
      expect(player.answers.get(step), step).toBe(answer);
    }

    const path = join(folder, 'work.epochlab-handin');
    await answerSaveDialog(app, path);
    await player.button('Hand in…').click();
    await player.column.getByLabel('Your name').fill('Student 1');
    await player.column.getByLabel('Class or group').fill('9b');
    await player.button('Save hand-in…').click();
    await expect(player.column.getByText('Handed in as work.epochlab-handin')).toBeVisible();
    const { progress, isIntact } = await readHandIn(new Uint8Array(await readFile(path)), 'work');
    expect(isIntact).toBe(true);
    expect(progress.steps.every(({ completed }) => completed !== null)).toBe(true);
  });
}

test('steps in quick succession leave the walk-through open', async ({ window }) => {
  const { title } = readLabHeader('01-convolution.md');
  const player = new LabPlayer(window);
  await player.open(title);
  const path = player.column.getByRole('navigation', { name: 'Steps of the lab' });
  await path.evaluate((steps) => {
    for (const step of [1, 2, 1]) steps.querySelectorAll('button')[step]?.click();
  });
  await window.getByRole('link', { name: 'Explain', exact: true }).click();
  await expect(window.getByRole('heading', { level: 2, name: 'The image goes in' })).toBeVisible();
});

alone('a lab begins with the first picture of the walk-through, wherever one was', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Explain');
  await window.locator('[data-step="backward-0"]').click();
  await expect(window.locator('[data-part="step"]')).toHaveAttribute('data-shown', 'backward-0');
  await new LabPlayer(window).open(readLabHeader('01-convolution.md').title);
  await expect(window.getByRole('heading', { level: 2, name: 'The image goes in' })).toBeVisible();
});

alone('a lab that is opened while a run goes on is set up once the run was stopped', async ({ window }) => {
  const { title } = readLabHeader('02-forward-phase.md');
  const player = new LabPlayer(window);
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { Epochs: '1000' });
  await runControls(window).train.click();
  await expect(runControls(window).pause).toBeVisible();
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: `Open the lab “${title}”` }).click();
  await expect(player.column.getByText('A training run is going on. Stop it first.')).toBeVisible();
  await runControls(window).stop.click();
  await expect(runControls(window).train).toBeEnabled();
  await expect(player.column.getByText('The run has ended: now it can be set up.')).toBeVisible();
  await player.button('Set everything as the step begins').click();
  await expect(window.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
  await expect(player.column.getByRole('alert')).toHaveCount(0);
});

alone(
  'a lab is left and taken up again where it was, also after the app was killed',
  async ({ epochLab }) => {
    const header = readLabHeader(labs[0]!);
    const player = new LabPlayer(epochLab.window);
    await player.open(header.title);
    await player.play(header.steps[0]!);
    await player.button('Next').click();
    await expect(player.column.getByRole('button', { name: /^Step 2: / })).toHaveAttribute(
      'aria-current',
      'step',
    );
    const kept = join(epochLab.userData, 'labs', `${header.id}.json`);
    await expect.poll(() => readFile(kept, 'utf8').catch(() => '')).toContain('"step":1');
    await epochLab.kill();
    await epochLab.start();
    await epochLab.window.getByRole('link', { name: 'Labs', exact: true }).click();
    await expect(epochLab.window.getByText(`1 of ${header.steps.length} steps done`)).toBeVisible();
    const again = new LabPlayer(epochLab.window);
    await again.open(header.title);
    await expect(again.column.getByRole('button', { name: /^Step 2: / })).toHaveAttribute(
      'aria-current',
      'step',
    );
    // What was answered stands as it was left.
    await again.button(/^Step 1: /).click();
    await expect(again.column.getByText('That is right.')).toBeVisible();
  },
);
