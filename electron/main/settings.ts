import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { panelsSchema, themeSchema } from '../shared/contract.ts';
import { languageSchema } from '../shared/languages.ts';
import { windowStateSchema } from './window-state.ts';
import { readFileCapped, writeFileAtomic } from './files.ts';
import { parseJson } from './json.ts';

/** What the app remembers from one start to the next. */

const settingsSchema = v.object({
  theme: v.optional(themeSchema, 'system'),
  language: v.optional(languageSchema, 'system'),
  projector: v.optional(v.boolean(), false),
  panels: v.optional(panelsSchema, {}),
  window: v.optional(windowStateSchema),
});
export type StoredSettings = v.InferOutput<typeof settingsSchema>;

const FILE_NAME = 'preferences.json';
/** A damaged file is kept under this name, for whoever wants to know what happened. */
const DAMAGED_NAME = 'preferences.damaged.json';
const MAX_BYTES = 1_000_000;

export class Settings {
  #current: StoredSettings;
  /** Writes wait for one another: the last one asked for is the last one written. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    current: StoredSettings,
  ) {
    this.#current = current;
  }

  /**
   * Reads the settings of a folder. A missing or damaged file gives the defaults: the app starts in any case.
   *
   * @param note told what was wrong with a damaged file.
   */
  static async load(folder: string, note: (line: string) => void): Promise<Settings> {
    const path = join(folder, FILE_NAME);
    try {
      return new Settings(
        folder,
        parseJson(settingsSchema, await readFileCapped(path, MAX_BYTES), FILE_NAME),
      );
    } catch (thrown) {
      const isNew = thrown instanceof EpochLabError && thrown.details.reason === 'ENOENT';
      if (!isNew) {
        note(`${FILE_NAME} is not used, defaults are: ${String(thrown)}`);
        // Also one that cannot be read for a moment: else the next change would be written over it.
        await rename(path, join(folder, DAMAGED_NAME)).catch(() => {});
      }
      return new Settings(folder, v.parse(settingsSchema, {}));
    }
  }

  get current(): StoredSettings {
    return this.#current;
  }

  /**
   * Changes take effect at once and are then written.
   *
   * @throws EpochLabError `file-unavailable` when they could not be kept for the next start.
   */
  async change(changes: Partial<StoredSettings>): Promise<void> {
    this.#current = { ...this.#current, ...changes };
    const write = async () => {
      const text = `${JSON.stringify(this.#current, null, 2)}\n`;
      await writeFileAtomic(join(this.folder, FILE_NAME), new TextEncoder().encode(text));
    };
    this.#writing = this.#writing.then(write, write);
    await this.#writing;
  }
}
