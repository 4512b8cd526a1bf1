import { datasetOfClassSet } from '../data/class-set/class-set-dataset.ts';
import { readClassSet, writeClassSet } from '../data/class-set/class-set-file.ts';
import { mergeClassSets } from '../data/class-set/merge.ts';
import { writeDatasetFolder } from '../data/dataset-folder.ts';
import type { KeptDataset } from '../data/kept-dataset.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { CLASS_SET_EXTENSION, type ClassSetResults } from '../protocol/class-sets.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';

/**
 * The calls that are about class sets.
 *
 * @param openDataset gives the open data set, or null.
 */
export function classSetHandlers(
  openDataset: () => KeptDataset | null,
): Pick<EngineHandlers, keyof ClassSetResults> {
  return {
    packClassSet: (set) => ({ suggestedName: suggestName(set.name), bytes: writeClassSet(set) }),
    readClassSet: ({ bytes, name }) => readClassSet(bytes, name),
    mergeClassSets: (sets) => mergeClassSets(sets),
    classSetDataset: async ({ set, addTo, splitBy }) => {
      const other = addTo === null ? null : openDataset();
      if (addTo !== null && other?.info.id !== addTo) {
        throw new EpochLabError('wrong-state', 'Another data set was opened meanwhile. Try again.');
      }
      const dataset = await datasetOfClassSet(set, other?.unpacked() ?? null, splitBy);
      return { info: dataset.info, files: await writeDatasetFolder(dataset) };
    },
  };
}

/** What every system takes as the name of a file. */
function suggestName(name: string): string {
  const plain = Array.from(name, (letter) => (letter < ' ' || '/\\:*?"<>|.'.includes(letter) ? '-' : letter));
  return `${plain.join('').trim() || 'class-set'}.${CLASS_SET_EXTENSION}`;
}
