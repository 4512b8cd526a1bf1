import type { ElectronApplication, Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { untilKept } from './fixtures/checkpoints.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { connectToEngine } from './fixtures/engine-port.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { go, runControls, set, waitUntilReady } from './fixtures/lesson.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** A lesson from the first start to the saved model, on the real data with the real engine. */

/** The numbers of `Results`, once they are there. */
async function testAccuracy(window: Page): Promise<number> {
  await go(window, 'Results');
  const accuracy = window.getByRole('group', { name: 'Test accuracy' });
  await expect(accuracy).toHaveText(/\d/, { timeout: 60_000 });
  return Number(/(\d+(?:\.\d+)?)/.exec((await accuracy.textContent()) ?? '')?.[1]) / 100;
}

async function openModelFile(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await answerOpenDialog(app, path);
  await window.getByRole('button', { name: 'Open model…' }).click();
}

test('the first minute: data is there, a drawn digit is read, Train works at once', async ({ window }) => {
  await waitUntilReady(window);
  await expect(window.getByText('60,000', { exact: true })).toBeVisible();
  const pad = new Pad(window);
  await pad.draw(digits['7']!);
  await pad.expectAnswer('7');
  await pad.clear();
  // Small, in a corner: normalised as the training images were, it is the same digit.
  await pad.draw(digits['3']!, { size: 0.35, shift: [0.28, 0.3] });
  await pad.expectAnswer('3');

  await runControls(window).train.click();
  await expect(runControls(window).pause).toBeVisible();
  await runControls(window).stop.click();
  await expect(runControls(window).train).toBeEnabled();
});

test('trains to 90 %, is saved, and reads the same after a new start, to the bit', async ({
  epochLab,
  folder,
}) => {
  const { window, app } = epochLab;
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { Epochs: '2' });
  await set(window, { 'Training images': '15000' });
  await runControls(window).train.click();
  await expect(runControls(window).train).toBeEnabled({ timeout: 90_000 });
  const accuracy = await testAccuracy(window);
  expect(accuracy).toBeGreaterThan(0.9);

  const pad = new Pad(window);
  for (const digit of ['0', '1', '2', '3', '4', '7']) {
    await pad.draw(digits[digit]!);
    await pad.expectAnswer(digit);
    await pad.clear();
  }
  const before = await exactReading(window);

  const file = join(folder, 'lesson.safetensors');
  await answerSaveDialog(app, file);
  await window.getByRole('button', { name: 'Save model…' }).click();
  await expect(window.getByText('lesson.safetensors').first()).toBeVisible();

  await epochLab.relaunch();
  await waitUntilReady(epochLab.window);
  await openModelFile(epochLab.app, epochLab.window, file);
  await expect(epochLab.window.getByText('lesson.safetensors').first()).toBeVisible();
  expect(await testAccuracy(epochLab.window)).toBe(accuracy);
  expect(await exactReading(epochLab.window)).toEqual(before);

  // A model from a file is trained further, on the data that it learned from. The port above took the window's answers.
  await epochLab.window.reload();
  await waitUntilReady(epochLab.window);
  await go(epochLab.window, 'Train');
  await epochLab.window.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(epochLab.window.getByText('The run is finished')).toBeVisible({ timeout: 90_000 });
  await expect(epochLab.window.getByText('of 3', { exact: true })).toBeVisible();
});

/** What the model says of one fixed drawing, with all digits. */
async function exactReading(page: Page): Promise<readonly number[]> {
  const ask = await connectToEngine(page);
  const seven = { kind: 'stroke', x: [0.3, 0.6, 0.45], y: [0.2, 0.2, 0.8] };
  const reading = await ask<{ probabilities: readonly number[] }>('readDrawing', {
    drawing: [seven],
    normalise: true,
  });
  return reading.probabilities;
}

test('pause, resume, stop; the pad reads with the weights of the moment', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Network');
  await window.getByRole('radio', { name: /LeNet-5/ }).check();
  await go(window, 'Train');
  await set(window, { Epochs: '50' });
  await runControls(window).train.click();

  const pad = new Pad(window);
  await pad.draw(digits['1']!);
  await expect.poll(() => pad.bars()).toHaveLength(10);
  const early = await pad.bars();
  await expect.poll(() => pad.bars(), 'the bars move while the network learns').not.toEqual(early);

  await runControls(window).pause.click();
  await expect(runControls(window).resume).toBeVisible();
  // What was on its way when the run paused has arrived by then.
  const progress = window.getByRole('progressbar', { name: 'Training progress' });
  let before: string | null = null;
  await expect
    .poll(
      async () => {
        const last = before;
        before = await progress.getAttribute('aria-valuenow');
        return before === last;
      },
      { intervals: [300] },
    )
    .toBe(true);

  await runControls(window).resume.click();
  const paused = await progress.getAttribute('aria-valuenow');
  await expect.poll(() => progress.getAttribute('aria-valuenow')).not.toBe(paused);
  await runControls(window).stop.click();
  await expect(runControls(window).train).toBeEnabled();
  await expect(window.getByText('The run was stopped')).toBeVisible();
});

