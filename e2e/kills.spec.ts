import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentResults } from '../electron/shared/document-calls.ts';
import { randomStream } from '../engine/nn/random.ts';
import { expect, test, type EpochLab } from './fixtures/app.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import {
  ask,
  inPage,
  killPart,
  newestCheckpoint,
  press,
  verify,
  verifyCheckpoint,
  Watcher,
  wordsOf,
  type Victim,
} from './fixtures/killing.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';

/**
 * Kills the engine, the window and the whole app at random moments, while they train, keep checkpoints, save, open and
 * export. Nothing that was ever reported saved is lost, nothing half-written is seen, and the run ends in the same bits.
 */

/** Eight kills each. EPOCH_LAB_KILL_SESSIONS sets more for a night; EPOCH_LAB_KILL_SEED repeats a failure's choices. */
const SESSIONS = Number(process.env.EPOCH_LAB_KILL_SESSIONS ?? 1);
const SEED = Number(process.env.EPOCH_LAB_KILL_SEED ?? Date.now() % 1_000_000);

/** A kill comes within so long. */
const MOST_MS = 1_500;
const PATIENCE = { timeout: 60_000 };
/** A run that is this far may have ended by the time that it is killed. */
const LATE_PERCENT = 85;

/** What is pressed for a run that is there to go on. */
const continuing = ['Continue the run', 'Continue where it stopped', 'Resume'];

const jobs = ['save', 'onnx', 'npz', 'pytorch', 'open'] as const;
type Job = (typeof jobs)[number];

for (let session = 1; session <= SESSIONS; session++) {
  test(`what is killed loses nothing (${session} of ${SESSIONS})`, async ({ epochLab, folder, problems }) => {
    test.setTimeout(600_000);
    problems.expect(/./);
    console.log(`EPOCH_LAB_KILL_SEED=${SEED}, session ${session}`);
    const killing = await Killing.begin(epochLab, folder, session);

    const reference = await killing.trainToTheEnd();
    await killing.goOn();
    // First the engine, while the run has just begun: it goes on without a window, and may be over when there is one again.
    await killing.killRun('engine');
    for (const victim of killing.inAnyOrder<Victim>(['engine', 'window'])) await killing.killRun(victim);
    await killing.killRun('app');
    await killing.killRun('engine');
    expect(await killing.trainToTheEnd(), 'the same bits').toBe(reference);
    expect(killing.comparedSteps, 'it was seen to go on from a checkpoint').toBeGreaterThan(0);
    await killing.settle(reference);

    for (const victim of killing.inAnyOrder<Victim>(['engine', 'window'])) await killing.killWork(victim);
    await killing.killWork('app');
    killing.end();
  });
}

/** One app that is killed again and again, and what it has reported to be saved. */
class Killing {
  /** How often the step that a run went on from was held to the one on the disk. */
  comparedSteps = 0;
  readonly #random: ReturnType<typeof randomStream>;
  /** The hash of each file as it was when it was reported saved; gone when it is being written again. */
  readonly #saved = new Map<string, string>();
  /** What every model that is saved has, once nothing is trained any more. */
  #settled: string | null = null;
  readonly #watchers: Watcher[];
  #number = 0;

  private constructor(
    private readonly epochLab: EpochLab,
    private readonly folder: string,
    session: number,
  ) {
    this.#random = randomStream(SEED, 'shuffle', session);
    this.#watchers = [new Watcher(folder, verify), new Watcher(this.#recovery, verifyCheckpoint)];
  }

  static async begin(epochLab: EpochLab, parent: string, session: number): Promise<Killing> {
    const folder = join(parent, 'saved');
    await mkdir(folder);
    await mkdir(join(epochLab.userData, 'recovery'), { recursive: true });
    const { window } = epochLab;
    await waitUntilReady(window);
    await go(window, 'Train');
    await set(window, { Epochs: '48', 'Training images': '3000' });
    return new Killing(epochLab, folder, session);
  }

