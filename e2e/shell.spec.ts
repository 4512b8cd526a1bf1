import type { Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineProcessState, Preferences } from '../electron/shared/contract.ts';
import { expect, test } from './fixtures/app.ts';
import { askMain } from './fixtures/ask-main.ts';
import { answerMessageBox, answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';

/** The shell around the lessons: one window, its settings and its menu, and an engine that is kept alive. */

test('opens one window with its name', async ({ app, window }) => {
  expect(await window.title()).toContain('Epoch Lab');
  expect(window.url()).toBe('app://epoch-lab/index.html');
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) => ({ title: each.getTitle(), visible: each.isVisible() })),
  );
  expect(windows).toEqual([{ title: expect.stringContaining('Epoch Lab') as unknown, visible: true }]);
});

test('remembers its settings, and starts with damaged ones', async ({ epochLab }) => {
  const theme = async () => {
    const outcome = await askMain(epochLab.window, 'preferences');
    return outcome.ok ? (outcome.value as Preferences).theme : outcome.message;
  };
  const file = join(epochLab.userData, 'preferences.json');
  expect(await theme()).toBe('system');
  expect(await askMain(epochLab.window, 'changePreferences', { theme: 'dark' })).toMatchObject({ ok: true });
  expect(await epochLab.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await epochLab.relaunch();
  expect(await theme()).toBe('dark');

  await epochLab.close();
  await writeFile(file, '{"theme":');
  await epochLab.start();
  expect(await theme()).toBe('system');
  expect(await readFile(join(epochLab.userData, 'preferences.damaged.json'), 'utf8')).toBe('{"theme":');
});

test.describe('the menu', () => {
  test('zooms up to 200 % and back', async ({ app, window }) => {
    const zoom = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
    for (let step = 0; step < 10; step++) await clickMenu(app, 'View', 'Zoom In');
    await expect.poll(zoom).toBeCloseTo(2, 2);
    await expect.poll(() => window.evaluate(() => devicePixelRatio)).toBeCloseTo(2, 2);
    await clickMenu(app, 'View', 'Zoom Out');
    await expect.poll(zoom).toBeCloseTo(1.75, 2);
    await clickMenu(app, 'View', 'Actual Size');
    await expect.poll(zoom).toBeCloseTo(1, 2);
  });

  test('changes the theme, and checks the one in use', async ({ app, window }) => {
    const isDark = () => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    const checked = () =>
      app.evaluate(({ Menu }) =>
        ['system', 'light', 'dark'].filter(
          (theme) => Menu.getApplicationMenu()?.getMenuItemById(`theme-${theme}`)?.checked,
        ),
      );
    for (const [label, theme] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
    ] as const) {
      await clickMenu(app, 'View', 'Theme', label);
      await expect.poll(isDark).toBe(theme === 'dark');
      expect(await checked()).toEqual([theme]);
    }
  });

  test('sends its commands to the page, and offers no developer tools', async ({ app, window }) => {
    await window.evaluate(() => {
      const commands: unknown[] = [];
      Object.assign(globalThis, { commands });
      globalThis.window.epochLab.on((name, payload) => {
        if (name === 'command') commands.push(payload);
      });
    });
    await answerOpenDialog(app, null);
    await answerSaveDialog(app, null);
    await clickMenu(app, 'File', 'Open Model…');
    await clickMenu(app, 'Edit', 'Clear Drawing');
    await clickMenu(app, 'View', 'Drawing Pad');
    await expect
      .poll(() => window.evaluate(() => (globalThis as unknown as { commands: unknown[] }).commands))
      .toEqual(['open-model', 'clear-pad', 'toggle-pad']);
    const roles = await app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
        submenu?.items.map(({ role }) => role),
      ),
    );
    expect(roles).not.toContain('toggledevtools');
    expect(roles).not.toContain('reload');
  });
});

/** Collects what main tells the page about the engine from now on. */
async function watchEngine(window: Page): Promise<() => Promise<EngineProcessState[]>> {
  await window.evaluate(() => {
    const states: unknown[] = [];
    Object.assign(globalThis, { engineStates: states });
    globalThis.window.epochLab.on((name, payload) => {
      if (name === 'engine') states.push(payload);
    });
  });
  return () =>
    window.evaluate(() => (globalThis as unknown as { engineStates: EngineProcessState[] }).engineStates);
}

test.describe('the engine', () => {
  test('is started again after a crash, given up after too many, and tried again when asked', async ({
    app,
    window,
  }) => {
    const states = await watchEngine(window);
    const last = async () => (await states()).at(-1);
    await askMain(window, 'connectEngine');
    await expect.poll(last).toEqual({ status: 'ready', restarted: false, restored: false });

    for (let crash = 1; crash <= 3; crash++) {
      const before = (await states()).length;
      await killEngine(app);
      await expect
        .poll(async () => (await states()).slice(before).map(({ status }) => status))
        .toEqual(['crashed', 'starting', 'ready']);
      expect(await last()).toMatchObject({ restarted: true });
    }
    await killEngine(app);
    await expect.poll(last).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('not started again by itself'),
    });
    expect(await askMain(window, 'openDataset', { id: 'mnist' })).toMatchObject({
      ok: false,
      code: 'disconnected',
    });
    // The place has one of its own, for its data set.
    const banner = window.getByRole('alert').filter({ hasText: 'not started again by itself' });
    await banner.getByRole('button', { name: 'Try again', exact: true }).click();
    await expect.poll(last).toMatchObject({ status: 'ready', restarted: true });
    await expect(window.getByText('The engine was restarted')).toBeVisible();
    await waitUntilReady(window);
  });

  test('outlives the window’s page', async ({ app, problems }) => {
    problems.expect(/crash/i);
    const enginePid = () =>
      app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Epoch Lab engine')?.pid);
    await expect.poll(enginePid).toBeDefined();
    const before = await enginePid();
    // The first time the page comes back by itself, the second time the person is asked.
    await answerMessageBox(app, 0);
    for (let crash = 1; crash <= 2; crash++) {
      const title = await app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents) throw new Error('there is no window');
        await new Promise<void>((resolve) => {
          contents.once('did-finish-load', () => resolve());
          contents.forcefullyCrashRenderer();
        });
        return (await contents.executeJavaScript('document.title')) as string;
      });
      expect(title).toBe('Epoch Lab');
    }
    expect(await enginePid()).toBe(before);
  });
});
