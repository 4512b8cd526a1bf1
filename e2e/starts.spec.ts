import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeTurn } from '../electron/main/start-turn.ts';
import { expect, test } from './fixtures/app.ts';
import { close, environment, flags, launch, ROOT, type ElectronToRun } from './fixtures/launch.ts';
import { go, train, waitUntilReady } from './fixtures/lesson.ts';
import { startAgain } from './fixtures/start-again.ts';

/** Several starts of the app on one computer. */

const STARTER = join(ROOT, 'resources', 'models', 'starter.safetensors');

/** As a desktop starts it: Playwright cannot take it that one ends as it begins. */
function start(electron: ElectronToRun, userData: string): ChildProcess {
  const args = [...flags(electron, userData), ROOT];
  return spawn(electron.executable, args, { env: environment(electron), stdio: 'ignore' });
}

async function kill(starts: readonly ChildProcess[]): Promise<void> {
  for (const each of starts) {
    const gone = once(each, 'exit');
    if (each.kill('SIGKILL')) await gone;
  }
}

test('several starts at once are one', async ({ electron, folder }) => {
  const starts = Array.from({ length: 3 }, () => start(electron, folder));
  try {
    const codes = () => starts.map(({ exitCode }) => exitCode).filter((code) => code !== null);
    await expect.poll(codes, 'all but one have ended, in order').toEqual([0, 0]);
    // The one that is left is the one that others find.
    await startAgain(electron, folder, STARTER);
    expect(codes()).toEqual([0, 0]);
  } finally {
    await kill(starts);
  }
});

test('a start waits while another asks whether it is the only one', async ({ electron, folder }) => {
  test.skip(process.platform !== 'linux', 'elsewhere the system sees to it');
  const hasLock = async () => (await readdir(folder)).includes('SingletonLock');
  const endTurn = await takeTurn(folder, 60_000);
  const waiting = start(electron, folder);
  try {
    await delay(1_500);
    expect(await hasLock()).toBe(false);
    await endTurn();
    await expect.poll(hasLock).toBe(true);
  } finally {
    await kill([waiting]);
  }
});

test('where nothing can be kept, it starts all the same', async ({ electron, folder }) => {
  test.skip(process.platform !== 'linux', 'elsewhere a home cannot be named');
  const file = join(folder, 'no-folder');
  await writeFile(file, '');
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const asItIs = flags(electron, '').filter((flag) => !flag.startsWith('--user-data-dir'));
  const child = spawn(electron.executable, [...asItIs, ROOT], {
    env: { ...environment(electron), XDG_CONFIG_HOME: file, TMPDIR: temporary },
    stdio: 'ignore',
  });
  try {
    const userData = join(temporary, `epoch-lab-${userInfo().username}`);
    await expect.poll(() => readdir(userData).catch(() => [])).toContain('recovery');
  } finally {
    await kill([child]);
  }
});

test('two people on one computer have a history each', async ({ electron, folder, problems }) => {
  test.slow();
  const people = ['anna', 'ben'].map((name) => join(folder, name));
  const apps = await Promise.all(people.map((userData) => launch(electron, userData)));
  for (const app of apps) problems.watchApp(app);
  const windows = await Promise.all(apps.map((app) => app.firstWindow()));
  for (const window of windows) await waitUntilReady(window);
  // Both at the same time.
  await Promise.all(windows.map((window) => train(window, { Epochs: '1', 'Training images': '2000' })));
  for (const window of windows) {
    await go(window, 'Runs');
    const runs = window.getByRole('region', { name: 'Runs, newest first' }).locator('tbody tr');
    await expect(runs).toHaveCount(1);
  }
  for (const app of apps) await close(app);
  for (const userData of people) {
    const kept = (await readdir(join(userData, 'runs'))).filter((name) => !name.startsWith('.'));
    expect(kept, userData).toHaveLength(1);
  }
  expect(problems.unexpected()).toEqual([]);
});
