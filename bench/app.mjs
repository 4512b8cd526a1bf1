// @ts-check
/**
 * How quick, small and quiet the packaged application is: `node bench/app.mjs`, after `npm run dist:dir`. Measures, in
 * the real program, what bench/app.md has the figures of. With `--only start,idle,train,open` parts of it; `--growth 10`
 * trains for so many minutes, at most all the epochs that a run can have, and tells how memory went; with `--images 600`
 * epochs are short, and soon as many as otherwise in hours; with `--network "Small VGG"` they are long, and the run goes on
 * for days. `--clock 4` has the program's clock go four times as fast, of all its processes (Debian's faketime): what time
 * alone brings about, pictures, timers and reports of a run, comes as often in two hours as otherwise in eight. Linux, which
 * tells of each process in /proc.
 */
import { chromium } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { debuggerOf } from '../scripts/debugger-of.mjs';
import { resolveElectron } from '../scripts/electron/resolve.mjs';

const { values } = parseArgs({
  options: {
    program: { type: 'string', default: resolve(import.meta.dirname, '../dist/linux-unpacked/epoch-lab') },
    only: { type: 'string', default: 'start,idle,train,open' },
    growth: { type: 'string', default: '0' },
    images: { type: 'string', default: '' },
    network: { type: 'string', default: '' },
    clock: { type: 'string', default: '1' },
    starts: { type: 'string', default: '5' },
  },
});
if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const screen = ['--auto-servernum', '--server-args=-screen 0 1920x1080x24'];
  const { status } = spawnSync('xvfb-run', [...screen, process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}

const IDLE_SECONDS = 10;
const TRAIN_SECONDS = 10;
const SETTLE_MS = 5_000;
const OPEN_SECONDS = 2;
/** Hours of measuring are not to be lost to a machine that is busy for half a minute. */
const ATTACH_MS = 300_000;
const CHART_PANELS = ['Inside', 'Weights', 'Learning'];
/** Train last: the next round begins there. */
const PLACES = ['Data', 'Collect', 'Network', 'Results', 'Explain', 'Runs', 'Labs', 'Train'];
const TICKS_PER_SECOND = 100;
/** By then it has started, on any machine; nothing looks at it before, which would slow it down. */
const STARTED_MS = 9_000;
/** What runs in the page is text here: this file knows no page. */
const START_TIMES = `(() => {
  const first = (name) => performance.getEntriesByName(name)[0]?.startTime;
  const since = (name) => performance.timeOrigin + (first(name) ?? NaN);
  return { painted: since('first-contentful-paint'), engine: since('engine-connected'), data: since('data-set-open') };
})()`;
const WATCH_TASKS = `(seconds) => new Promise((resolve) => {
  let [long, longest, frames] = [0, 0, 0];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      long += 1;
      longest = Math.max(longest, duration);
    }
  });
  observer.observe({ entryTypes: ['longtask'] });
  const end = performance.now() + seconds * 1000;
  const tick = (now) => {
    frames += 1;
    if (now < end) requestAnimationFrame(tick);
    else resolve({ long, longest, frames });
  };
  requestAnimationFrame(tick);
})`;
const parts = values.only.split(',');
const userData = mkdtempSync(join(tmpdir(), 'epoch-lab-bench-'));
process.on('exit', () => rmSync(userData, { recursive: true, force: true }));

console.log(`${values.program}, ${cpus().length} cores of ${cpus()[0]?.model ?? '?'}`);
if (parts.includes('start')) await measureStarts();
if (['idle', 'train', 'open'].some((part) => parts.includes(part)) || values.growth !== '0')
  await measureAtWork();

/**
 * Ours and an empty window of the same Electron in turn: what Electron itself takes is not ours to mend. The first start
 * makes the folder of settings, and reads the program from the disk: it is told, and not counted.
 */
async function measureStarts() {
  const electron = await resolveElectron();
  const empty = {
    program: join(electron.dist, 'electron'),
    args: [resolve(import.meta.dirname, 'empty-window')],
  };
  /** @type {{ empty: number, painted: number, engine: number, data: number }[]} */
  const starts = [];
  for (let start = 0; start <= Number(values.starts); start++) {
    const times = { empty: (await startTimes(empty)).painted, ...(await startTimes()) };
    if (start > 0) starts.push(times);
    else console.log(`first start: window ${ms(times.painted)}, data set open ${ms(times.data)}`);
  }
  for (const [what, name] of /** @type {const} */ ([
    ['an empty window of the same Electron', 'empty'],
    ['window painted', 'painted'],
    ['engine connected', 'engine'],
    ['data set open, Train can be pressed', 'data'],
  ])) {
    const all = starts.map((times) => times[name]);
    console.log(`${what}: median ${ms(median(all))} of ${all.map(ms).join(', ')}`);
  }
}

/** @param {Parameters<typeof launch>[0]} [what] */
async function startTimes(what) {
  const app = await launch({ ...what, afterMs: STARTED_MS });
  const { painted, engine, data } = await app.startTimes();
  await app.end();
  return { painted: painted - app.started, engine: engine - app.started, data: data - app.started };
}

async function measureAtWork() {
  // Who attaches to a window while it is being made is, once in forty times, never answered.
  const app = await launch({
    afterMs: STARTED_MS,
    untouched: parts.includes('idle') ? measureIdle : undefined,
  });
  await app.canTrain();
  await delay(SETTLE_MS);
  if (parts.includes('train') || parts.includes('open') || values.growth !== '0') {
    await app.train();
    if (parts.includes('train')) {
      const before = { machine: machineSeconds(), app: app.cpuSeconds() };
      const { long, longest, frames } = await app.watchTasks(TRAIN_SECONDS);
      const others = machineSeconds() - before.machine - (app.cpuSeconds() - before.app);
      console.log(
        `training at full speed, ${TRAIN_SECONDS} s: ${long} tasks over 50 ms in the window, the longest ${ms(longest)}; ${(frames / TRAIN_SECONDS).toFixed(1)} frames a second`,
      );
      // The figures hold for a machine that has nothing else to do.
      console.log(
        `  all other programs meanwhile: ${((100 * others) / TRAIN_SECONDS).toFixed(0)} % of one core`,
      );
    }
    if (parts.includes('open')) {
      for (const round of ['first', 'second']) {
        const longest = await app.openEverything();
        console.log(`opened for the ${round} time while it trains, the longest task: ${longest.join(', ')}`);
      }
    }
    if (values.growth !== '0') await measureGrowth(app);
  }
  await app.end();
}

/**
 * What is measured is the application alone: a debugger is attached for a moment in every tenth minute, and not besides.
 *
 * @param {Awaited<ReturnType<typeof launch>>} app
 */
async function measureGrowth(app) {
  const clockAtBegin = await app.clock();
  await app.detach();
  const last = Number(values.growth);
  for (let minute = 0; minute <= last; minute++) {
    if (minute > 0) await delay(60_000);
    const all = app.processes();
    const pss = all.map(({ name, pss }) => `${name} ${mb(pss)}`).join(', ');
    const memory = `minute ${minute}: PSS ${mb(sum(all, 'pss'))} (${pss})`;
    if (minute % 10 === 1 || minute === last) {
      await app.attach();
      const progress = await app.progress();
      const hours = ((await app.clock()) - clockAtBegin) / 3.6e6;
      const byItsClock = values.clock === '1' ? '' : `; ${hours.toFixed(2)} hours by its own clock`;
      console.log(
        `${memory}; ${progress ?? 'done'}; alive in the window ${mb(await app.collect())}${byItsClock}`,
      );
      if (progress === null) break;
      await app.detach();
    } else {
      console.log(memory);
    }
  }
}

/**
 * Nothing is attached meanwhile: a debugger takes some 10 MB.
 *
 * @param {() => ReturnType<typeof processesFrom>} all
 */
async function measureIdle(all) {
  await delay(SETTLE_MS);
  const found = all();
  for (const { name, pss, rss } of found) console.log(`  ${name.padEnd(28)} PSS ${mb(pss)}, RSS ${mb(rss)}`);
  console.log(`idle memory of all processes: PSS ${mb(sum(found, 'pss'))}, RSS ${mb(sum(found, 'rss'))}`);
  const before = cpuSecondsOf(all());
  await delay(IDLE_SECONDS * 1000);
  const used = cpuSecondsOf(all()) - before;
  console.log(`idle, of one core: ${((100 * used) / IDLE_SECONDS).toFixed(1)} % over ${IDLE_SECONDS} s`);
}

/** @param {ReturnType<typeof processesFrom>} processes */
function cpuSecondsOf(processes) {
  return processes.reduce((total, { cpu }) => total + cpu, 0);
}

/**
 * @typedef {object} Launch
 * @property {string} [program]
 * @property {readonly string[]} [args]
 * @property {number} [afterMs] until then nothing is attached
 * @property {((all: () => ReturnType<typeof processesFrom>) => Promise<void>) | undefined} [untouched] done before
 *   anything is attached
 */

/** @param {Launch} [what] */
async function launch({ program = values.program, args = [], afterMs = 0, untouched } = {}) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = Date.now();
  const child = spawn(
    program,
    [...asRoot, `--user-data-dir=${userData}`, '--remote-debugging-port=0', ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: values.clock === '1' ? process.env : { ...process.env, ...fastClock() },
    },
  );
  const debuggerAddress = await debuggerOf(child);
  const all = () => processesFrom(child.pid ?? 0);
  await delay(afterMs);
  await untouched?.(all);
  const attach = async () => {
    const browser = await chromium.connectOverCDP(debuggerAddress, { timeout: ATTACH_MS });
    const [context] = browser.contexts();
    if (!context) throw new Error('the program has no window');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    const train = page
      .getByRole('region', { name: 'Training run' })
      .getByRole('button', { name: 'Train', exact: true });
    return { browser, context, page, train };
  };
  let { browser, context, page, train } = await attach();

  return {
    started,
    processes: all,
    async attach() {
      ({ browser, context, page, train } = await attach());
    },
    detach: () => browser.close(),
    cpuSeconds: () => cpuSecondsOf(all()),
    startTimes: () =>
      /** @type {Promise<{ painted: number, engine: number, data: number }>} */ (page.evaluate(START_TIMES)),
    canTrain: () => train.and(page.locator(':enabled')).waitFor(),
    /** The report's network, or another preset, until it is stopped. */
    async train() {
      if (values.network) {
        await page.getByRole('link', { name: 'Network' }).click();
        await page.getByRole('radio', { name: values.network }).check({ force: true });
      }
      await page.getByRole('link', { name: 'Train' }).click();
      const fields = { Epochs: '10000', ...(values.images && { 'Training images': values.images }) };
      for (const [label, value] of Object.entries(fields)) {
        const field = page.getByLabel(label, { exact: true });
        await field.fill(value);
        await field.blur();
      }
      await train.click();
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    },
    /** Goes to each place, and to each panel of charts. */
    async openEverything() {
      const openPanel = (/** @type {string} */ name) =>
        page.getByRole('radio', { name, exact: true }).check({ force: true });
      const openPlace = (/** @type {string} */ name) => page.getByRole('link', { name }).click();
      const results = [];
      for (const name of [...CHART_PANELS, ...PLACES]) {
        const watched = this.watchTasks(OPEN_SECONDS);
        await (CHART_PANELS.includes(name) ? openPanel(name) : openPlace(name));
        const { longest } = await watched;
        results.push(`${name} ${longest > 0 ? ms(longest) : 'none over 50 ms'}`);
      }
      return results;
    },
    /** Null when the run has ended. */
    async progress() {
      const bar = page.getByRole('progressbar', { name: 'Training progress' });
      if (await train.and(page.locator(':enabled')).isVisible()) return null;
      return `${await bar.getAttribute('aria-valuenow')} % of the run`;
    },
    /** Milliseconds, as the program itself counts them. */
    clock: () => /** @type {Promise<number>} */ (page.evaluate('performance.now()')),
    /** Bytes of what lives in the window's JavaScript, after a collection. */
    async collect() {
      const session = await context.newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      await session.detach();
      return usedSize;
    },
    /** @param {number} seconds */
    watchTasks: (seconds) =>
      /** @type {Promise<{ long: number, longest: number, frames: number }>} */ (
        page.evaluate(`(${WATCH_TASKS})(${seconds})`)
      ),
    async end() {
      await browser.close();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await delay(500);
    },
  };
}

