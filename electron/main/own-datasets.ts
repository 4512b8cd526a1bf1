import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DatasetFolder } from '../../engine/protocol/dataset-calls.ts';
import { datasetIdSchema, OWN_PREFIX, type DatasetId } from '../../engine/protocol/datasets.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { bytesUpTo, MAX_FILE_BYTES } from '../../engine/protocol/files.ts';
import { parse } from '../../engine/protocol/parse.ts';
import type { OwnDataset } from '../shared/dataset-calls.ts';
import { fileError } from './file-errors.ts';
import { readFileCapped, tidyTemporaries } from './files.ts';
import { settleFolder, writeFolderAtomic, type Put } from './folders.ts';
import { parseJson } from './json.ts';

/**
 * The person's own data sets: a folder each, under their ids, in the folder of user data. A folder appears under its
 * name only when all of it is there; one that is taken away goes aside first, so that it can be brought back.
 */

const REMOVED = '.removed';
const MANIFEST = 'manifest.json';
const MAX_MANIFEST_BYTES = 64 * 1024;
const MAX_OWN = 1000;

/** What a list shows of a manifest; the engine checks all of it when it opens the data set. */
const listedSchema = v.object({
  id: datasetIdSchema,
  name: v.string(),
  classes: v.array(v.string()),
  height: v.number(),
  width: v.number(),
  files: v.array(v.object({ role: v.string(), count: v.number() })),
});

const nameSchema = v.pipe(
  v.string(),
  v.regex(/^(manifest\.json|README\.md|[a-z0-9-]+\.gz)$/, 'is no file of a data set'),
);
const folderSchema = v.pipe(
  v.array(v.strictObject({ name: nameSchema, bytes: bytesUpTo(MAX_FILE_BYTES) })),
  v.maxLength(8),
);

export class OwnDatasets {
  readonly #folder: string;

  /** @param userData the folder in which the app keeps what is the person's. */
  constructor(userData: string) {
    this.#folder = join(userData, 'datasets');
  }

  /** The folder of one of them. @throws EpochLabError `file-unavailable` for an id that none can have. */
  folderOf(id: DatasetId): string {
    if (id.startsWith(OWN_PREFIX) && v.is(datasetIdSchema, id)) return join(this.#folder, id);
    throw new EpochLabError('file-unavailable', `There is no data set “${id}”.`);
  }

  /** To be called once at the start: what was removed or left half done before is let go. */
  async tidy(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) await settleFolder(this.#folder, name);
    await rm(join(this.#folder, REMOVED), { recursive: true, force: true }).catch(() => {});
    await tidyTemporaries(this.#folder);
  }

  /** The newest first. One whose manifest cannot be read is left out. */
  async list(): Promise<OwnDataset[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(
      names.filter((name) => name.startsWith(OWN_PREFIX)).map((name) => this.#describe(name)),
    );
    return found
      .filter((entry) => entry !== null)
      .sort((a, b) => b.modifiedMs - a.modifiedMs)
      .map(({ dataset }) => dataset);
  }

  /**
   * Keeps a data set.
   *
   * @param made what the engine or the importer made; the importer's is not trusted to name files.
   * @throws EpochLabError `file-unavailable`, leaving nothing behind.
   */
  async save(made: DatasetFolder): Promise<void> {
    const files = parse(folderSchema, made.files, 'The data set');
    const target = this.folderOf(made.info.id);
    if ((await readdir(this.#folder).catch(() => [])).length > MAX_OWN) {
      throw new EpochLabError('wrong-state', 'There are too many data sets of your own. Remove some first.');
    }
    try {
      await mkdir(this.#folder, { recursive: true });
    } catch (thrown) {
      throw fileError(thrown, made.info.name, 'write');
    }
    // The same data, imported again: the new folder takes the old one's place.
    const write = async (put: Put) => {
      for (const { name, bytes } of files) await put(name, bytes);
    };
    await writeFolderAtomic(target, write, made.info.name);
  }

  /** @throws EpochLabError `file-unavailable` */
  async remove(id: DatasetId): Promise<void> {
    const [from, to] = [this.folderOf(id), join(this.#folder, REMOVED, id)];
    await this.#move(from, to);
  }

  /** @throws EpochLabError `file-unavailable` */
  async restore(id: DatasetId): Promise<void> {
    const [from, to] = [join(this.#folder, REMOVED, id), this.folderOf(id)];
    await this.#move(from, to);
  }

  async #move(from: string, to: string): Promise<void> {
    try {
      await stat(from);
      await mkdir(join(to, '..'), { recursive: true });
      await rm(to, { recursive: true, force: true });
      await rename(from, to);
    } catch (thrown) {
      throw fileError(thrown, from, 'write');
    }
  }

  async #describe(name: string): Promise<{ dataset: OwnDataset; modifiedMs: number } | null> {
    const path = join(this.#folder, name, MANIFEST);
    try {
      const manifest = parseJson(listedSchema, await readFileCapped(path, MAX_MANIFEST_BYTES), MANIFEST);
      if (manifest.id !== name) return null;
      const images = manifest.files
        .filter(({ role }) => role.endsWith('Images'))
        .reduce((sum, { count }) => sum + count, 0);
      const { id, classes, height, width } = manifest;
      const dataset = { id, name: manifest.name, classes: classes.length, images, height, width };
      return { dataset, modifiedMs: (await stat(path)).mtimeMs };
    } catch {
      return null;
    }
  }
}
