import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { DropResult } from '../shared/contract.ts';
import type { ClassSets } from './class-sets.ts';
import type { DatasetDesk } from './dataset-desk.ts';
import { openDropped, type DroppedFileOpeners } from './dropped-files.ts';
import type { Labs } from './labs.ts';
import type { Models } from './models.ts';
import type { Runs } from './runs.ts';
import type { WindowLink } from './window-link.ts';

interface Parts {
  readonly models: Models;
  readonly labs: Labs;
  readonly runs: Runs;
  readonly classSets: ClassSets;
  readonly datasets: DatasetDesk;
  readonly link: WindowLink;
}

/** Files that nobody chose in a dialog of the app's: each goes to the part of main whose kind it is. */
export class FileOpeners {
  constructor(private readonly parts: Parts) {}

  /** Files that were dropped on the window, which gets what they are as the answer. */
  async dropped(paths: readonly string[]): Promise<DropResult> {
    return await openDropped(paths, this.#openers);
  }

  /** @returns null where it could not be opened; the window is told what became of it either way. */
  async model(path: string): Promise<ModelInfo | null> {
    const { models, link } = this.parts;
    try {
      const opened = await models.open(path);
      link.send('opened', opened);
      return opened.model;
    } catch (thrown) {
      link.send('notOpened', await models.refusalOf(path, thrown));
      return null;
    }
  }

  /** Files of another kind, that were double-clicked or named on the command line: the window is told. */
  async others(paths: readonly string[]): Promise<void> {
    const { link } = this.parts;
    try {
      link.send('openedFile', await this.dropped(paths));
    } catch (thrown) {
      link.send('openedFile', { kind: 'refused', message: toEpochLabError(thrown).message });
    }
  }

  readonly #openers: DroppedFileOpeners = {
    model: (path) => void this.model(path),
    lab: (path) => this.parts.labs.openFile(path),
    start: (path) => this.parts.labs.openStart(path),
    reference: (path) => this.parts.runs.openReference(path),
    classSets: (paths) => this.parts.classSets.read(paths),
    dataset: (paths) => this.parts.datasets.take(paths),
  };
}
