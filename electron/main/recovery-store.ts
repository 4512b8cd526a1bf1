import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_MODEL_BYTES } from '../../engine/protocol/files.ts';
import { readFileCapped, tidyTemporaries, writeFileAtomic } from './files.ts';

/**
 * The folder of checkpoints, from which work goes on after a crash or a power cut. A file is one checkpoint:
 *
 *     <work>-<number>-<going or ended>-<SHA-256 of its bytes>.safetensors
 *
 * `work` stands for one run and the model that comes of it, `number` counts its checkpoints. A file is written whole
 * under another name first; should a disk damage it all the same, its bytes no longer give the hash in its name, and
 * the one before is taken.
 */

/** Of each piece of work: the newest, and one to fall back on. */
const KEPT_CHECKPOINTS = 2;
/** Pieces of work that are kept at once. */
const KEPT_WORKS = 3;
/** All files together; but the newest of a piece of work always stays. */
const MAX_FOLDER_BYTES = 600_000_000;

const NAME = /^([0-9a-f]{12})-(\d{10})-(going|ended)-([0-9a-f]{64})\.safetensors$/;

export interface KeptCheckpoint {
  readonly work: string;
  readonly bytes: Uint8Array;
  /** There is nothing left to train. */
  readonly ended: boolean;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

interface Entry {
  readonly name: string;
  readonly work: string;
  readonly number: number;
  readonly ended: boolean;
  readonly hash: string;
  readonly bytes: number;
  readonly savedAt: number;
}

export function newWork(): string {
  return randomBytes(6).toString('hex');
}

export class RecoveryStore {
  constructor(
    private readonly folder: string,
    private readonly maxFolderBytes = MAX_FOLDER_BYTES,
  ) {}

  /**
   * Writes a checkpoint, then makes room: the new file is safe before an old one goes.
   *
   * @throws EpochLabError `file-unavailable`
   */
  async keep({ work, bytes, ended }: Omit<KeptCheckpoint, 'savedAt'>): Promise<void> {
    await mkdir(this.folder, { recursive: true }).catch(() => undefined);
    const before = await this.#entries();
    const number =
      Math.max(0, ...before.filter((entry) => entry.work === work).map((entry) => entry.number)) + 1;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const state = ended ? 'ended' : 'going';
    const name = `${work}-${String(number).padStart(10, '0')}-${state}-${hash}.safetensors`;
    await writeFileAtomic(join(this.folder, name), bytes, 'checkpoint');
    await this.#makeRoom();
  }

  /** Pieces of work that there are checkpoints of, the newest first. */
  async works(): Promise<string[]> {
    return [...new Set((await this.#entries()).map(({ work }) => work))];
  }

  /**
   * The newest checkpoint of a piece of work that is whole; null where none is. Damaged ones are removed; one that
   * cannot be read just now, for a lock or a disk that is away, is passed over.
   */
  async load(work: string): Promise<KeptCheckpoint | null> {
    for (const entry of (await this.#entries()).filter((candidate) => candidate.work === work)) {
      const path = join(this.folder, entry.name);
      const bytes = await readFileCapped(path, MAX_MODEL_BYTES).catch(() => null);
      if (!bytes) continue;
      if (createHash('sha256').update(bytes).digest('hex') === entry.hash) {
        return { work, bytes, ended: entry.ended, savedAt: entry.savedAt };
      }
      await unlink(path).catch(() => undefined);
    }
    return null;
  }

  async discard(work: string): Promise<void> {
    const entries = await this.#entries();
    await this.#remove(entries.filter((entry) => entry.work === work));
  }

  /** Removes what was being written when the power went. */
  async tidy(): Promise<void> {
    await tidyTemporaries(this.folder);
  }

  async #makeRoom(): Promise<void> {
    const entries = await this.#entries();
    const works = [...new Set(entries.map(({ work }) => work))];
    const seen = new Map<string, number>();
    let total = 0;
    const surplus = entries.filter(({ work, bytes }) => {
      const rank = seen.get(work) ?? 0;
      seen.set(work, rank + 1);
      const isKept =
        works.indexOf(work) < KEPT_WORKS &&
        (rank === 0 || (rank < KEPT_CHECKPOINTS && total + bytes <= this.maxFolderBytes));
      if (isKept) total += bytes;
      return !isKept;
    });
    await this.#remove(surplus);
  }

  async #remove(entries: readonly Entry[]): Promise<void> {
    for (const { name } of entries) await unlink(join(this.folder, name)).catch(() => undefined);
  }

  /**
   * The newest first. Which work is the newest is told by the clock; within a work its numbers tell, since a clock may
   * be set back, or begin anew after a power cut.
   */
  async #entries(): Promise<Entry[]> {
    const names = await readdir(this.folder).catch(() => []);
    const entries: Entry[] = [];
    for (const name of names) {
      const [, work, number, state, hash] = NAME.exec(name) ?? [];
      if (work === undefined || number === undefined || hash === undefined) continue;
      const stats = await stat(join(this.folder, name)).catch(() => null);
      if (!stats?.isFile()) continue;
      entries.push({
        name,
        work,
        number: Number(number),
        ended: state === 'ended',
        hash,
        bytes: stats.size,
        savedAt: stats.mtimeMs,
      });
    }
    const latest = new Map<string, number>();
    for (const { work, savedAt } of entries) latest.set(work, Math.max(savedAt, latest.get(work) ?? 0));
    const age = (entry: Entry) => latest.get(entry.work) ?? 0;
    return entries.sort(
      (a, b) => age(b) - age(a) || (a.work < b.work ? -1 : a.work > b.work ? 1 : b.number - a.number),
    );
  }
}
