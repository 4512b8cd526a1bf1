import { readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHandIn } from '../engine/labs/hand-in.ts';
import { expect, test } from './fixtures/app.ts';
import { expectNoFaults } from './fixtures/axe.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { readPdf } from './fixtures/pdf-text.ts';
import { ROOT } from './fixtures/launch.ts';

/** Each lab from its start to the hand-in, with wrong and right answers, on the real engine. */

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

test('a lab is left and taken up again where it was, also after the app was killed', async ({ epochLab }) => {
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
});

test('a hand-in on paper has what the file has, a page of the walk-through too', async ({
  app,
  window,
  folder,
}) => {
  const header = readLabHeader(labs[3]!);
  const player = new LabPlayer(window);
  await player.open(header.title);
  await player.play(header.steps[0]!);
  await player.train();
  await window.getByRole('link', { name: 'Explain', exact: true }).click();
  await window.getByRole('button', { name: `Put into the hand-in of “${header.title}”` }).click();
  await expect(window.getByText('Page 1 of your hand-in')).toBeVisible();

  await player.button(/^Step 6: /).click();
  await player.button('Hand in…').click();
  await player.column.getByLabel('Your name').fill('Student 1');
  const handIn = join(folder, 'work.epochlab-handin');
  await answerSaveDialog(app, handIn);
  await player.button('Save hand-in…').click();
  await expect(player.column.getByText('Handed in as work.epochlab-handin')).toBeVisible();
  const paper = join(folder, 'work.pdf');
  await answerSaveDialog(app, paper);
  await player.button('Save as PDF…').click();
  await expect(window.getByText('Saved work.pdf')).toBeVisible();

  const { progress } = await readHandIn(new Uint8Array(await readFile(handIn)), 'work');
  const [page, run] = [progress.pages![0]!, progress.runs[0]!];
  expect(Buffer.from(page.picture, 'base64').subarray(1, 4).toString()).toBe('PNG');
  const pdf = readPdf(await readFile(paper));
  for (const words of ['Student 1', 'Half sure', '123456', '0.693', run.fingerprint!, page.title]) {
    expect(pdf.text).toContain(words);
  }
  // The curve of the run, and the picture of the page.
  expect(pdf.images).toBe(2);

  await player.column.getByRole('button', { name: 'Take page 1 out of the hand-in' }).click();
  await expect(player.column.getByRole('list', { name: 'Pages of the walk-through' })).toHaveCount(0);
});

test('a folder of hand-ins becomes a marking table, damaged files and copies named', async ({
  app,
  window,
  folder,
}) => {
  const header = readLabHeader(labs[3]!);
  const player = new LabPlayer(window);
  await player.open(header.title);
  await player.play(header.steps[0]!);
  await player.button(/^Step 6: /).click();
  const handIns = join(folder, 'hand-ins');
  await mkdir(handIns);
  const path = join(handIns, 'a.epochlab-handin');
  await answerSaveDialog(app, path);
  await player.button('Hand in…').click();
  await player.column.getByLabel('Your name').fill('Student 1');
  await player.button('Save hand-in…').click();
  await expect(player.column.getByText('Handed in as a.epochlab-handin')).toBeVisible();
  await copyFile(path, join(handIns, 'b.epochlab-handin'));
  await writeFile(join(handIns, 'c.epochlab-handin'), 'not a hand-in');

  await answerOpenDialog(app, handIns);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Open hand-ins…' }).click();
  await expect(window.getByRole('heading', { name: 'Hand-ins' })).toBeVisible();
  await expect(window.getByText('Looks like b.epochlab-handin')).toBeVisible();
  await expect(window.getByText(/^c\.epochlab-handin: this is not a zip file/)).toBeVisible();
  const csv = join(folder, 'marks.csv');
  await answerSaveDialog(app, csv);
  await window.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(window.getByText('Saved marks.csv')).toBeVisible();
  expect(await readFile(csv, 'utf8')).toMatch(/a\.epochlab-handin,Student 1,/);
  await window.getByRole('button', { name: 'Open the hand-in of Student 1' }).first().click();
  await expect(window.getByRole('heading', { name: '1. Half sure' })).toBeVisible();
});

