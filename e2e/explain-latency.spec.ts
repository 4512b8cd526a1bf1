import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { set, waitUntilReady } from './fixtures/lesson.ts';

/**
 * How long it takes from a key to the walk-through's next step on screen, for LeNet-5, and to open that of a network of
 * fourteen million weights. Measurements, not tests: they are made when asked for, with `MEASURE=1 npm run test:e2e --
 * explain-latency.spec.ts`, on a machine with nothing else to do.
 */
test.skip(process.env.MEASURE !== '1', 'a measurement, made when asked for');

/** LeNet-5 has 31 steps: three times forwards and back. */
const ROUNDS = 3;
/** A person who looks at a step takes longer than that; `PAUSE_MS=0` presses as soon as the step is there. */
const PAUSE_MS = Number(process.env.PAUSE_MS ?? '150');

interface Measuring extends Window {
  stepTimes: number[];
}

/** Notes, for each key, when a frame with its step has been painted. */
function watchSteps(): void {
  const times: number[] = [];
  Object.assign(window, { stepTimes: times });
  let pressed: number | null = null;
  const noteKey = ({ key, timeStamp }: KeyboardEvent) => {
    if (key.startsWith('Arrow')) pressed = timeStamp;
  };
  window.addEventListener('keydown', noteKey, { capture: true });
  const shown = document.querySelector('[data-part="step"]')!;
  const observer = new MutationObserver(() => {
    const since = pressed;
    pressed = null;
    if (since === null) return;
    // A message that is posted from a frame's callback arrives when that frame has been painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => times.push(performance.now() - since);
      channel.port2.postMessage(null);
    });
  });
  observer.observe(shown, { attributes: true, attributeFilter: ['data-shown'] });
}

async function oneStep(window: Page): Promise<void> {
  const controls = window.getByRole('region', { name: 'Training run' });
  await controls.getByRole('button', { name: 'One step' }).click();
  await expect(controls.getByRole('button', { name: 'Resume', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await controls.getByRole('button', { name: 'Stop', exact: true }).click();
}

test('from a key to the next step', async ({ window }) => {
  test.setTimeout(240_000);
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Network', exact: true }).click();
  await window.getByRole('radio', { name: /LeNet-5/ }).check();
  await oneStep(window);
  await window.getByRole('link', { name: 'Explain', exact: true }).click();
  await expect(window.getByRole('heading', { level: 2, name: 'The image goes in' })).toBeVisible();
  await window.evaluate(watchSteps);
  const count = () => window.evaluate(() => (window as unknown as Measuring).stepTimes.length);
  const steps = await window.locator('[data-step]').count();
  for (let round = 0; round < ROUNDS; round++) {
    for (const key of ['ArrowRight', 'ArrowLeft']) {
      for (let step = 1; step < steps; step++) {
        await window.waitForTimeout(PAUSE_MS);
        const before = await count();
        await window.keyboard.press(key);
        await expect.poll(count, { intervals: [10] }).toBe(before + 1);
      }
    }
  }
  const times = await window.evaluate(() => (window as unknown as Measuring).stepTimes);
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(1);
  console.log(
    `from a key to the step's frame, ${times.length} steps, ${PAUSE_MS} ms between them: median ${at(0.5)} ms, ` +
      `95th percentile ${at(0.95)} ms, longest ${at(1)} ms`,
  );
  expect(times).toHaveLength(ROUNDS * 2 * (steps - 1));
});

test('a large network is opened', async ({ window }) => {
  test.setTimeout(120_000);
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Network', exact: true }).click();
  for (const Units of ['4096', '2048']) {
    await window.getByRole('button', { name: 'Dense', exact: true }).click();
    await set(window, { Units });
  }
  const weights = await window.getByTestId('parameters').textContent();
  await oneStep(window);
  const begin = performance.now();
  await window.getByRole('link', { name: 'Explain', exact: true }).click();
  const step = window.getByRole('heading', { level: 2, name: 'The image goes in' });
  await step.waitFor({ timeout: 60_000 });
  console.log(
    `a network of ${weights} parameters: open after ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
});
