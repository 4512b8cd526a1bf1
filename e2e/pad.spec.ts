import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { dragOver, dropFile } from './fixtures/drop.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { waitUntilReady } from './fixtures/lesson.ts';
import { digits, otherHands, Pad, type Stroke } from './fixtures/pad.ts';
import { zoomTo } from './fixtures/zoom.ts';

/** The drawing pad, with the model that ships: drawn on with the real mouse, in many hands, sizes and places. */

const LABS = resolve(import.meta.dirname, '../resources/labs');

test.beforeEach(async ({ window }) => {
  await waitUntilReady(window);
});

test('digits in many hands, large and small, at the edge, with few points of the mouse', async ({
  window,
}) => {
  const pad = new Pad(window);
  for (const [name, strokes] of Object.entries({ ...digits, ...otherHands })) {
    await test.step(name, async () => {
      await pad.draw(strokes);
      await pad.expectAnswer(name.charAt(0));
      await pad.clear();
    });
  }
  for (const place of [
    { size: 1.5 },
    { size: 0.25, shift: [0.33, 0.33] as const },
    { size: 0.3, shift: [-0.3, 0.3] as const },
    { steps: 1 },
  ]) {
    await test.step(JSON.stringify(place), async () => {
      await pad.draw(otherHands['7 with a bar']!, place);
      await pad.expectAnswer('7');
      await pad.clear();
    });
  }
});

test('moved by whole pixels, the network sees the same, to the byte', async ({ window }) => {
  const pad = new Pad(window);
  const images = new Set<string>();
  for (const pixels of [
    [0, 0],
    [1, 0],
    [-23, 17],
    [31, -28],
  ]) {
    await pad.draw(otherHands['5 with its hat put on afterwards']!, { size: 0.6, pixels });
    images.add(await pad.seen());
    await pad.clear();
  }
  expect(images.size).toBe(1);
});

test('a stroke that leaves the pad and comes back is what is seen of it', async ({ window }) => {
  const pad = new Pad(window);
  const leaving: Stroke = [[0.6, 0.3], [1.2, 0.3], [1.2, 0.7], [0.6, 0.7]]; // prettier-ignore
  await pad.draw([leaving], { steps: 1 });
  const seen = await pad.seen();
  await pad.clear();
  await pad.draw([[[0.6, 0.3], [0.999, 0.3]], [[0.999, 0.7], [0.6, 0.7]]], { steps: 1 }); // prettier-ignore
  const picture = await pad.seen();
  expect(seen.length).toBeGreaterThan(100);
  // The pad's edge lies between two pixels, so nearly the same is all that can be asked for here.
  expect(Math.abs(seen.length - picture.length)).toBeLessThan(60);
});

test('with a finger: it draws and does not scroll, also where it leaves the pad and comes back', async ({
  window,
}) => {
  const pad = new Pad(window);
  for (const name of ['7 with a bar', '4 open at the top']) {
    await pad.drawByFinger(otherHands[name]!);
    await pad.expectAnswer(name.charAt(0));
    await pad.clear();
  }
  const leaving: Stroke = [[0.3, 0.24], [0.7, 0.24], [1.3, 0.3], [1.3, 0.6], [0.7, 0.24], [0.48, 0.82]]; // prettier-ignore
  const before = await pad.canvas.boundingBox();
  await pad.drawByFinger([leaving]);
  await pad.expectAnswer('7');
  expect(await pad.canvas.boundingBox(), 'nothing has scrolled').toEqual(before);
});

test('with a pen: its pressure is nothing, until it is asked for', async ({ window }) => {
  const pad = new Pad(window);
  const seenWith = async (pressure: number) => {
    await pad.drawByPen(otherHands['7 with a bar']!, pressure);
    await pad.expectAnswer('7');
    const seen = await pad.seen();
    await pad.clear();
    return seen;
  };
  expect(await seenWith(0.9)).toBe(await seenWith(0.2));
  await window.getByRole('switch', { name: 'Pen pressure' }).click();
  expect(await seenWith(0.9)).not.toBe(await seenWith(0.2));
});

test('undo, redo, replay, clear; an empty pad says nothing', async ({ window }) => {
  const pad = new Pad(window);
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  await expect(window.getByText('Nothing drawn')).toBeVisible();
  await pad.draw(otherHands['7 with a bar']!);
  await pad.expectAnswer('7');
  const whole = await pad.seen();
  await button('Undo').click();
  expect(await pad.seen()).not.toBe(whole);
  await button('Redo').click();
  expect(await pad.seen()).toBe(whole);
  await button('Replay, as it was drawn').click();
  await expect(button('Replay, as it was drawn')).toHaveAttribute('aria-pressed', 'true');
  await expect(button('Replay, as it was drawn')).toHaveAttribute('aria-pressed', 'false');
  expect(await pad.seen()).toBe(whole);
  await pad.clear();
  await expect(window.getByText('Nothing drawn')).toBeVisible();
  await button('Undo').click();
  await pad.expectAnswer('7');
});