test('while it trains at full speed, the window answers at once', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { Epochs: '200' });
  await runControls(window).train.click();
  await expect(runControls(window).pause).toBeVisible();
  // The engine is in a process of its own: frames keep coming. No time is asserted, only that they are many.
  const frames = await window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0;
        const end = performance.now() + 2000;
        const tick = () => {
          count += 1;
          if (performance.now() < end) requestAnimationFrame(tick);
          else resolve(count);
        };
        requestAnimationFrame(tick);
      }),
  );
  expect(frames).toBeGreaterThan(10);
  await runControls(window).stop.click();
  await expect(runControls(window).train).toBeEnabled();
});

test('the charts hold what was recorded', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { Epochs: '1' });
  await set(window, { 'Training images': '4000' });
  await runControls(window).train.click();
  await expect(runControls(window).train).toBeEnabled({ timeout: 60_000 });
  await expect(window.getByText('The run is finished')).toBeVisible();
  await window.getByText('Curves as a table').click();
  const rows = window.getByRole('table', { name: 'Loss and accuracy by epoch' }).getByRole('row');
  expect(await rows.count()).toBeGreaterThan(3);

  // Its marks are whole, whatever lines with gaps are on the same picture.
  await window.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the same context
    const draw = prototype.arc;
    const gaps: number[] = [];
    Object.assign(globalThis, { gaps });
    prototype.arc = function (...circle) {
      gaps.push(this.getLineDash().length);
      draw.apply(this, circle);
    };
  });
  await window.getByRole('button', { name: 'log' }).first().click();
  const gaps = () => window.evaluate(() => (globalThis as unknown as { gaps: number[] }).gaps);
  await expect.poll(async () => (await gaps()).length).toBeGreaterThan(3);
  expect(new Set(await gaps())).toEqual(new Set([0]));
});

test.describe('bad input is refused with what to do, and loses nothing', () => {
  test('impossible hyperparameters', async ({ window }) => {
    await waitUntilReady(window);
    await go(window, 'Train');
    for (const [label, value, message] of [
      ['Learning rate', '-1', /above 0/],
      ['Batch size', '0', /whole number from 1/],
      ['Training images', '70000', /data set has 60,000/],
      ['Epochs', '1.5', /whole number/],
    ] as const) {
      const field = window.getByLabel(label, { exact: true });
      const good = await field.inputValue();
      await set(window, { [label]: value });
      await expect(window.getByText(message).first()).toBeVisible();
      await expect(runControls(window).train).toBeDisabled();
      await set(window, { [label]: good });
      await expect(runControls(window).train).toBeEnabled();
    }
  });

  test('a rate that diverges fails with a reason, and the window goes on', async ({ window }) => {
    await waitUntilReady(window);
    await go(window, 'Train');
    await set(window, { 'Learning rate': '100' });
    await runControls(window).train.click();
    await expect(window.getByText(/no longer a finite number/).first()).toBeVisible({ timeout: 30_000 });
    // Gone on with from the last good weights as well, it is not to happen again.
    await expect(window.getByRole('button', { name: 'Set the learning rate to 10' })).toBeVisible();
    await expect(window.getByLabel('at the rate')).toHaveValue('10');
    await set(window, { 'Learning rate': '0.05' });
    await expect(runControls(window).train).toBeEnabled();
  });

  test('a damaged model file: the message names it, the model stays', async ({ app, window, folder }) => {
    await waitUntilReady(window);
    const whole = await readFile(join(import.meta.dirname, '../resources/models/starter.safetensors'));
    const damaged = join(folder, 'damaged.safetensors');
    await writeFile(damaged, whole.subarray(0, whole.length - 1000));
    await openModelFile(app, window, damaged);
    await expect(window.getByText(/damaged\.safetensors: .*cut off/).first()).toBeVisible();

    const pad = new Pad(window);
    await pad.draw(digits['7']!);
    await pad.expectAnswer('7');
  });

  test('a killed engine: it is started again, and the run goes on from its checkpoint', async ({
    app,
    window,
    problems,
  }) => {
    problems.expect(/engine/i);
    await waitUntilReady(window);
    await go(window, 'Train');
    await set(window, { Epochs: '100' });
    await runControls(window).train.click();
    const progress = window.getByRole('progressbar', { name: 'Training progress' });
    await expect
      .poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 60_000 })
      .toBeGreaterThan(2);
    await untilKept(await app.evaluate(({ app }) => app.getPath('userData')));
    await killEngine(app);
    await expect(window.getByText('The engine was restarted')).toBeVisible({ timeout: 30_000 });
    const kept = Number(await progress.getAttribute('aria-valuenow'));
    expect(kept).toBeGreaterThan(0);
    await window.getByRole('button', { name: 'Continue the run' }).click();
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(kept);
    await runControls(window).stop.click();
    await expect(runControls(window).train).toBeEnabled();
  });
});