test('a lab that is being written is shown anew with each change, and its mistakes with their lines', async ({
  app,
  window,
  folder,
}) => {
  const header = readLabHeader(labs[0]!);
  const path = join(folder, 'mine.md');
  const read = (name: string) => readFile(join(ROOT, 'resources', 'labs', name), 'utf8');
  const text = (await read(labs[0]!)).replace('id: convolution', 'id: mine');
  const translation = (await read(labs[0]!.replace('.md', '.hi.md'))).replace(
    'translates: convolution',
    'translates: mine',
  );
  await writeFile(path, text);
  await writeFile(join(folder, 'mine.hi.md'), translation);
  await answerOpenDialog(app, path);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Open a lab file…' }).click();
  const player = new LabPlayer(window);
  await expect(player.column.getByRole('heading', { name: header.title })).toBeVisible();
  await writeFile(path, text.replace(`title: ${header.title}`, 'title: My own'));
  await expect(player.column.getByRole('heading', { name: 'My own' })).toBeVisible();

  await player.column.getByLabel('Translation beside it').selectOption({ label: 'हिन्दी' });
  await expect(player.column.getByRole('heading', { name: 'An image is a grid of numbers' })).toBeVisible();
  await expect(player.column.locator('h3[lang="hi"]')).toBeVisible();
  await writeFile(join(folder, 'mine.hi.md'), translation.replace('{#flat}', '{#flatt}'));
  await expect(player.column.getByText(/mine\.hi\.md:.*"flat" is not translated/)).toBeVisible();

  await writeFile(path, text.replace('minutes: 15', 'minutes: many'));
  await expect(player.column.getByText(/Line 8: minutes: must be/)).toBeVisible();
});

test('a lab of one’s own begins with the template', async ({ app, window, folder }) => {
  const path = join(folder, 'own.md');
  await answerSaveDialog(app, path);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Write a lab of your own…' }).click();
  await expect(new LabPlayer(window).column.getByRole('heading', { name: 'A lab of my own' })).toBeVisible();
  expect(await readFile(path, 'utf8')).toBe(
    await readFile(join(ROOT, 'resources', 'labs', 'template.md'), 'utf8'),
  );
});

test('“start here” sets a class up alike', async ({ app, window, folder }) => {
  const path = join(folder, 'class.epochlab-start');
  await window.getByRole('link', { name: 'Train', exact: true }).click();
  await window.getByLabel('Seed', { exact: true }).fill('77');
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await answerSaveDialog(app, path);
  await window.getByRole('button', { name: 'Save “start here”…' }).click();
  await expect(window.getByText('Saved class.epochlab-start')).toBeVisible();
  await window.getByRole('link', { name: 'Train', exact: true }).click();
  await window.getByLabel('Seed', { exact: true }).fill('1');
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await answerOpenDialog(app, path);
  await window.getByRole('button', { name: 'Open “start here”…' }).click();
  await expect(window.getByLabel('Seed', { exact: true })).toHaveValue('77');
});

test('axe finds nothing in a lab, its questions, a presentation, a hand-in and a marking table', async ({
  app,
  window,
  folder,
}) => {
  const header = readLabHeader(labs[3]!);
  const player = new LabPlayer(window);
  await player.open(header.title);
  await player.play(header.steps[0]!);
  await expectNoFaults(window, 'a step that is done');
  await player.button('Present').click();
  await player.button('Next').click();
  await expectNoFaults(window, 'a presentation');
  await player.button('Stop presenting').click();
  await player.button(/^Step 6: /).click();
  const handIns = join(folder, 'hand-ins');
  await mkdir(handIns);
  await answerSaveDialog(app, join(handIns, 'a.epochlab-handin'));
  await player.button('Hand in…').click();
  await player.column.getByLabel('Your name').fill('Student 1');
  await player.button('Save hand-in…').click();
  await expect(player.column.getByText('Handed in as a.epochlab-handin')).toBeVisible();
  await expectNoFaults(window, 'a hand-in');
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await expectNoFaults(window, 'the list of labs');
  await answerOpenDialog(app, handIns);
  await window.getByRole('button', { name: 'Open hand-ins…' }).click();
  await expect(window.getByRole('heading', { name: 'Hand-ins' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme);
    await expectNoFaults(window, `the marking table, ${theme}`);
  }
  await window.getByRole('button', { name: 'Open the hand-in of Student 1' }).click();
  await expect(window.getByRole('heading', { name: '1. Half sure' })).toBeVisible();
  await expectNoFaults(window, 'a student’s work');
});
