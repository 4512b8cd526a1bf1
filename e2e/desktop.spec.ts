import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { presets } from '../engine/protocol/presets.ts';
import { writeStart } from '../electron/main/start-file.ts';
import { expect, test } from './fixtures/app.ts';
import { dropFile } from './fixtures/drop.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, set, train, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';

/** What a desktop application does besides its job: languages, menus, keys, sizes. */

test('speaks another language at once, and again at the next start', async ({ epochLab }) => {
  test.setTimeout(180_000);
  const { app } = epochLab;
  const train = (name: string) => epochLab.window.getByRole('button', { name, exact: true });
  await expect(train('Train')).toBeVisible();
  await clickMenu(app, 'View', 'Language', 'हिन्दी');
  await expect(train('प्रशिक्षित करें')).toBeVisible();
  await expect(epochLab.window.locator('html')).toHaveAttribute('lang', 'hi');
  await clickMenu(app, 'दृश्य', 'भाषा', 'ਪੰਜਾਬੀ');
  await expect(train('ਸਿਖਾਓ')).toBeVisible();

  await epochLab.relaunch();
  await expect(train('ਸਿਖਾਓ')).toBeVisible();
  // Chromium knows which form of a word goes with none in Punjabi, but not how to group digits: the app does.
  expect(await epochLab.window.evaluate(() => new Intl.PluralRules('pa').select(0))).toBe('one');
  await epochLab.window.getByRole('link', { name: 'ਨੈੱਟਵਰਕ' }).click();
  await expect(epochLab.window.getByText('4,67,818 ਪੈਰਾਮੀਟਰ')).toBeVisible();
  await clickMenu(epochLab.app, 'ਦ੍ਰਿਸ਼', 'ਭਾਸ਼ਾ', 'English');
  await expect(train('Train')).toBeVisible();
});

test('everything is a few letters away, and the menus know what is of use', async ({ app, window }) => {
  test.setTimeout(180_000);
  await waitUntilReady(window);
  const enabled = (id: string) =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled, id);
  await expect.poll(() => enabled('train')).toBe(true);
  expect(await enabled('stop')).toBe(false);

  await clickMenu(app, 'View', 'Command Palette…');
  const search = window.getByRole('combobox', { name: 'Type a command' });
  const options = window.getByRole('listbox', { name: 'Command palette' }).getByRole('option');
  await expect(search).toBeFocused();
  await search.fill('runs go');
  await expect(options).toHaveCount(1);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();

  await clickMenu(app, 'View', 'Command Palette…');
  await search.fill('theme');
  await expect(options).toHaveCount(3);
  await window.keyboard.press('ArrowUp');
  await expect(options.and(window.getByRole('option', { selected: true }))).toHaveText('Theme: dark');
  await window.keyboard.press('Enter');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await clickMenu(app, 'View', 'Command Palette…');
  await expect(search).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(search).toBeHidden();

  // A command that is of no use is not offered, and one that is does its work.
  await clickMenu(app, 'View', 'Command Palette…');
  await search.fill('stop');
  await expect(window.getByText('No command matches.')).toBeVisible();
  await search.fill('train');
  await options
    .filter({ hasText: /^\s*Train/ })
    .first()
    .click();
  await expect.poll(() => enabled('stop')).toBe(true);
  await clickMenu(app, 'Run', 'Stop');
  await expect.poll(() => enabled('stop')).toBe(false);

  await clickMenu(app, 'Run', 'One Step');
  await expect(window.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect.poll(() => enabled('step')).toBe(true);
  await clickMenu(app, 'Run', 'Stop');
  await expect.poll(() => enabled('stop')).toBe(false);
});

test('the window, its panels and its large type come back at the next start', async ({ epochLab }) => {
  test.setTimeout(180_000);
  const bounds = () =>
    epochLab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const width = (selector: string) =>
    epochLab.window.locator(selector).evaluate((element) => element.getBoundingClientRect().width);
  const fontSize = () =>
    epochLab.window.locator('body').evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));

  await epochLab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1200, height: 700 }),
  );
  await expect.poll(async () => (await bounds())?.width).toBe(1200);
  const before = await width('nav');
  const separator = epochLab.window.getByRole('separator', { name: 'Width of the list of places' });
  await separator.focus();
  for (let i = 0; i < 3; i++) await epochLab.window.keyboard.press('ArrowRight');
  await expect.poll(() => width('nav')).toBeCloseTo(before + 48, 0);

  // The pad's panel, with the mouse.
  const pad = epochLab.window.getByRole('separator', { name: 'Width of the drawing pad' });
  const box = (await pad.boundingBox())!;
  await epochLab.window.mouse.move(box.x + 3, box.y + 200);
  await epochLab.window.mouse.down();
  await epochLab.window.mouse.move(box.x - 57, box.y + 200, { steps: 4 });
  await epochLab.window.mouse.up();
  const wide = (await pad.boundingBox())!;
  expect(wide.x).toBeCloseTo(box.x - 60, 0);

  expect(await fontSize()).toBe(14);
  await clickMenu(epochLab.app, 'View', 'Projector Mode');
  await expect.poll(fontSize).toBeGreaterThanOrEqual(20);
  for (const place of ['Data', 'Network', 'Train', 'Results']) {
    await go(epochLab.window, place);
    await expect.poll(() => smallestLetters(epochLab.window)).toBeGreaterThanOrEqual(20);
  }

  await epochLab.relaunch();
  await expect.poll(fontSize).toBeGreaterThanOrEqual(20);
  expect(await bounds()).toMatchObject({ width: 1200, height: 700 });
  await clickMenu(epochLab.app, 'View', 'Projector Mode');
  await expect.poll(() => width('nav')).toBeCloseTo(before + 48, 0);
  await epochLab.window.getByRole('separator', { name: 'Width of the list of places' }).focus();
  await epochLab.window.keyboard.press('Home');
  await expect.poll(() => width('nav')).toBeCloseTo(before, 0);
});

