import { watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { ExaminedLab } from '../../engine/protocol/lab-calls.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { LabFileChange } from '../shared/lab-calls.ts';
import { readFileCapped } from './files.ts';

/** Lab files of a teacher's own, and their translations beside them: read, and read anew with every change. */

export const MAX_LAB_BYTES = 1024 * 1024;
const MAX_TRANSLATIONS = 20;
/** An editor writes a file in several strokes. */
const SETTLE_MS = 150;

export interface LabWritingOptions {
  readonly engine: () => Promise<EngineClient>;
  /** Tells the window that the lab that is open was changed. */
  readonly onChange: (change: LabFileChange) => void;
  readonly log: (line: string) => void;
}

export class LabWriting {
  #watcher: FSWatcher | null = null;

  constructor(private readonly options: LabWritingOptions) {}

  /** @throws EpochLabError `bad-file` with the first mistake of a file that is no lab. */
  async open(path: string): Promise<ExaminedLab & { readonly lab: NonNullable<ExaminedLab['lab']> }> {
    const { lab, ...others } = await this.#examine(path);
    if (!lab) {
      const first = others.problems[0];
      const why = first ? `line ${first.line}: ${first.message}.` : 'it is no lab.';
      throw new EpochLabError('bad-file', `${basename(path)}: ${why}`, { file: basename(path) });
    }
    this.#watch(path);
    return { lab, ...others };
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  async #examine(path: string): Promise<ExaminedLab> {
    const folder = dirname(path);
    const read = async (name: string) => ({
      name,
      bytes: await readFileCapped(join(folder, name), MAX_LAB_BYTES),
    });
    const file = await read(basename(path));
    // A folder that cannot be looked into is one without translations.
    const inFolder = await readdir(folder).catch(() => []);
    const names = inFolder.filter((name) => isTranslation(name, basename(path)));
    return await (
      await this.options.engine()
    ).call('examineLab', {
      file,
      translations: await Promise.all(names.sort().slice(0, MAX_TRANSLATIONS).map(read)),
    });
  }

  /** Watches the folder: many editors write a new file and rename it, and the old one is gone. */
  #watch(path: string): void {
    this.close();
    const fileName = basename(path);
    let settling: NodeJS.Timeout | null = null;
    const look = async () => {
      try {
        const examined = await this.#examine(path);
        // Another lab may have been opened meanwhile.
        if (this.#watcher === watcher) this.options.onChange({ fileName, ...examined });
      } catch (thrown) {
        this.options.log(`${fileName} could not be read again: ${String(thrown)}`);
      }
    };
    const onChange = (_event: string, changed: string | null) => {
      if (changed === null || (changed !== fileName && !isTranslation(changed, fileName))) return;
      if (settling) clearTimeout(settling);
      settling = setTimeout(() => void look(), SETTLE_MS);
    };
    let watcher: FSWatcher;
    try {
      watcher = watch(dirname(path), onChange);
    } catch (thrown) {
      // A system has only so many watchers, and some folders of a network none: the lab can be used all the same.
      this.options.log(`${fileName} is not watched: ${String(thrown)}`);
      return;
    }
    watcher.on('error', () => watcher.close());
    this.#watcher = watcher;
  }
}

/** "my-lab.hi.md" beside "my-lab.md", whichever name labs have here. */
function isTranslation(name: string, original: string): boolean {
  const { name: stem, ext } = parse(original);
  const rest = name.slice(stem.length);
  return (
    name.startsWith(`${stem}.`) && rest.endsWith(ext) && /^\.[a-z]{2,3}$/.test(rest.slice(0, -ext.length))
  );
}
