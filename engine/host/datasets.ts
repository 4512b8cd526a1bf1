import { writeDatasetFolder } from '../data/dataset-folder.ts';
import { exportDataset } from '../data/export.ts';
import type { KeptDataset } from '../data/kept-dataset.ts';
import { meanImages } from '../data/class-means.ts';
import { prepareDataset } from '../data/prepare.ts';
import type { DatasetFormat } from '../protocol/datasets.ts';
import type { ExportPart } from '../protocol/dataset-calls.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';

/** So much is sent at once. */
const PART_BYTES = 8 * 1024 * 1024;
const PART_FILES = 500;

type DatasetHandlers = Pick<EngineHandlers, 'labels' | 'classMeans' | 'prepareDataset' | 'exportDataset'>;

/** Answers the calls about the open data set. */
export class DatasetDesk {
  #export: {
    readonly files: ReturnType<typeof exportDataset>;
    part: number;
    done: number;
    total: number;
  } | null = null;

  /** @param open @throws EpochLabError `wrong-state` when none is. */
  constructor(private readonly open: () => KeptDataset) {}

  readonly handlers: DatasetHandlers = {
    labels: ({ split }) => ({ split, labels: this.open()[split].labels.slice() }),
    classMeans: ({ split }) => {
      const dataset = this.open();
      return { split, pixels: meanImages(dataset.info, dataset[split]) };
    },
    prepareDataset: async (recipe) => {
      const prepared = await prepareDataset(this.open().unpacked(), recipe);
      return { info: prepared.info, files: await writeDatasetFolder(prepared) };
    },
    exportDataset: ({ format, part }) => this.#exportPart(format, part),
  };

  async #exportPart(format: DatasetFormat, part: number): Promise<ExportPart> {
    if (part === 0) {
      const dataset = this.open().unpacked();
      const { trainImages, testImages } = dataset.info;
      // Folders have a file an image; of the others, a few are all.
      const total = format === 'folders' ? trainImages + testImages + 1 : 4;
      this.#export = { files: exportDataset(dataset, format), part: 0, done: 0, total };
    }
    const going = this.#export;
    if (going?.part !== part) throw new EpochLabError('wrong-state', `Part ${part} is not the next one.`);
    const files: ExportPart['files'][number][] = [];
    let bytes = 0;
    let isLast = false;
    while (bytes < PART_BYTES && files.length < PART_FILES && !isLast) {
      const next = await going.files.next();
      if (next.done) isLast = true;
      else {
        files.push(next.value);
        bytes += next.value.bytes.length;
      }
    }
    going.part++;
    going.done += files.length;
    if (isLast) this.#export = null;
    return { files, isLast, done: isLast ? 1 : Math.min(1, going.done / going.total) };
  }
}