test('whatever is dropped on the window is opened where it belongs', async ({ window, folder }) => {
  await waitUntilReady(window);
  await dropFile(window, join(ROOT, 'resources', 'models', 'starter.safetensors'));
  await expect(window.getByText('starter.safetensors').first()).toBeVisible();

  await dropFile(window, join(ROOT, 'resources', 'labs', '01-convolution.md'));
  await expect(window.getByRole('complementary', { name: 'Lab' })).toBeVisible();

  const start = join(folder, 'class.epochlab-start');
  await writeFile(start, writeStart({ network: presets.lenet5.network, settings: { seed: 77 } }));
  await dropFile(window, start);
  await expect(window.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  await expect(window.getByLabel('Seed', { exact: true })).toHaveValue('77');

  const table = join(folder, 'two.csv');
  await writeFile(table, ['0,0,0,0,dark', '9,9,9,9,light', '1,1,1,1,dark', '8,8,8,8,light'].join('\n'));
  await dropFile(window, table);
  await expect(window.getByRole('region', { name: 'Import two.csv' })).toBeVisible();

  const foreign = join(folder, 'notes.json');
  await writeFile(foreign, '{"format":"something else"}');
  await dropFile(window, foreign);
  await expect(window.getByText('What was dropped could not be opened')).toBeVisible();
  await expect(window.getByText(/notes\.json/).first()).toBeVisible();
});

test('many files that cannot be opened leave the window in sight', async ({ window, folder }) => {
  await waitUntilReady(window);
  const messages = window.getByRole('region', { name: 'Messages' });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const path = join(folder, `${name}.epochlab-start`);
    await writeFile(path, `{"format":"epoch-lab-start","version":1,"${name}":0}`);
    await dropFile(window, path);
    await expect(messages.getByRole('alert').filter({ hasText: `${name}.epochlab-start` })).toBeVisible();
  }
  await expect(messages.getByRole('alert')).toHaveCount(4);
  await expect(messages.getByText('2 earlier messages')).toBeVisible();
  // Whoever has read one sees one of those before.
  const dismiss = messages.getByRole('button', { name: 'Dismiss', exact: true });
  const before = window.getByRole('link', { name: 'Network', exact: true });
  await before.focus();
  await dismiss.last().focus();
  await window.keyboard.press('Enter');
  await expect(messages.getByText('1 earlier message', { exact: true })).toBeVisible();
  await expect(messages.getByRole('alert')).toHaveCount(4);
  // The keyboard stays with the messages, and is back where it was when there are none.
  await expect(dismiss.last()).toBeFocused();
  await messages.getByRole('button', { name: 'Dismiss all' }).focus();
  await window.keyboard.press('Enter');
  await expect(messages.getByRole('alert')).toHaveCount(0);
  await expect(before).toBeFocused();
});

/** What the system was shown of a run. */
interface Shown {
  readonly bars: string[];
  readonly notices: string[];
}

test('a run shows in the taskbar, keeps the computer awake, and says when it has ended', async ({
  app,
  window,
}) => {
  await waitUntilReady(window);
  // Nobody looks at the window; and a system without notifications would be asked in vain.
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const shown: Shown = { bars: [], notices: [] };
    Object.assign(globalThis, { shown });
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('there is no window');
    const setProgressBar = window.setProgressBar.bind(window);
    Object.assign(window, {
      isFocused: () => false,
      setProgressBar: (fraction: number, options?: Electron.ProgressBarOptions) => {
        shown.bars.push(options?.mode ?? '');
        setProgressBar(fraction, options);
      },
    });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.notices.push(`${this.title}: ${this.body}`);
    };
  });
  const shown = () => app.evaluate(() => (globalThis as unknown as { shown: Shown }).shown);
  const isAwake = () =>
    app.evaluate(({ powerSaveBlocker }) =>
      Array.from({ length: 100 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    );

  await go(window, 'Train');
  await set(window, { 'Training images': '500', 'Validation images': '100', Epochs: '400' });
  await window.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(isAwake).toBe(true);
  await window.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(isAwake).toBe(false);
  await expect.poll(async () => new Set((await shown()).bars)).toEqual(new Set(['normal', 'paused']));
  await window.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(async () => (await shown()).bars.at(-1)).toBe('none');
  expect((await shown()).notices).toEqual([]);

  await train(window, { Epochs: '1' });
  await expect.poll(async () => (await shown()).notices).toHaveLength(1);
  expect((await shown()).notices[0]).toMatch(/Report network.*%/);
  expect(await isAwake()).toBe(false);
});

/** In pixels, of what is written beside pictures. */
function smallestLetters(window: Page): Promise<number> {
  return window.evaluate(() => {
    const isRead = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
      element.getBoundingClientRect().width > 1 &&
      !element.closest('svg, .katex, .visually-hidden');
    const sizes = [...document.body.querySelectorAll('*')]
      .filter(isRead)
      .map((element) => parseFloat(getComputedStyle(element).fontSize));
    return Math.min(...sizes);
  });
}
