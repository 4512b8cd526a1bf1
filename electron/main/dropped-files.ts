import { extname } from 'node:path';
import type { OpenedLab } from '../shared/lab-calls.ts';
import type { LabStart } from '../../engine/protocol/labs.ts';
import type { DropResult } from '../shared/contract.ts';
import type { ImportSource } from '../shared/dataset-calls.ts';
import type { RunRecord } from '../shared/run-record.ts';
import { isModelPath } from './files-to-open.ts';
import { REFERENCE_EXTENSION } from './runs.ts';
import { START_EXTENSION } from './start-file.ts';

/** Files that were dropped on the window: whose they are, by the first one's ending. */

export interface DroppedFileOpeners {
  readonly model: (path: string) => void;
  readonly lab: (path: string) => Promise<OpenedLab>;
  readonly start: (path: string) => Promise<{ readonly fileName: string; readonly start: LabStart }>;
  readonly reference: (path: string) => Promise<RunRecord>;
  /** Whatever is nothing else: files or folders of images. */
  readonly dataset: (paths: readonly string[]) => Promise<ImportSource>;
}

export async function openDropped(paths: readonly string[], open: DroppedFileOpeners): Promise<DropResult> {
  const [first = ''] = paths;
  if (isModelPath(first)) {
    open.model(first);
    return { kind: 'model' };
  }
  switch (extname(first).toLowerCase()) {
    case '.md':
      return { kind: 'lab', opened: await open.lab(first) };
    case `.${START_EXTENSION}`:
      return { kind: 'start', ...(await open.start(first)) };
    case `.${REFERENCE_EXTENSION}`:
      return { kind: 'reference', run: await open.reference(first) };
    default:
      return { kind: 'dataset', source: await open.dataset(paths) };
  }
}
