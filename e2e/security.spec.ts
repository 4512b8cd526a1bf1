import type { ElectronApplication } from '@playwright/test';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { appCalls } from '../electron/shared/contract.ts';
import { askMain } from './fixtures/ask-main.ts';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { go, waitUntilReady } from './fixtures/lesson.ts';
import { isCounted } from './fixtures/network.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** Electron's checklist, as far as it can be tried in the running app; docs/security.md says which test proves what. */

const PAGE = 'app://epoch-lab/index.html';

/** What each page of the app was really given; not documented, but the only way to know. */
function pagePreferences(app: ElectronApplication): Promise<Record<string, unknown>[]> {
  return app.evaluate(({ webContents }) => {
    interface Inspectable {
      getLastWebPreferences(): Record<string, unknown>;
    }
    return webContents
      .getAllWebContents()
      .map((contents) => (contents as unknown as Inspectable).getLastWebPreferences());
  });
}

test('every page runs in a sandbox, apart from its preload script, without Node or experiments', async ({
  app,
  window,
  folder,
}) => {
  await waitUntilReady(window);
  // The page that takes foreign files apart is there once there is one.
  const table = join(folder, 'table.csv');
  await writeFile(table, '0,1,2,3,4\n1,4,3,2,1\n');
  await answerOpenDialog(app, table);
  await go(window, 'Data');
  await window.getByRole('button', { name: 'Import files…' }).click();
  const panel = window.getByRole('region', { name: 'Import table.csv' });
  await panel.getByRole('button', { name: 'Cancel' }).click();

  const pages = await pagePreferences(app);
  expect(pages).toHaveLength(2);
  for (const page of pages) {
    expect(page).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    const unwanted = [
      ...['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag', 'spellcheck'],
      ...['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures'],
    ];
    // What is not given is not there at all.
    expect(unwanted.filter((name) => page[name])).toEqual([]);
  }
});

test('the page sees neither Node nor Electron, and three functions of main', async ({ window }) => {
  const seen = await window.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'gc', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis.window,
    ),
  );
  expect(seen).toEqual([]);
  const bridge = await window.evaluate(() => Object.keys(globalThis.window.epochLab).sort());
  expect(bridge).toEqual(['call', 'drop', 'on']);
});

test('its policy lets no foreign code run', async ({ window, epochLab }) => {
  epochLab.problems.expect(/Content Security Policy|TrustedScript|TrustedHTML|unsafe-eval/);
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

test('comes back from an empty page', async ({ window }) => {
  await waitUntilReady(window);
  await window.evaluate(() => (globalThis.window.location.href = 'about:blank'));
  await window.waitForURL(PAGE + '*');
  await waitUntilReady(window);
});

test('goes nowhere and opens nothing', async ({ app, window, epochLab }) => {
  epochLab.problems.expect(/Content Security Policy|ERR_BLOCKED|Not allowed to|not allowed/i);
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
  await window.evaluate(() => {
    globalThis.window.location.href = 'https://example.org/';
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
    form.remove();
  });
  // A page of another origin inside this one would count as gone there, too.
  await window.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
  });
  await expect.poll(() => window.evaluate(() => document.readyState)).toBe('complete');
  expect(window.url().split('#')[0]).toBe(PAGE);
  const contents = () =>
    app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => each.getURL().split(/[/#]/)[2]),
    );
  // The importer's page may be on its way, and has no address until it is there.
  await expect
    .poll(async () => (await contents()).filter((host) => host !== 'importer'))
    .toEqual(['epoch-lab']);
  expect(window.frames().map((frame) => frame.url())).not.toContain('https://example.org/');
});

test('holds no page in a page: a webview tag is nothing, and none may be attached', async ({
  app,
  window,
}) => {
  // The tag first, as a page could write it.
  const made = await window.evaluate(() => {
    const tag = document.createElement('webview');
    tag.setAttribute('src', 'app://epoch-lab/index.html');
    tag.setAttribute('nodeintegration', '');
    tag.setAttribute('allowpopups', '');
    document.body.append(tag);
    const found = { kind: tag.constructor.name, canLoad: 'loadURL' in tag, shadow: tag.shadowRoot !== null };
    tag.remove();
    return found;
  });
  expect(made).toEqual({ kind: 'HTMLElement', canLoad: false, shadow: false });
  expect(
    await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getType())),
  )
    // Of the importer's page too, where it is there.
    .not.toContain('webview');

  // Then a window in which the tag is on, as it might be by mistake: what is asked for is refused there too.
  const attached = await app.evaluate(async ({ BrowserWindow }, page) => {
    const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
    const asked = new Promise<boolean>((resolve) =>
      other.webContents.once('will-attach-webview', (event) =>
        setTimeout(() => resolve(event.defaultPrevented)),
      ),
    );
    let isAttached = false;
    other.webContents.on('did-attach-webview', () => (isAttached = true));
    await other.loadURL('about:blank');
    await other.webContents.executeJavaScript(`{
      const tag = document.createElement('webview');
      tag.src = ${JSON.stringify(page)};
      document.body.append(tag);
    }`);
    const isPrevented = await asked;
    other.destroy();
    return { isPrevented, isAttached };
  }, PAGE);
  expect(attached).toEqual({ isPrevented: true, isAttached: false });
});

