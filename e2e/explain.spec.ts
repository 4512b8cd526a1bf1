import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { expectNoFaults } from './fixtures/axe.ts';
import { answerSaveDialog } from './fixtures/dialogs.ts';
import { connectToEngine } from './fixtures/engine-port.ts';
import { waitUntilReady } from './fixtures/lesson.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** The walk-through in the real application: the report's network, then LeNet-5, forwards, backwards and onwards. */

interface Origin {
  readonly value: number;
  readonly terms: readonly { readonly x: number; readonly w: number; readonly product: number }[];
}

/** What the window shows of a number: three or four digits, and a true minus. */
function shown(value: number): string {
  const size = Math.abs(value);
  const digits = size < 0.001 ? size.toExponential(1) : size.toFixed(3);
  return (value < 0 ? '−' : '') + digits.replace('-', '−');
}

/** A number as its hover shows it, to the last digit. */
function exact(title: string | null): number {
  return Number(title?.replaceAll('−', '-') ?? Number.NaN);
}

class Walk {
  readonly step: Locator;

  constructor(private readonly window: Page) {
    this.step = window.locator('[data-part="step"]');
  }

  async open(): Promise<void> {
    await waitUntilReady(this.window);
    await this.enter();
  }

  /** The report's network after one step: the model that the app starts with is another one. */
  async openReport(): Promise<void> {
    await waitUntilReady(this.window);
    const controls = this.window.getByRole('region', { name: 'Training run' });
    await controls.getByRole('button', { name: 'One step' }).click();
    await expect(controls.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
    await controls.getByRole('button', { name: 'Stop', exact: true }).click();
    await this.open();
  }

  /** The place itself, whatever else goes on. */
  async enter(): Promise<void> {
    await this.window.getByRole('link', { name: 'Explain', exact: true }).click();
    await expect(this.window.getByRole('heading', { level: 2, name: 'The image goes in' })).toBeVisible();
  }

  async expectStep(id: string): Promise<void> {
    await expect(this.step).toHaveAttribute('data-shown', id);
  }

  async go(id: string): Promise<void> {
    await this.window.locator(`[data-step="${id}"]`).click();
    await this.expectStep(id);
  }

  /** A picture of a tensor, whatever it shows. */
  picture(name: string): Locator {
    return this.step.locator(`[data-part="${name}"] canvas`).first();
  }

  async openPanel(name: string): Promise<Locator> {
    await this.window.getByRole('tab', { name }).click();
    return this.window.getByRole('tabpanel', { name });
  }
}

test('the whole way by keyboard, through the loss, back to the image and into the next step', async ({
  window,
}) => {
  const walk = new Walk(window);
  await walk.openReport();
  const way = [
    ...[
      'forward-0',
      'forward-1',
      'forward-2',
      'forward-3',
      'forward-softmax',
      'forward-loss',
      'backward-loss',
    ],
    ...[
      'backward-softmax',
      'backward-3',
      'backward-2',
      'backward-1',
      'backward-0',
      'backward-image',
      'update',
    ],
  ];
  for (const id of way) {
    await window.keyboard.press('ArrowRight');
    await walk.expectStep(id);
  }
  const lossAfter = await walk.step
    .getByRole('row', { name: /^after/ })
    .getByRole('cell')
    .textContent();
  // Through the update into the next step: the loss is what the update said that it would be.
  await window.keyboard.press('ArrowRight');
  await walk.expectStep('forward-image');
  await expect(window.locator('[data-part="verdict"]')).toContainText(`loss ${lossAfter}`);
  await expect(window.getByText('The weights are those after the update')).toBeVisible();
  await window.getByRole('button', { name: 'Back to the model' }).click();
  await expect(window.getByText('The weights are those after the update')).toBeHidden();
  await walk.step.focus().catch(() => undefined);
  await window.keyboard.press('End');
  await walk.expectStep('update');
  await window.keyboard.press('ArrowLeft');
  await walk.expectStep('backward-image');
  await window.keyboard.press('Home');
  await walk.expectStep('forward-image');
});

test('a touched value is the sum that the engine says, its pool and its classes too', async ({ window }) => {
  const walk = new Walk(window);
  await walk.openReport();
  await walk.go('forward-0');
  const output = walk.picture('output');
  await expect(output).toHaveAttribute(
    'aria-label',
    /^Output: filter \d responds most at row \d+, column \d+: [−\d.e]+$/,
  );
  const written = window.locator('[data-part="written"]');
  const [, row, column, channel] = /row (\d+), column (\d+), channel (\d+)/
    .exec((await written.textContent()) ?? '')!
    .map(Number) as [number, number, number, number];
  await output.focus();
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('ArrowLeft');
  await expect(written).toContainText(`row ${row - 1}, column ${column - 1}`);

  const place = [row - 1, column - 1, channel];
  const sum = await written.locator('[data-part="sum"] strong').textContent();
  const numbers = await written.locator('td').allTextContents();

  await walk.go('forward-1');
  await expect(walk.step.getByText(/windows are tied \(\d+\s%\)/)).toBeVisible();
  await expect(written).toContainText('max =');

  await walk.go('forward-3');
  await walk.step.getByRole('group', { name: 'Output' }).getByRole('button').nth(4).click();
  await expect(written).toContainText('unit 4');
  await expect(written).toContainText('largest of 1,352 products');

  await walk.go('backward-softmax');
  await walk.step.getByRole('row', { name: /^3/ }).getByRole('button').click();
  const formula = await walk.openPanel('Formula');
  await expect(formula.locator('[data-part="derivation"] > li')).toHaveCount(6);
  await expect(formula.getByText(/Both ways agree/)).toBeVisible();
  await expectNoFaults(window, 'softmax, backward');

  // Last, as it takes the window's port.
  const ask = await connectToEngine(window);
  const { walk: number } = await ask<{ walk: number }>('explainOpen', {
    image: { from: 'dataset', split: 'test', index: 0 },
  });
  const origin = await ask<Origin>('explainValue', { walk: number, layer: 0, place });
  expect(sum).toBe(`= ${shown(origin.value)}`);
  expect(numbers.slice(-9)).toEqual(origin.terms.map(({ product }) => shown(product)));
});

test('the check confirms one rule for ties and refutes the other', async ({ window }) => {
  const walk = new Walk(window);
  await walk.open();
  await window.getByRole('radio', { name: 'Untrained' }).check({ force: true });
  await expect(window.locator('[data-part="verdict"]')).toContainText('untrained');
  // Of the flat background's windows, all corners are equal: the rule says who gets the gradient.
  await walk.go('backward-1');
  await walk.picture('outputGradient').focus();
  await window.keyboard.press('ArrowRight');
  for (let i = 0; i < 12; i++) await window.keyboard.press('ArrowUp');
  const receives = window.locator('[data-part="written"] table').last();
  await expect(window.getByText('equal maxima: only the first gets the gradient')).toBeVisible();
  await expect(receives.locator('td.marked')).toHaveCount(1);
  await walk.step.getByRole('radio', { name: 'each of them' }).check({ force: true });
  await expect(window.getByText('equal maxima: under this rule each gets')).toBeVisible();
  await expect(receives.locator('td.marked')).toHaveCount(4);
  await walk.step.getByRole('radio', { name: 'the first' }).check({ force: true });
  await expect(receives.locator('td.marked')).toHaveCount(1);
  await walk.go('backward-0');
  const check = await walk.openPanel('Check');
  await check.getByRole('button', { name: 'Check all 72 of this layer' }).click();
  await expect(check.getByText('Confirmed: they agree.')).toBeVisible({ timeout: 30_000 });
  await check.getByRole('radio', { name: 'each of them' }).check({ force: true });
  await expect(check.getByText(/Refuted: they are \d+\s% apart/)).toBeVisible({ timeout: 30_000 });
  await walk.picture('parameter').focus();
  await window.keyboard.press('ArrowRight');
  await expect(window.locator('[data-part="written"]')).toContainText('Used in 676 places');
  await check.getByRole('radio', { name: 'the first' }).check({ force: true });
  await check.getByRole('button', { name: 'Check this weight' }).click();
  await expect(check.getByText('L(w + ε)')).toBeVisible({ timeout: 30_000 });
  await expectNoFaults(window, 'a gradient check');
});

test('a nudge moves the loss as predicted, a filter made by hand its map, and both can be undone', async ({
  window,
}) => {
  const walk = new Walk(window);
  await walk.open();
  await window.getByRole('radio', { name: 'Untrained' }).check({ force: true });
  await expect(window.locator('[data-part="verdict"]')).toContainText('untrained');
  await walk.go('forward-0');
  const panel = await walk.openPanel('Try');
  await walk.picture('parameter').focus();
  await window.keyboard.press('ArrowRight');
  const written = window.locator('[data-part="written"]');
  const moved = panel.locator('[data-part="moved"]');
  const slope = exact(await written.getByText(/^∂L\/∂w =/).getAttribute('title'));
  expect(slope).not.toBe(0);
  await nudge('0.001', slope);
  await expect(walk.step.locator('[data-tensor="outputChange"]')).toBeVisible();
  await panel.getByRole('button', { name: 'Undo changes' }).click();
  await expect(moved).toBeHidden();

  await walk.go('backward-image');
  await walk.picture('inputGradient').focus();
  // At the stroke's edge: where the image is flat, windows tie, and there is no single slope.
  for (let i = 0; i < 9; i++) await window.keyboard.press('ArrowDown');
  for (let i = 0; i < 16; i++) await window.keyboard.press('ArrowRight');
  // The pixel itself: below it are listed others, some of that name.
  await expect(written.getByRole('paragraph').first()).toContainText('row 9, column 16');
  await nudge('-0.0001', exact(await written.getByText(/^∂L\/∂x =/).getAttribute('title')));
  await panel.getByRole('button', { name: 'Undo changes' }).click();
  await expect(moved).toBeHidden();

  await walk.go('forward-0');
  const before = await walk.picture('output').getAttribute('aria-label');
  await panel.getByLabel('Choose a filter').selectOption('outline');
  await panel.getByRole('button', { name: 'Set it' }).click();
  await expect(walk.step.locator('[data-part="parameter"] text').nth(4)).toHaveText('8.000');
  await expect(walk.picture('output')).not.toHaveAttribute('aria-label', before!);
  await panel.getByRole('button', { name: 'Undo changes' }).click();
  await expect(moved).toBeHidden();
  await expect(walk.picture('output')).toHaveAttribute('aria-label', before!);

  /** The change that is predicted is slope times step; the real one is about that, and is how the loss moved. */
  async function nudge(by: string, gradient: number): Promise<void> {
    await panel.getByLabel('by').fill(by);
    await panel.getByRole('button', { name: 'Nudge it' }).click();
    await expect(moved).toBeVisible();
    const shown = moved.locator('dd');
    const [predicted, real] = await Promise.all([2, 3].map((i) => shown.nth(i).getAttribute('title')));
    const foreseen = gradient * Number(by);
    expect(Math.abs(exact(predicted!) - foreseen)).toBeLessThan(1e-9 * Math.abs(foreseen));
    expect(Math.abs(exact(real!) - foreseen)).toBeLessThan(0.05 * Math.abs(foreseen));
    const [lossBefore, lossAfter] = (await shown.allTextContents()).slice(0, 2).map(Number) as [
      number,
      number,
    ];
    expect(Math.abs(lossAfter - lossBefore - exact(real!))).toBeLessThan(0.0011);
  }
});

test('what excites a filter, a hundred images, the code and the numbers', async ({ window }) => {
  const walk = new Walk(window);
  await walk.openReport();
  await walk.go('forward-0');
  const relate = await walk.openPanel('Relate');
  await relate.getByRole('button', { name: 'Find it' }).click();
  await expect(relate.locator('[data-part="excited"]')).toBeVisible({ timeout: 30_000 });
  await relate.getByRole('button', { name: 'Look at them' }).click();
  await expect(relate.getByRole('button', { name: /, image \d+: / })).toHaveCount(100, { timeout: 30_000 });
  const code = await walk.openPanel('Code');
  await expect(code).toContainText('engine/nn/layers/conv2d.ts');
  await expect(code).toContainText('forward(input: Float64Array): Float64Array {');
  const numbers = await walk.openPanel('Numbers');
  await expect(numbers.getByRole('row')).toHaveCount(27);
});

test('a step is taken away as a picture, a drawing and a page', async ({ app, window, folder }) => {
  const walk = new Walk(window);
  await walk.open();
  await walk.go('forward-0');
  const save = async (button: string, file: string) => {
    await answerSaveDialog(app, join(folder, file));
    await window.getByRole('button', { name: button }).click();
    await expect(window.getByText(`Saved ${file}`)).toBeVisible();
    return await readFile(join(folder, file));
  };
  const png = await save('Picture (PNG)…', 'step.png');
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect((await save('Drawing (SVG)…', 'step.svg')).toString()).toMatch(/^<svg .*Convolution, forward/s);
  const page = (await save('Page for a report…', 'step.html')).toString();
  expect(page).toContain('<math');
  expect(page).not.toMatch(/(?:src|href)=/);
  // What the window invites to do cannot be done on it.
  expect(page).toContain('the pixels under the kernel times its weights.</p>');
});

test('LeNet-5, in the middle of a run, with a drawing and with the next mistake', async ({ window }) => {
  const walk = new Walk(window);
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Network', exact: true }).click();
  await window.getByRole('radio', { name: 'LeNet-5' }).check({ force: true });
  await window.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(window.getByRole('button', { name: 'Pause' })).toBeVisible();
  await walk.enter();
  await expect(window.locator('[data-part="verdict"]')).toContainText(/after [\d,]+ steps?|untrained/);
  await window.getByRole('button', { name: 'Pause' }).click();
  await expect(window.getByRole('button', { name: 'Resume' })).toBeVisible();
  await walk.go('forward-3');
  await expect(walk.step.getByRole('heading', { level: 2 })).toHaveText('Layer 4: Convolution, forward');
  await window.getByRole('button', { name: 'Next mistake' }).click();
  await expect(window.getByLabel('Image number')).not.toHaveValue('0');
  await walk.expectStep('forward-3');
  await new Pad(window).draw(digits['7']!);
  await window.getByRole('button', { name: 'Use drawing' }).click();
  await expect(window.locator('[data-part="verdict"]')).toContainText('what the network says');
  await walk.go('backward-3');
  await expectNoFaults(window, 'LeNet-5, backward');
  await window.getByRole('button', { name: 'Stop' }).click();
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('every layer that the editor offers, in use and in training', async ({ window }) => {
  const walk = new Walk(window);
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Network', exact: true }).click();
  const ofVectors = ['Dense', 'ReLU', 'Sigmoid', 'Tanh'];
  const ofVolumes = ['Average-pooling', 'Batch norm', 'Leaky ReLU', 'Dropout'];
  const kinds = [...ofVectors, ...ofVolumes];
  const add = (kind: string) => window.getByRole('button', { name: kind, exact: true }).click();
  for (const kind of ofVectors) await add(kind);
  // What is added goes behind the layer that is chosen.
  const layers = window.getByRole('list', { name: 'Layers, outputs and parameters' });
  await layers.locator('button.head').nth(1).click();
  for (const kind of ofVolumes) await add(kind);
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await walk.enter();
  await window.getByRole('radio', { name: 'Untrained' }).check({ force: true });
  await expect(window.locator('[data-part="verdict"]')).toContainText('untrained');
  const ids = await window
    .locator('[data-step]')
    .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-step')!));
  const walked = new Set<string>();
  for (const mode of ['use', 'training']) {
    await window.getByRole('radio', { name: `In ${mode}` }).check({ force: true });
    await expect(window.getByText(`Seen as in ${mode}`)).toBeVisible();
    for (const id of ids) {
      await walk.go(id);
      const heading = (await walk.step.getByRole('heading', { level: 2 }).textContent()) ?? '';
      walked.add(/^Layer \d+: (.*), (?:forward|backward)$/.exec(heading)?.[1] ?? '');
      // What is touched at first is written out.
      if (/^(?:for|back)ward-\d+$/.test(id))
        await expect(window.locator('[data-part="written"] output').first()).toContainText(/= −?[\d.]/);
    }
  }
  for (const kind of [...kinds, 'Convolution', 'Max-pooling', 'Flatten']) expect([...walked]).toContain(kind);
});
