import { basename } from 'node:path';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { ReadClassSets } from '../shared/class-set-calls.ts';
import type { OpenedLab } from '../shared/lab-calls.ts';
import type { LabStart } from '../../engine/protocol/labs.ts';
import type { DropResult } from '../shared/contract.ts';
import type { ImportSource } from '../shared/dataset-calls.ts';
import type { RunRecord } from '../shared/run-record.ts';
import { kindOf } from './files-to-open.ts';

/** Files that were dropped on the window, or double-clicked: whose they are, by the first one's ending. */

export interface DroppedFileOpeners {
  readonly model: (path: string) => void;
  readonly lab: (path: string) => Promise<OpenedLab>;
  readonly start: (path: string) => Promise<{ readonly fileName: string; readonly start: LabStart }>;
  readonly reference: (path: string) => Promise<RunRecord>;
  readonly classSets: (paths: readonly string[]) => Promise<ReadClassSets>;
  /** Whatever is nothing else: files or folders of images. */
  readonly dataset: (paths: readonly string[]) => Promise<ImportSource>;
}

export async function openDropped(paths: readonly string[], open: DroppedFileOpeners): Promise<DropResult> {
  const [first = ''] = paths;
  const kind = kindOf(first);
  switch (kind) {
    case 'model':
      open.model(first);
      return { kind };
    case 'lab':
      return { kind, opened: await open.lab(first) };
    case 'start':
      return { kind, ...(await open.start(first)) };
    case 'reference':
      return { kind, run: await open.reference(first) };
    case 'class-set': {
      const sets = paths.filter((path) => kindOf(path) === 'class-set');
      return { kind, read: await open.classSets(sets) };
    }
    case 'hand-in':
      throw new EpochLabError(
        'bad-file',
        `${basename(first)}: it is a hand-in, which is read with all of its folder: under Labs, by its teacher.`,
      );
    case null:
      return { kind: 'dataset', source: await open.dataset(paths) };
    default:
      return kind satisfies never;
  }
}
