import type { Page } from '@playwright/test';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AppBridge, CallOutcome, EngineProcessState, Preferences } from '../electron/shared/contract.ts';
import { expect, test } from './fixtures/app.ts';
import { answerMessageBox, answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { killEngine } from './fixtures/engine-process.ts';
import { clickMenu } from './fixtures/menu.ts';

/** The shell around the lessons: one locked-in window, calls that are checked, an engine that is kept alive. */

declare global {
  interface Window {
    readonly epochLab: AppBridge;
  }
}

/** Calls main as the page does, with anything at all. */
function ask(window: Page, name: string, argument?: unknown): Promise<CallOutcome> {
  return window.evaluate(
    ([name, argument]) => globalThis.window.epochLab.call(name as 'preferences', argument),
    [name, argument] as const,
  );
}

test('opens one window with its name', async ({ app, window }) => {
  expect(await window.title()).toContain('Epoch Lab');
  expect(window.url()).toBe('app://epoch-lab/index.html');
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) => ({ title: each.getTitle(), visible: each.isVisible() })),
  );
  expect(windows).toEqual([{ title: expect.stringContaining('Epoch Lab') as unknown, visible: true }]);
});

test('the page runs in a sandbox and sees neither Node nor Electron', async ({ app, window }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    // Not documented, but the only way to know what the window was really given.
    interface Inspectable {
      getLastWebPreferences?(): unknown;
    }
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as Inspectable | undefined;
    return contents?.getLastWebPreferences?.();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  const seen = await window.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis.window,
    ),
  );
  expect(seen).toEqual([]);
  const bridge = await window.evaluate(() => Object.keys(globalThis.window.epochLab).sort());
  expect(bridge).toEqual(['call', 'drop', 'on']);
});

test('its policy lets no foreign code run', async ({ window, problems }) => {
  problems.expect(/Content Security Policy|TrustedScript|TrustedHTML|unsafe-eval/);
  const tried = await window.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        // Code that a debugger evaluates is above the policy; code of a timer is not.
        setTimeout(() => {
          const attempt = (action: () => void): string => {
            try {
              action();
              return 'allowed';
            } catch (thrown) {
              return thrown instanceof Error ? thrown.name : 'refused';
            }
          };
          const script = document.createElement('script');
          const outcome = {
            eval: attempt(() => globalThis.eval('1') as unknown),
            // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the very thing that must be refused
            function: attempt(() => new Function('return 1')),
            markup: attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
            inline: attempt(() => {
              script.textContent = 'globalThis.foreignCode = true';
              document.head.append(script);
            }),
          };
          script.remove();
          resolve({ ...outcome, ran: String('foreignCode' in globalThis) });
        });
      }),
  );
  expect(tried).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    markup: 'TypeError',
    inline: 'TypeError',
    ran: 'false',
  });
});

test('goes nowhere and opens nothing', async ({ app, window, problems }) => {
  problems.expect(/Content Security Policy|ERR_BLOCKED|Not allowed to|not allowed/i);
  const opened = await window.evaluate(() => globalThis.window.open('https://example.org/') === null);
  expect(opened).toBe(true);
  for (const address of [
    'https://example.org/',
    'file:///etc/hostname',
    'app://elsewhere/',
    'data:text/html,x',
  ]) {
    await window.evaluate((target) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
  }
  // A page of another origin inside this one would count as gone there, too.
  await window.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
  });
  await expect.poll(() => window.evaluate(() => document.readyState)).toBe('complete');
  expect(window.url()).toBe('app://epoch-lab/index.html');
  const contents = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((each) => each.getURL()),
  );
  expect(contents).toEqual(['app://epoch-lab/index.html']);
  expect(window.frames().map((frame) => frame.url())).not.toContain('https://example.org/');
});

test('reaches no network, not even this machine', async ({ app, window, problems }) => {
  problems.expect(/Content Security Policy|ERR_|Failed to load resource/);
  let connections = 0;
  const server = createServer((_request, response) => response.end('reached'));
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;

  const fromPage = await window.evaluate(
    (target) =>
      fetch(target).then(
        () => 'reached',
        (error: unknown) => (error as Error).name,
      ),
    address,
  );
  // Below the page's policy: what any other part of Chromium asks for in the app's session.
  const fromSession = await app.evaluate(
    ({ session }, target) =>
      session.defaultSession.fetch(target).then(
        () => 'reached',
        (error: unknown) => (error as Error).message,
      ),
    address,
  );
  const permissions = await window.evaluate(() =>
    Promise.all(
      (['notifications', 'geolocation', 'camera'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  server.close();

  expect(fromPage).toBe('TypeError');
  expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(connections).toBe(0);
  expect(permissions).toEqual(['denied', 'denied', 'denied']);
});

test('serves its own files and nothing beside them', async ({ app }) => {
  const statuses = await app.evaluate(async ({ session }) => {
    const paths = ['index.html', '..%2f..%2fpackage.json', '%2e%2e/main/index.js', 'nothing.js'];
    return await Promise.all(
      paths.map(async (path) => (await session.defaultSession.fetch(`app://epoch-lab/${path}`)).status),
    );
  });
  expect(statuses).toEqual([200, 404, 404, 404]);
});

test.describe('a call to main', () => {
  test('with a bad argument is refused in words', async ({ window }) => {
    expect(await ask(window, 'openDataset', { id: '../../secrets' })).toMatchObject({
      ok: false,
      code: 'invalid-argument',
      message: expect.stringContaining('openDataset: id'),
      details: { path: 'id' },
    });
    expect(await ask(window, 'openDataset')).toMatchObject({ ok: false, code: 'invalid-argument' });
    expect(await ask(window, 'changePreferences', { theme: 'dark', extra: 1 })).toMatchObject({ ok: false });
  });

  test('that does not exist is refused', async ({ window }) => {
    for (const name of ['nothing', '__proto__', 'constructor']) {
      expect(await ask(window, name)).toMatchObject({
        ok: false,
        message: `There is no call "${name}".`,
      });
    }
  });

  test('from another window or origin is refused', async ({ app }) => {
    const outcome = await app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('about:blank');
      const answer: unknown = await foreign.webContents.executeJavaScript(`epochLab.call('preferences')`);
      foreign.destroy();
      return answer;
    });
    expect(outcome).toMatchObject({
      ok: false,
      code: 'invalid-argument',
      message: 'Only the window of Epoch Lab may ask for this.',
    });
  });
});

test('remembers its settings, and starts with damaged ones', async ({ epochLab }) => {
  const theme = async () => {
    const outcome = await ask(epochLab.window, 'preferences');
    return outcome.ok ? (outcome.value as Preferences).theme : outcome.message;
  };
  const file = join(epochLab.userData, 'preferences.json');
  expect(await theme()).toBe('system');
  expect(await ask(epochLab.window, 'changePreferences', { theme: 'dark' })).toMatchObject({ ok: true });
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
    await clickMenu(app, 'Run', 'Stop');
    await expect
      .poll(() => window.evaluate(() => (globalThis as unknown as { commands: unknown[] }).commands))
      .toEqual(['open-model', 'clear-pad', 'stop']);
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
  test('is started again after a crash, and given up after too many', async ({ app, window }) => {
    const states = await watchEngine(window);
    const last = async () => (await states()).at(-1);
    await ask(window, 'connectEngine');
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
      message: expect.stringContaining('Restart Epoch Lab'),
    });
    expect(await ask(window, 'openDataset', { id: 'mnist' })).toMatchObject({
      ok: false,
      code: 'disconnected',
    });
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
