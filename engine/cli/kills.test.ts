import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readModelFile, writeModelFile } from '../formats/model-file.ts';
import { randomStream } from '../nn/random.ts';

/**
 * Kills the command line at random moments, in its whole life and most of all while it writes. Whatever then stands
 * under a name that was asked for is whole, and a run that was killed ends in the same bits as one that never was.
 */

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-kills-'));
afterAll(() => rmSync(folder, { recursive: true }), 60_000);

/** EPOCH_LAB_KILLS sets more for a night; EPOCH_LAB_KILL_SEED repeats what a failure printed. */
const KILLS = Number(process.env['EPOCH_LAB_KILLS'] ?? 12);
const SEED = Number(process.env['EPOCH_LAB_KILL_SEED'] ?? Date.now() % 1_000_000);
const chance = randomStream(SEED, 'shuffle');
console.log(`kills of the command line: ${KILLS}, EPOCH_LAB_KILL_SEED=${SEED}`);

interface Life {
  readonly killed: boolean;
  readonly events: readonly Record<string, unknown>[];
  /** Of the whole life, and from the first change in the folder on. */
  readonly ms: number;
  readonly writingMs: number;
}

interface Moment {
  readonly after: 'start' | 'first-change';
  readonly ms: number;
}

/** One life of the command line, with its folder watched; without a moment to be killed at it ends by itself. */
async function live(place: string, args: readonly string[], moment: Moment | null): Promise<Life> {
  const isKnown = moment !== null;
  const start = performance.now();
  let [firstChange, killed, text] = [Infinity, false, ''];
  const child = spawn(process.execPath, ['out/cli/epochlab.js', ...args, '--json'], { cwd: root });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const kill = (ms: number) => void delay(ms).then(() => (killed = child.kill('SIGKILL')));
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const problems: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString()));
  const watcher = watch(place, (_, name) => {
    if (firstChange === Infinity) {
      firstChange = performance.now();
      if (moment?.after === 'first-change') kill(moment.ms);
    }
    if (name !== null && isKnown) seen(place, name);
  });
  if (moment?.after === 'start') kill(moment.ms);
  const code = await ended;
  const end = performance.now();
  watcher.close();
  if (!killed) expect(code, problems.join('')).toBe(0);
  // The last line may be cut off.
  const lines = text.split('\n').slice(0, -1);
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { killed, events, ms: end - start, writingMs: Math.max(0, end - firstChange) };
}

/** What files are when they are whole: the hash of those that are always the same, and models. */
const whole = new Map<string, string>();

/** What a watcher saw under a final name and was not whole. */
const broken: unknown[] = [];

function seen(place: string, name: string): void {
  try {
    expectWhole(place, name);
  } catch (thrown) {
    broken.push(thrown);
  }
}

function expectWhole(place: string, name: string): void {
  const path = join(place, name);
  if (name.endsWith('.partial') || !statSync(path, { throwIfNoEntry: false })) return;
  if (name.endsWith('.safetensors')) readModelFile(readFileSync(path), name);
  else expect(hashOf(path), `${name} is whole`).toBe(whole.get(name));
}

/** Of a file, or of all that a folder holds. */
function hashOf(path: string): string {
  const hash = createHash('sha256');
  const add = (each: string) => {
    hash.update(each.slice(path.length));
    if (statSync(each).isDirectory()) for (const name of readdirSync(each).sort()) add(join(each, name));
    else hash.update(readFileSync(each));
  };
  add(path);
  return hash.digest('hex');
}

const finalNames = (place: string) => readdirSync(place).filter((name) => !name.endsWith('.partial'));

function placeFor(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  return place;
}

const training = ['--preset', 'lenet5', '--train-images', '1500', '--epochs', '4', '--threads', '1'];
const model = join(folder, 'model.safetensors');

const jobs = {
  export: (out: string) => ['export', model, '--without-data', '--format', 'pytorch', '--out', out],
  'model.onnx': (out: string) => ['export', model, '--dataset', 'shapes', '--format', 'onnx', '--out', out],
  'model.npz': (out: string) => ['export', model, '--format', 'npz', '--out', out],
  images: (out: string) => ['dataset', 'prepare', 'shapes', '--per-class', '40', '--out', out],
  'shapes.csv': (out: string) => ['dataset', 'convert', 'shapes', '--to', 'csv', '--out', out],
};

