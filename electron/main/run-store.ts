import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { MAX_MODEL_BYTES } from '../../engine/protocol/files.ts';
import {
  type NewRun,
  type RunChanges,
  type RunCurves,
  runCurvesSchema,
  runIdSchema,
  type RunList,
  type RunRecord,
  runRecordSchema,
} from '../shared/run-record.ts';
import { fileError } from './file-errors.ts';
import { readFileCapped, syncFolder, writeFileAtomic } from './files.ts';
import { parseJson } from './json.ts';

/**
 * The runs on disk: a folder each, with what is known about it (run.json), its curves and its weights. A folder
 * appears under its final name when it is complete; curves and weights never change after that and are checked
 * against their hashes; run.json is replaced as a whole. So two instances may read and write side by side.
 */

const RECORD = 'run.json';
const CURVES = 'curves.json';
const MODEL = 'model.safetensors';
/** Runs that were deleted, for as long as that can be undone. */
const DELETED = '.deleted';
const UNFINISHED = '.new-';

const MAX_RECORD_BYTES = 1_000_000;
const MAX_CURVES_BYTES = 64_000_000;

export class RunStore {
  /** Changes of one run wait for one another. */
  #changing: Promise<unknown> = Promise.resolve();

  /** @param folder of all runs; made when the first is kept. */
  constructor(private readonly folder: string) {}

  /** Every run, the newest first, and those that cannot be read. */
  async list(): Promise<RunList> {
    const runs: RunRecord[] = [];
    const damaged: { id: string; problem: string }[] = [];
    for (const id of await this.#ids()) {
      try {
        runs.push(await this.record(id));
      } catch (thrown) {
        damaged.push({ id, problem: thrown instanceof Error ? thrown.message : String(thrown) });
      }
    }
    return { runs: runs.sort((a, b) => b.startedAt - a.startedAt), damaged };
  }

  /** Keeps a run that has ended. */
  async add(run: NewRun, curves: RunCurves, model: Uint8Array | null): Promise<RunRecord> {
    const id = newId(run.startedAt);
    const curveBytes = encode(JSON.stringify(curves));
    const record: RunRecord = {
      version: 1,
      ...run,
      id,
      curves: describe(curveBytes),
      model: model && describe(model),
    };
    const unfinished = join(this.folder, UNFINISHED + id);
    try {
      await mkdir(unfinished, { recursive: true });
    } catch (thrown) {
      throw fileError(thrown, this.folder, 'write');
    }
    try {
      await writeFileAtomic(join(unfinished, CURVES), curveBytes);
      if (model) await writeFileAtomic(join(unfinished, MODEL), model);
      await writeFileAtomic(join(unfinished, RECORD), encodeRecord(record));
      await rename(unfinished, join(this.folder, id));
      await syncFolder(this.folder);
    } catch (thrown) {
      await rm(unfinished, { recursive: true, force: true });
      throw fileError(thrown, join(this.folder, id), 'write');
    }
    return record;
  }

  /** @throws EpochLabError `bad-file` when the file is not what was written. */
  async curves(id: string): Promise<RunCurves> {
    const { curves } = await this.record(id);
    const bytes = await this.#file(id, CURVES, MAX_CURVES_BYTES, curves);
    return parseJson(runCurvesSchema, bytes, `${id}/${CURVES}`);
  }

  /** @throws EpochLabError `bad-file` when the file is not what was written, or the run was kept without weights. */
  async model(id: string): Promise<Uint8Array> {
    const { model } = await this.record(id);
    if (!model) throw new EpochLabError('bad-file', 'This run was kept without its weights.');
    return await this.#file(id, MODEL, MAX_MODEL_BYTES, model);
  }

  async change(id: string, changes: RunChanges): Promise<RunRecord> {
    const change = async () => {
      const record = { ...(await this.record(id)), ...changes };
      await writeFileAtomic(join(this.#folderOf(id), RECORD), encodeRecord(record));
      return record;
    };
    const changed = this.#changing.then(change, change);
    this.#changing = changed;
    return await changed;
  }

  /** Takes runs out of the list; `restore` brings them back until the next start. */
  async remove(ids: readonly string[]): Promise<void> {
    // What cannot be made here, the moving says.
    await mkdir(join(this.folder, DELETED), { recursive: true }).catch(() => undefined);
    for (const id of ids) await this.#move(this.#folderOf(id), join(this.folder, DELETED, id));
  }

  async restore(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#move(join(this.folder, DELETED, id), this.#folderOf(id));
  }

  /** Clears away what was deleted, and what an instance that was killed had begun: at the start. */
  async tidy(): Promise<void> {
    await rm(join(this.folder, DELETED), { recursive: true, force: true });
    for (const name of await this.#names()) {
      if (name.startsWith(UNFINISHED) && isOld(name)) {
        await rm(join(this.folder, name), { recursive: true, force: true });
      }
    }
  }

  async #move(from: string, to: string): Promise<void> {
    try {
      await rename(from, to);
    } catch (thrown) {
      throw fileError(thrown, from, 'write');
    }
  }

  async #ids(): Promise<string[]> {
    return (await this.#names()).filter((name) => v.is(runIdSchema, name));
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch {
      return [];
    }
  }

  /** An id is checked, so that none can point out of the folder. */
  #folderOf(id: string): string {
    return join(this.folder, v.parse(runIdSchema, id));
  }

  /** What is known about one run. @throws EpochLabError where it is not there or cannot be read. */
  async record(id: string): Promise<RunRecord> {
    const bytes = await readFileCapped(join(this.#folderOf(id), RECORD), MAX_RECORD_BYTES);
    const record = parseJson(runRecordSchema, bytes, `${id}/${RECORD}`);
    if (record.id !== id) throw new EpochLabError('bad-file', `${id} holds another run: ${record.id}.`);
    return record;
  }

  async #file(
    id: string,
    name: string,
    maxBytes: number,
    expected: RunRecord['curves'],
  ): Promise<Uint8Array> {
    const bytes = await readFileCapped(join(this.#folderOf(id), name), maxBytes);
    if (describe(bytes).sha256 !== expected.sha256) {
      throw new EpochLabError('bad-file', `${id}/${name} was changed or damaged since it was kept.`);
    }
    return bytes;
  }
}

/** An unfinished folder of another instance that is at work just now is left alone. */
function isOld(name: string): boolean {
  const time = /^\.new-(\d{4})(\d\d)(\d\d)-/.exec(name);
  if (!time) return true;
  const begun = Date.UTC(Number(time[1]), Number(time[2]) - 1, Number(time[3]));
  return Date.now() - begun > 3 * 24 * 3600 * 1000;
}

function newId(startedAt: number): string {
  const time = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

function describe(bytes: Uint8Array): RunRecord['curves'] {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function encodeRecord(record: RunRecord): Uint8Array {
  return encode(`${JSON.stringify(record, null, 2)}\n`);
}