/** What a process needs in its environment, for a clock of its own. */
function fastClock() {
  const rate = `+0 x${values.clock}`;
  const { stdout } = spawnSync('faketime', ['-m', '-f', rate, 'printenv', 'LD_PRELOAD'], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error('no faketime here (Debian: apt-get install faketime)');
  return { LD_PRELOAD: stdout.trim(), FAKETIME: rate };
}

/**
 * A process and all below it. PSS counts what several share once, in parts.
 *
 * @param {number} root
 */
function processesFrom(root) {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // What follows the name in brackets: state, parent, … the 12th and 13th are the processor's time.
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
        return [{ pid: Number(pid), parent: Number(fields[1]), cpu }];
      } catch {
        return [];
      }
    });
  const wanted = new Set([root]);
  for (let before = 0; before < wanted.size;) {
    before = wanted.size;
    for (const { pid, parent } of stats) if (wanted.has(parent)) wanted.add(pid);
  }
  return stats
    .filter(({ pid }) => wanted.has(pid))
    .map(({ pid, cpu }) => {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const type = /--type=([\w-]+)/.exec(line)?.[1] ?? 'main';
      const name = /node\.mojom/.test(line)
        ? 'engine'
        : (/--utility-sub-type=([\w.]+)/.exec(line)?.[1] ?? type);
      const kib = (/** @type {string} */ field) =>
        Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) * 1024;
      return { name, cpu, pss: kib('Pss'), rss: kib('Rss') };
    });
}

/** Seconds that all cores together have worked since the machine was started. */
function machineSeconds() {
  const [user = 0, nice = 0, system = 0, , , ...interrupts] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .flatMap((line) => line.split(/\s+/).slice(1, 8).map(Number));
  return (user + nice + system + interrupts.reduce((all, each) => all + each, 0)) / TICKS_PER_SECOND;
}

/**
 * @param {readonly { pss: number, rss: number }[]} all
 * @param {'pss' | 'rss'} field
 */
function sum(all, field) {
  return all.reduce((total, each) => total + each[field], 0);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(0)} ms`;
}

/** @param {number} bytes */
function mb(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
