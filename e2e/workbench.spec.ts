import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** The workbench: a network is drawn up, everything is set, runs are steered, queued and watched. */

const train = (window: Page) => window.getByRole('button', { name: 'Train', exact: true });

const layers = (window: Page) =>
  window.getByRole('list', { name: 'Layers, outputs and parameters' }).getByRole('listitem');
const names = (window: Page) =>
  layers(window).evaluateAll((items) =>
    items.map((item) => (item.getAttribute('aria-label') ?? '').replace(/^\d+ /, '')),
  );
const head = (window: Page, place: number) => layers(window).nth(place).locator('button.head');

/** Clicks and strokes of the pen so far, as the page sees them. */
async function countClicks(window: Page): Promise<() => Promise<number>> {
  const counter = await window.evaluateHandle(() => {
    const seen = { clicks: 0 };
    addEventListener('pointerdown', () => seen.clicks++, { capture: true });
    return seen;
  });
  return () => counter.evaluate(({ clicks }) => clicks);
}

test('a first-time user: three clicks to a trained model and a recognised digit', async ({
  window,
}, info) => {
  test.slow();
  await waitUntilReady(window);
  // What came with the app is called so, and is nothing that anybody has left behind.
  await expect(window.getByRole('banner')).toContainText('Starter network');
  await expect(window.getByRole('link', { name: 'Results' })).not.toContainText('another network');
  const clicks = await countClicks(window);
  const begun = performance.now();
  // One: Train.
  await train(window).click();
  await expect(window.getByText('The run is finished')).toBeVisible({ timeout: 150_000 });
  // Two: a seven in one stroke, read by the model that was just trained.
  const pad = new Pad(window);
  await pad.draw(digits['7']!);
  await pad.expectAnswer('7');
  await expect(window.getByRole('complementary', { name: 'Drawing pad' })).toContainText('Report network');
  expect(await clicks()).toBeLessThanOrEqual(3);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  info.annotations.push({ type: 'from the first click to the digit', description: `${seconds} s` });
  console.log(`From the first click to the digit: ${seconds} s`);
});

test('a network is drawn up by mouse and by keyboard, and every change can be taken back', async ({
  window,
}) => {
  await waitUntilReady(window);
  await go(window, 'Network');
  expect(await names(window)).toEqual(['Convolution', 'Max-pooling', 'Flatten', 'Dense']);
  await expect(window.getByTestId('parameters')).toHaveText('13,602');

  // A layer goes where it fits; it can be set, and the counts follow.
  await window.getByRole('button', { name: 'Dense', exact: true }).click();
  expect(await names(window)).toEqual(['Convolution', 'Max-pooling', 'Flatten', 'Dense', 'Dense']);
  await set(window, { Units: '32' });
  await expect(window.getByTestId('parameters')).toHaveText(
    (72 + (1352 * 32 + 32) + (32 * 10 + 10)).toLocaleString('en'),
  );
  await set(window, { Units: '0' });
  await expect(window.getByText(/Units must be a whole number from 1/)).toBeVisible();
  await set(window, { Units: '32' });

  // By keyboard: moved up, removed, brought back, gone again.
  await window.getByRole('button', { name: 'ReLU', exact: true }).click();
  expect((await names(window)).slice(3)).toEqual(['Dense', 'ReLU', 'Dense']);
  await head(window, 4).focus();
  await window.keyboard.press('Alt+ArrowUp');
  expect((await names(window)).slice(3)).toEqual(['ReLU', 'Dense', 'Dense']);
  await window.keyboard.press('Delete');
  expect((await names(window)).slice(3)).toEqual(['Dense', 'Dense']);
  await window.keyboard.press('Control+z');
  expect((await names(window)).slice(3)).toEqual(['ReLU', 'Dense', 'Dense']);
  await window.keyboard.press('Control+z');
  expect((await names(window)).slice(3)).toEqual(['Dense', 'ReLU', 'Dense']);
  await window.getByRole('button', { name: 'Redo' }).first().click();
  expect((await names(window)).slice(3)).toEqual(['ReLU', 'Dense', 'Dense']);

  // By mouse: dragged by its grip to where it was.
  const grip = layers(window).nth(3).locator('.grip');
  await grip.scrollIntoViewIfNeeded();
  const [from, to] = [await grip.boundingBox(), await layers(window).nth(4).boundingBox()];
  if (!from || !to) throw new Error('the rows are not there');
  await window.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await window.mouse.down();
  await window.mouse.move(to.x + 12, to.y + to.height * 0.8, { steps: 5 });
  await window.mouse.up();
  expect((await names(window)).slice(3)).toEqual(['Dense', 'ReLU', 'Dense']);
  await expect(window.getByRole('radio', { name: 'Your own network' })).toBeChecked();
});

