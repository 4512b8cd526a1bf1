import { badFile } from '../../formats/bad-file.ts';
import type { ImportOptions } from '../../protocol/imports.ts';
import type { Dataset } from '../dataset.ts';
import { ownDataset } from '../own-dataset.ts';
import { isGrouped, shuffleExamples, splitStratified } from '../split.ts';
import type { Imported } from './import.ts';

/** What was imported as a data set: split for testing where the source was not, and in an order to learn from. */

/**
 * @param split false keeps images without a split of their own together, as training images.
 * @throws EpochLabError `bad-file` when there is nothing left to test on.
 */
export async function toDataset(
  { name, collected, report }: Imported,
  options: ImportOptions,
  { split }: { readonly split: boolean },
): Promise<Dataset> {
  const { height, width, classes } = collected;
  const size = height * width;
  let { train, test } = collected;
  if (train.labels.length === 0) [train, test] = [test, train];
  if (split && test.labels.length === 0) {
    ({ train, test } = splitStratified(train, size, classes.length, options.testFraction, options.seed));
    if (test.labels.length === 0) {
      throw badFile(name, 'no class has two images: there is nothing to test on. Add images.');
    }
  }
  if (options.order === 'auto') {
    [train, test] = [train, test].map((examples, part) =>
      isGrouped(examples.labels, classes.length)
        ? shuffleExamples(examples, size, options.seed, part)
        : examples,
    ) as [typeof train, typeof test];
  }
  const kinds = {
    idx: 'IDX files',
    table: 'a table',
    arrays: 'NumPy arrays',
    pictures: 'folders of pictures',
  };
  const about = {
    name,
    description: '',
    height,
    width,
    classes,
    licence: 'Not stated',
    attribution: 'Not stated',
    source: `Imported from ${kinds[report.kind]}: ${name}`,
  };
  return ownDataset(about, train, test);
}