  end(): void {
    for (const watcher of this.#watchers) watcher.close();
  }

  inAnyOrder<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, place: this.#random.uniform() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }

  /** @returns the fingerprint. */
  async trainToTheEnd(): Promise<string | null> {
    await this.goOn();
    const isOver = async () => {
      // One that goes on may be another, where the last had ended before it was looked at.
      if (await this.#isGoing()) return false;
      if ((await wordsOf(this.#app)).includes('The run is finished')) return true;
      // The window may have learned only now that an engine was killed: the run comes back paused.
      await press(this.#app, continuing);
      return false;
    };
    await expect.poll(isOver, { timeout: 180_000 }).toBe(true);
    const print = await inPage<string>(
      this.#app,
      `document.querySelector('[data-testid=fingerprint]').innerText`,
    );
    return print;
  }

  /** The run is over: from now on, whatever is saved is the model with this fingerprint. */
  async settle(print: string | null): Promise<void> {
    expect(print).not.toBeNull();
    await this.#expectWhole();
    this.#saved.clear();
    this.#settled = print;
  }

  /** Has a run going: one that is there, or a new one. */
  async goOn(): Promise<void> {
    await expect
      .poll(async () => {
        if (await this.#isGoing()) return true;
        if ((await press(this.#app, [...continuing, 'Train'])) !== null) await delay(1_000);
        return this.#isGoing();
      }, PATIENCE)
      .toBe(true);
  }

  /** Kills while a run goes on and is saved; afterwards it goes on again, from no further back than the disk tells. */
  async killRun(victim: Victim | 'app'): Promise<void> {
    const over = this.#workUntil(['save', 'save', 'rest']);
    await delay(this.#random.uniform() * MOST_MS);
    const percent = await this.#percent();
    await this.#kill(victim);
    const kept = await newestCheckpoint(this.#recovery);
    await over();
    console.log(`  ${victim} killed at ${percent} % of the run`);
    if (victim === 'app') await this.epochLab.start();
    const mustGoOn = kept !== null && percent !== null && percent < LATE_PERCENT;
    if (mustGoOn && victim !== 'window') {
      const step = await this.#recoveredStep(victim);
      console.log(`    step ${kept.step} was on the disk, it goes on from step ${step}`);
      this.comparedSteps += 1;
      expect(step, 'goes on from the newest checkpoint').toBeGreaterThanOrEqual(kept.step);
    }
    await this.#expectWhole();
    await this.goOn();
  }

  /** Kills while nothing is trained, but saved, opened and exported. */
  async killWork(victim: Victim | 'app'): Promise<void> {
    const over = this.#workUntil(this.inAnyOrder(jobs));
    await delay(this.#random.uniform() * MOST_MS);
    await this.#kill(victim);
    console.log(`  ${victim} killed while files are saved, opened and exported`);
    await over();
    if (victim === 'app') await this.epochLab.start();
    await this.#expectWhole();
    // The model is still there, or, where it is in a file, that file is.
    if (victim === 'app') {
      await waitUntilReady(this.epochLab.window);
    } else {
      // Asked of a page that is just being loaded again, there is no answer: it is asked anew.
      const save = () => Promise.race([this.#do('save').catch(() => false), delay(10_000).then(() => false)]);
      await expect.poll(save, PATIENCE).toBe(true);
      await this.#expectWhole();
    }
  }

  get #app() {
    return this.epochLab.app;
  }

  #isGoing(): Promise<boolean> {
    const code = `[...document.querySelectorAll('button')].some((each) => (each.ariaLabel ?? each.innerText).trim() === 'Pause')`;
    return inPage<boolean>(this.#app, code).catch(() => false);
  }

  get #recovery(): string {
    return join(this.epochLab.userData, 'recovery');
  }

  async #kill(victim: Victim | 'app'): Promise<void> {
    if (victim === 'app') await this.epochLab.kill();
    else await killPart(this.#app, victim);
  }

  async #percent(): Promise<number | null> {
    const code = `document.querySelector('[role=progressbar][aria-label="Training progress"]')?.ariaValueNow ?? null`;
    const value = await inPage<string | null>(this.#app, code).catch(() => null);
    return value === null ? null : Number(value);
  }

  async #recoveredStep(victim: Victim | 'app'): Promise<number> {
    const pattern = victim === 'app' ? /kept at step ([\d,]+)/ : /kept up to step ([\d,]+)/;
    let step = -1;
    await expect
      .poll(async () => {
        const found = pattern.exec(await wordsOf(this.#app))?.[1];
        if (found !== undefined) step = Number(found.replaceAll(',', ''));
        return step;
      }, PATIENCE)
      .toBeGreaterThanOrEqual(0);
    return step;
  }

  /** Works on and on. @returns a function that ends it, to be called when something was killed. */
  #workUntil(order: readonly (Job | 'rest')[]): () => Promise<void> {
    let isOver = false;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const work = async () => {
      for (let i = 0; !isOver; i++) {
        const job = order[i % order.length]!;
        // Who asks a process that is killed may never get an answer.
        await Promise.race([job === 'rest' ? delay(300) : this.#do(job).catch(() => false), ended]);
      }
    };
    const working = work();
    return async () => {
      isOver = true;
      end();
      await working;
    };
  }

  /** @returns whether it was reported done. */
  async #do(job: Job): Promise<boolean> {
    const app = this.#app;
    const name = `${job}-${this.#number++ % 3}`;
    const path = join(this.folder, `${name}.${job === 'save' ? 'safetensors' : job}`);
    switch (job) {
      case 'save': {
        await answerSaveDialog(app, path);
        this.#saved.delete(path);
        const outcome = await ask(app, 'saveModelAs');
        if (!outcome.ok || (outcome.value as DocumentResults['saveModelAs']).cancelled) return false;
        this.#saved.set(path, await hashOf(path));
        return true;
      }
      case 'open': {
        const file = [...this.#saved.keys()].at(-1);
        if (file === undefined) return false;
        await answerOpenDialog(app, file);
        return (await ask(app, 'openModel')).ok;
      }
      case 'onnx':
      case 'npz':
      case 'pytorch': {
        await answerSaveDialog(app, path);
        await answerOpenDialog(app, this.folder);
        this.#saved.delete(path);
        const outcome = await ask(app, 'exportModel', { format: job });
        if (outcome.ok && job !== 'pytorch') this.#saved.set(path, await hashOf(path));
        return outcome.ok;
      }
      default:
        return job satisfies never;
    }
  }

  /** What was reported saved is there and opens, and nothing is half written. */
  async #expectWhole(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.expectWhole();
    for (const [path, hash] of this.#saved) {
      expect(await hashOf(path), path).toBe(hash);
      if (this.#settled !== null && path.endsWith('.safetensors'))
        expect(await verify(path), `${path}: the model that was trained`).toBe(this.#settled);
    }
  }
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