test('what is written beside the network is taken back where it was written', async ({ window }) => {
  await waitUntilReady(window);
  const lab = window.getByRole('complementary', { name: 'Lab' });
  const { title } = readLabHeader('06-back-through-the-pool.md');
  await new LabPlayer(window).open(title);
  await lab.getByRole('button', { name: /In your own words/ }).click();
  await go(window, 'Network');
  await window.getByRole('button', { name: 'Dense', exact: true }).click();
  const before = await names(window);
  const answer = lab.getByRole('textbox', { name: 'Your answer' });
  await answer.pressSequentially('mine');
  await answer.press('Control+z');
  await expect(answer).not.toHaveValue('mine');
  expect(await names(window)).toEqual(before);
});

test('an impossible stack is refused with the reason and a way out', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Network');
  await window.getByRole('button', { name: '3 Flatten: remove' }).click();
  const alert = window.getByRole('alert');
  await expect(alert.getByText('This network is impossible')).toBeVisible();
  await expect(alert.getByText(/Layer 3 \(dense\): its input is an image of 13 × 13 × 8/)).toBeVisible();
  await expect(train(window)).toBeDisabled();
  await window.getByRole('button', { name: 'Add Flatten before 3 Dense' }).click();
  await expect(alert.getByText('This network is impossible')).toBeHidden();
  await expect(train(window)).toBeEnabled();
  expect(await names(window)).toEqual(['Convolution', 'Max-pooling', 'Flatten', 'Dense']);
});

test('settings: what is off takes no room, changes show and go back, pictures are the engine’s', async ({
  window,
}) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await window.getByLabel('Optimiser', { exact: true }).selectOption('adam');
  await expect(window.getByLabel('Learning rate', { exact: true })).toHaveValue('0.001');
  await window.locator('summary', { hasText: 'Optimiser' }).click();
  await expect(window.getByLabel('β₁')).toHaveValue('0.9');
  await window.getByRole('button', { name: 'Optimiser: back to SGD' }).click();
  await expect(window.getByLabel('Learning rate', { exact: true })).toHaveValue('0.05');
  await expect(window.getByLabel('β₁')).toBeHidden();

  await window.locator('summary', { hasText: 'Learning-rate schedule' }).click();
  await window.getByLabel('Schedule', { exact: true }).selectOption('cosine');
  await expect(
    window.getByRole('img', { name: /The learning rate over the run, from 0.05 to / }),
  ).toBeVisible();

  await window.locator('summary', { hasText: 'Augmentation' }).click();
  await window.getByLabel('Vary images').selectOption('on');
  await expect(window.getByRole('img', { name: /each followed by its variations/ })).toBeVisible();
  await set(window, { Turn: '500' });
  await expect(window.getByText(/Turn must be a number from 0 to 180/)).toBeVisible();
  await expect(train(window)).toBeDisabled();
  await set(window, { Turn: '15' });

  await window.locator('summary', { hasText: 'Against overfitting' }).click();
  await set(window, { Dropout: '25' });
  await go(window, 'Network');
  expect(await names(window)).toContain('Dropout');
  await go(window, 'Train');
  await window.getByRole('button', { name: 'Reset to preset' }).click();
  await expect(window.getByRole('button', { name: 'Reset to preset' })).toBeDisabled();
});