test('beside any place, over it, or filling the window; and on into the walk-through', async ({ window }) => {
  const pad = new Pad(window);
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  for (const place of ['Network', 'Results', 'Collect']) {
    await window.getByRole('link', { name: place, exact: true }).click();
    await expect(pad.canvas).toBeVisible();
  }
  const docked = (await pad.canvas.boundingBox())!;
  await button('Fill the window').click();
  const full = (await pad.canvas.boundingBox())!;
  expect(full.width).toBeGreaterThan(1.3 * docked.width);
  await pad.draw(digits['3']!);
  await pad.expectAnswer('3');
  await button('Over the place').click();
  const grip = button('Move the drawing pad, also with the arrow keys');
  const before = (await pad.canvas.boundingBox())!;
  await grip.focus();
  for (let i = 0; i < 5; i++) await grip.press('ArrowLeft');
  expect((await pad.canvas.boundingBox())!.x).toBeLessThan(before.x - 50);
  await pad.expectAnswer('3');
  await button('Beside the place').click();
  await button('Its way through the network').click();
  await expect(window.getByRole('heading', { level: 1, name: 'Explain' })).toBeVisible();
});

test('filling the window, at 200 % nothing lies over the ways out of it', async ({ app, window }) => {
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  await button('Fill the window').click();
  await zoomTo(app, 2);
  const isOnTop = (name: string) =>
    button(name).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  await expect.poll(() => window.evaluate(() => devicePixelRatio)).toBeCloseTo(2, 2);
  for (const name of ['Beside the place', 'Over the place']) expect(await isOnTop(name)).toBe(true);
  await window.keyboard.press('Escape');
  await zoomTo(app, 1);
});

test('filling the window, it tells what the window would, once', async ({ app, window }) => {
  await window.getByRole('button', { name: 'Fill the window', exact: true }).click();
  const dialog = window.getByRole('dialog', { name: 'Drawing pad' });
  await killEngine(app);
  const told = dialog.getByText('The engine was restarted');
  await expect(told).toBeVisible();
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(told).toBeHidden();
  await dialog.getByRole('button', { name: 'Beside the place', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(window.getByText('The engine was restarted')).toBeHidden();
});

test('filling the window, it is all that the keyboard reaches; left, its button has the focus', async ({
  window,
}) => {
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  await button('Fill the window').focus();
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Drawing pad' });
  await expect(dialog).toBeVisible();
  await expect(button('Beside the place')).toBeFocused();
  const reached = new Set<string>();
  for (let i = 0; i < 20; i++) {
    await window.keyboard.press('Tab');
    reached.add(
      await window.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.closest('dialog') ? 'inside' : (activeElement?.outerHTML ?? 'nothing');
      }),
    );
  }
  expect([...reached]).toEqual(['inside']);
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button('Fill the window')).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await button('Over the place').click();
  await expect(button('Fill the window')).toBeFocused();
});

test('filling the window, it gives way to a file that is dropped on it', async ({ window, folder }) => {
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  const dialog = window.getByRole('dialog', { name: 'Drawing pad' });
  const table = join(folder, 'two.csv');
  await writeFile(table, ['0,0,0,0,dark', '9,9,9,9,light', '1,1,1,1,dark', '8,8,8,8,light'].join('\n'));
  const opened = [
    [table, window.getByRole('region', { name: 'Import two.csv' })],
    [join(LABS, '01-convolution.md'), window.getByRole('complementary', { name: 'Lab' })],
  ] as const;
  for (const [path, there] of opened) {
    await button('Fill the window').click();
    await expect(dialog).toBeVisible();
    await dragOver(window);
    await expect(window.locator(':popover-open')).toContainText('Drop it here');
    await dropFile(window, path);
    await expect(there).toBeVisible();
    // What lies under a dialog is visible to a test; to a person it is not.
    await expect(dialog).toBeHidden();
  }
});

test('without normalising, the network sees place and size; with it, neither', async ({ window }) => {
  const pad = new Pad(window);
  const normalise = window.getByRole('switch', { name: 'Normalise like MNIST' });
  const strokes = digits['3']!;
  const seen = { on: new Set<string>(), off: new Set<string>() };
  for (const place of [{ size: 0.5 }, { size: 0.5, pixels: [-40, 33] }]) {
    await pad.draw(strokes, place);
    seen.on.add(await pad.seen());
    await normalise.click();
    await expect(normalise).toHaveAttribute('aria-checked', 'false');
    seen.off.add(await pad.seen());
    await normalise.click();
    await pad.expectAnswer('3');
    await pad.clear();
  }
  expect([seen.on.size, seen.off.size]).toEqual([1, 2]);
});

test('two classes that are close: not sure, and which two', async ({ window }) => {
  const pad = new Pad(window);
  const answer = window.getByRole('group', { name: 'Answer' });
  // A network that has learned nothing finds all ten alike.
  await window.getByRole('link', { name: 'Train', exact: true }).click();
  await pad.draw(digits['3']!);
  await window.getByRole('button', { name: 'One step' }).click();
  await expect(answer).toHaveText(/Not sure/, { timeout: 30_000 });
  await expect(answer).toHaveText(/\d or \d/);
});

test('a digit drawn with the keyboard is read', async ({ window }) => {
  const pad = new Pad(window);
  await pad.canvas.focus();
  // Eight cells up from the middle, then a stroke of fifteen cells down: a one.
  for (let i = 0; i < 8; i++) await window.keyboard.press('ArrowUp');
  for (let i = 0; i < 15; i++) await window.keyboard.press('Shift+ArrowDown');
  await pad.expectAnswer('1');
});