/** How long each takes when it is left alone. */
const usual = new Map<string, Life>();
let fingerprint: unknown;

beforeAll(async () => {
  // Builds it, where its sources have changed.
  execFileSync(process.execPath, ['scripts/epochlab.mjs', '--version'], { cwd: root });
  const args = ['train', ...training, '--checkpoint', join(folder, 'run.safetensors'), '--out', model];
  const life = await live(folder, args, null);
  usual.set('train', life);
  fingerprint = life.events.at(-1)?.['fingerprint'];
  for (const [name, argsFor] of Object.entries(jobs)) {
    const place = placeFor(`whole ${name}`);
    usual.set(name, await live(place, argsFor(join(place, name)), null));
    for (const made of finalNames(place)) whole.set(made, hashOf(join(place, made)));
  }
}, 300_000);

/** Anywhere in a life, or while it writes. */
function anyMoment(name: string): Moment {
  const { ms, writingMs } = usual.get(name)!;
  return chance.uniform() < 0.3
    ? { after: 'start', ms: chance.uniform() * ms }
    : { after: 'first-change', ms: chance.uniform() * writingMs };
}

test(
  'a file or folder that is written is there as a whole or not at all',
  { timeout: 3_600_000 },
  async () => {
    const names = Object.keys(jobs) as (keyof typeof jobs)[];
    let kills = 0;
    for (let i = 0; kills < KILLS / 2; i++) {
      const name = names[i % names.length]!;
      const place = placeFor(`kill ${i}`);
      const { killed } = await live(place, jobs[name](join(place, name)), anyMoment(name));
      for (const made of finalNames(place)) expectWhole(place, made);
      if (killed) kills++;
      else expect(finalNames(place), 'all that was reported is there').toContain(name);
      // Again in the same place, beside what was left behind: nothing stands in the way.
      if (i < names.length && !finalNames(place).includes(name)) {
        expect((await live(place, jobs[name](join(place, name)), null)).killed).toBe(false);
        expectWhole(place, name);
      }
    }
    expect(broken).toEqual([]);
  },
);

test('a run goes on from its checkpoint, and ends in the same bits', { timeout: 3_600_000 }, async () => {
  const reference = unmeasured(model);
  let [kills, chains, stepsAgain] = [0, 0, 0];
  while (kills < KILLS / 2) {
    const place = placeFor(`chain ${chains++}`);
    const [checkpoint, out] = [join(place, 'run.safetensors'), join(place, 'model.safetensors')];
    const writing = ['--checkpoint', checkpoint, '--out', out];
    /** The last step that a process of this chain has reported to be kept. */
    let kept = -1;
    for (let lives = 0; ; lives++) {
      const goesOn = statSync(checkpoint, { throwIfNoEntry: false }) !== undefined;
      const args = goesOn
        ? ['train', '--resume', checkpoint, ...writing]
        : ['train', ...training, ...writing];
      const moment = lives < 3 && kills < KILLS / 2 ? anyMoment('train') : null;
      const { killed, events } = await live(place, args, moment);
      kept = Math.max(kept, ...stepsOf(events, 'checkpoint'));
      for (const made of finalNames(place)) expectWhole(place, made);
      if (!killed) {
        expect(events.at(-1)?.['fingerprint']).toBe(fingerprint);
        break;
      }
      kills++;
      if (kept < 0) continue;
      const { progress } = readModelFile(readFileSync(checkpoint), 'run.safetensors');
      expect(progress.step, 'what was reported to be kept is kept').toBeGreaterThanOrEqual(kept);
      stepsAgain = Math.max(stepsAgain, Math.max(...stepsOf(events, 'log'), 0) - progress.step);
    }
    expect(unmeasured(out).equals(reference), 'the same bits').toBe(true);
  }
  console.log(`${kills} kills in ${chains} runs; at most ${stepsAgain} steps had to be done again`);
  expect(broken).toEqual([]);
});

/** A model file's bytes without what was measured now and then, which is of the clock and not of the run. */
function unmeasured(path: string): Buffer {
  const saved = readModelFile(readFileSync(path), path);
  const { observations: _, ...history } = saved.history;
  return Buffer.from(writeModelFile({ ...saved, history }));
}

function stepsOf(events: Life['events'], kind: string): number[] {
  return events.filter(({ event }) => event === kind).map(({ step }) => Number(step));
}