test('reaches no network, not even this machine', async ({ app, window, epochLab }) => {
  epochLab.problems.expect(/Content Security Policy|ERR_|Failed to load resource/);
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
  server.close();

  expect(fromPage).toBe('TypeError');
  expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(connections).toBe(0);
});

test('asks a person for nothing: every permission is denied', async ({ window, epochLab }) => {
  epochLab.problems.expect(/[Pp]ermission/);
  const outcomes = await window.evaluate(async () => {
    const refused = (thrown: unknown) => (thrown instanceof Error ? thrown.name : String(thrown));
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const list = async (kind: string) => {
      const { [kind]: devices } = navigator as unknown as Record<string, { getDevices: () => unknown }>;
      return await Promise.resolve()
        .then(() => devices?.getDevices())
        .then(() => 'listed', refused);
    };
    return {
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : code),
        );
      }),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'given', refused),
      clipboard: await navigator.clipboard.readText().then(() => 'read', refused),
      midi: await navigator.requestMIDIAccess().then(() => 'given', refused),
      devices: await Promise.all(['hid', 'usb'].map(list)),
      states: await Promise.all(
        ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read', 'midi'].map(state),
      ),
    };
  });
  expect(outcomes).toEqual({
    notifications: 'denied',
    place: 'denied',
    screen: expect.stringMatching(/NotAllowedError|NotSupportedError|InvalidStateError/) as unknown,
    clipboard: 'NotAllowedError',
    midi: expect.stringMatching(/NotAllowedError|SecurityError/) as unknown,
    devices: ['SecurityError', 'SecurityError'],
    states: Array.from({ length: 6 }, () => 'denied'),
  });
});

test('an attempt to reach a network is noticed, whoever makes it', async ({ app, network }) => {
  test.skip(!isCounted, 'this system does not count them');
  const attempt = (kind: 'tcp' | 'udp' | 'name', to: string) =>
    app.evaluate(
      async (_electron, [kind, to]) => {
        const [net, dgram, dns] = [
          process.getBuiltinModule('net'),
          process.getBuiltinModule('dgram'),
          process.getBuiltinModule('dns/promises'),
        ];
        if (kind === 'name') return dns.lookup(to).then(() => 'found', String);
        if (kind === 'tcp')
          return await new Promise<string>((resolve) => {
            net.connect(80, to, () => resolve('connected')).on('error', (error) => resolve(String(error)));
          });
        const socket = dgram.createSocket('udp4');
        return await new Promise<string>((resolve) => {
          socket.send('x', 53, to, (error) => {
            socket.close();
            resolve(String(error));
          });
        });
      },
      [kind, to] as const,
    );
  expect(network.since()).toBe(0);
  expect(await attempt('tcp', '192.0.2.1')).toContain('ENETUNREACH');
  expect(network.since()).toBe(1);
  expect(await attempt('tcp', '2001:db8::1')).toContain('ENETUNREACH');
  expect(network.since()).toBe(1);
  expect(await attempt('udp', '192.0.2.1')).toContain('ENETUNREACH');
  expect(network.since()).toBe(1);
  expect(await attempt('name', 'epoch-lab.example')).toContain('EAI_AGAIN');
  expect(network.since()).toBeGreaterThan(0);
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
    expect(await askMain(window, 'openDataset', { id: '../../secrets' })).toMatchObject({
      ok: false,
      code: 'invalid-argument',
      message: expect.stringContaining('openDataset: id'),
      details: { path: 'id' },
    });
    expect(await askMain(window, 'openDataset')).toMatchObject({ ok: false, code: 'invalid-argument' });
    expect(await askMain(window, 'changePreferences', { theme: 'dark', extra: 1 })).toMatchObject({
      ok: false,
    });
  });

  test('that does not exist is refused', async ({ window }) => {
    for (const name of ['nothing', '__proto__', 'constructor']) {
      expect(await askMain(window, name)).toMatchObject({
        ok: false,
        message: `There is no call "${name}".`,
      });
    }
  });

  test('from another window or origin is refused, whatever it asks', async ({ app }) => {
    const names = Object.keys(appCalls);
    const outcomes = await app.evaluate(async ({ app, BrowserWindow }, names) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('about:blank');
      const code = `Promise.all(${JSON.stringify(names)}.map((name) => epochLab.call(name)))`;
      const answers = (await foreign.webContents.executeJavaScript(code)) as unknown[];
      foreign.destroy();
      return answers;
    }, names);
    expect(names.length).toBeGreaterThan(50);
    const refused = { ok: false, code: 'invalid-argument' };
    expect(outcomes).toEqual(
      names.map(() => ({
        ...refused,
        message: 'Only the window of Epoch Lab may ask for this.',
        details: {},
      })),
    );
  });
});
