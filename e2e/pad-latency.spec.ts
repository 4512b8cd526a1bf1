import { expect, test } from './fixtures/app.ts';
import { waitUntilReady } from './fixtures/lesson.ts';
import { Pad } from './fixtures/pad.ts';

/**
 * How long it takes from the last pointer event to the bars, while LeNet-5 trains. A measurement, not a test: it is
 * made when asked for, with `MEASURE=1 npm run test:e2e -- pad-latency.spec.ts`, on a machine with nothing else to do.
 */
test.skip(process.env.MEASURE !== '1', 'a measurement, made when asked for');

const EVENTS = 300;

/**
 * Notes, for each pointer event, when the bars show what was read of the drawing with it. The window's own listener
 * hears an answer first, and what it changes is on the page before the next listener is called: this one.
 */
function watchBars(): void {
  const found: number[] = [];
  Object.assign(window, { latencies: found });
  let event: number | null = null;
  let asked: number | null = null;
  const post = Reflect.get(MessagePort.prototype, 'postMessage');
  const ports = new WeakSet<MessagePort>();
  MessagePort.prototype.postMessage = function (this: MessagePort, message: { name?: string; id?: number }) {
    if (!ports.has(this)) {
      ports.add(this);
      this.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
        if (event === null || asked === null || data.id !== asked) return;
        found.push(performance.now() - event);
        [event, asked] = [null, null];
      });
    }
    if (message.name === 'readDrawing' && event !== null && asked === null) asked = message.id ?? null;
    post.call(this, message);
  };
  const note = ({ timeStamp }: Event) => (event ??= timeStamp);
  document.addEventListener('pointerrawupdate', note, { capture: true });
}

test('from the last pointer event to the bars', async ({ window }) => {
  test.setTimeout(240_000);
  await waitUntilReady(window);
  await window.getByRole('link', { name: 'Network', exact: true }).click();
  await window.getByRole('radio', { name: /LeNet-5/ }).check();
  await window.getByRole('link', { name: 'Train', exact: true }).click();
  const epochs = window.getByLabel('Epochs', { exact: true });
  await epochs.fill('500');
  await epochs.press('Enter');
  await window.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(window.getByRole('button', { name: 'Pause' })).toBeVisible();
  await window.evaluate(watchBars);

  const box = (await new Pad(window).canvas.boundingBox())!;
  const at = (i: number) =>
    [
      box.x + box.width * (0.5 + 0.3 * Math.cos(i / 9)),
      box.y + box.height * (0.5 + 0.3 * Math.sin(i / 7)),
    ] as const;
  await window.mouse.move(...at(0));
  await window.mouse.down();
  const count = () => window.evaluate(() => (window as unknown as { latencies: number[] }).latencies.length);
  for (let i = 1; i <= EVENTS; i++) {
    const before = await count();
    await window.mouse.move(...at(i));
    await expect.poll(count, { intervals: [20], timeout: 5_000 }).toBeGreaterThan(before);
    if (i % 60 === 0) {
      await window.mouse.up();
      await window.getByRole('button', { name: 'Clear' }).click();
      await window.mouse.move(...at(i));
      await window.mouse.down();
    }
  }
  await window.mouse.up();
  const latencies = await window.evaluate(() => (window as unknown as { latencies: number[] }).latencies);
  latencies.sort((a, b) => a - b);
  const percentile = (p: number) => latencies[Math.floor((latencies.length - 1) * p)]!.toFixed(1);
  console.log(
    `pointer event to bars while LeNet-5 trains, ${latencies.length} events: ` +
      `median ${percentile(0.5)} ms, 95th percentile ${percentile(0.95)} ms, longest ${percentile(1)} ms`,
  );
});