test('a run is steered: one step, one epoch, another rate, more epochs, and the next of the queue', async ({
  window,
}) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { 'Training images': '800' });
  await set(window, { 'Validation images': '200' });
  await set(window, { Epochs: '2' });
  const step = window
    .getByRole('group', { name: /^Step/ })
    .or(window.locator('dl > div', { hasText: 'Step' }));
  await window.getByRole('button', { name: 'One step' }).click();
  await expect(window.getByText('The run is paused')).toBeVisible();
  await expect(step.first()).toContainText('1 of 100');
  await window.getByRole('button', { name: 'One step' }).click();
  await expect(step.first()).toContainText('2 of 100');
  await window.getByRole('radio', { name: 'Weights' }).check({ force: true });
  await expect(window.getByTestId('weights-step')).toHaveText('After 2 steps');
  await expect(window.getByRole('img', { name: /1 Convolution: its weights as 8 pictures/ })).toBeVisible();
  await expect(window.getByRole('img', { name: /^Gradients: from/ }).first()).toBeVisible();

  await window.getByRole('button', { name: 'To the end of the epoch' }).click();
  await expect(step.first()).toContainText('50 of 100');
  await set(window, { 'Learning rate now': '0.01' });
  await window.getByRole('button', { name: 'Set', exact: true }).click();
  await window.getByRole('button', { name: 'Queue', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Next runs' })).toBeVisible();
  await window.getByRole('button', { name: 'Run 1 of the queue: remove' }).click();
  await expect(window.getByRole('heading', { name: 'Next runs' })).toBeHidden();
  await window.getByRole('radio', { name: 'Inside' }).check({ force: true });
  await window.getByRole('button', { name: 'Resume' }).click();
  await expect(window.getByText('The run is finished')).toBeVisible({ timeout: 30_000 });
  await window.getByRole('button', { name: 'Learning rate as a table' }).click();
  await expect(
    window
      .getByRole('table', { name: /Learning rate: the numbers/ })
      .getByText('0.01', { exact: true })
      .first(),
  ).toBeVisible();

  await window.getByRole('button', { name: 'Go on' }).click();
  await expect(step.first()).toContainText('of 150');
  await set(window, { Seed: '5' });
  await expect(step.first()).toContainText('150 of 150', { timeout: 30_000 });
  await expect(window.getByText('The run is finished')).toBeVisible({ timeout: 30_000 });
});

test('queued runs follow each other; charts have a keyboard cursor, zoom, a log axis and mark the first NaN', async ({
  window,
}) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { 'Training images': '2000' });
  await set(window, { Epochs: '200' });
  await train(window).click();
  await expect(window.getByRole('button', { name: 'Pause' })).toBeVisible();
  await set(window, { Epochs: '1' });
  await set(window, { 'Learning rate': '100' });
  await window.getByRole('button', { name: 'Queue', exact: true }).click();
  await window.getByRole('button', { name: 'Stop' }).click();
  await expect(window.getByText('The run was stopped')).toBeVisible();
  // Stopped by hand, it waits for a word.
  await window.getByRole('button', { name: 'Start the next' }).click();
  await expect(window.getByText(/no longer a finite number/).first()).toBeVisible({ timeout: 30_000 });

  await expect(window.getByText(/^Epoch \d+\.\d\d, step \d+: first NaN, step \d+$/).first()).toBeAttached();
  const chart = window.getByRole('slider', { name: 'Loss' });
  await chart.focus();
  await window.keyboard.press('Home');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Epoch 0\.00, step 0: Training .*Validation 2\./);
  await window.keyboard.press('ArrowRight');
  await expect(chart).not.toHaveAttribute('aria-valuetext', /step 0:/);
  await window.keyboard.press('+');
  await expect(window.getByRole('button', { name: 'Show everything' })).toBeEnabled();
  await window.keyboard.press('0');
  await expect(window.getByRole('button', { name: 'Show everything' })).toBeDisabled();
  const log = window.getByRole('button', { name: 'log' }).first();
  await log.click();
  await expect(log).toHaveAttribute('aria-pressed', 'true');
});
