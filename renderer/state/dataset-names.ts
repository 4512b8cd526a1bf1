import { SHAPES_ID, shippedDatasets, type DatasetId } from '../../engine/protocol/datasets.ts';

/** The data sets that are there from the start, in the order in which they are offered. */
export const knownDatasets = [...shippedDatasets, SHAPES_ID] as const;
export type KnownDataset = (typeof knownDatasets)[number];

/** Whether the window has its own words for a data set; others bring theirs. */
export function isKnown(id: DatasetId): id is KnownDataset {
  return knownDatasets.some((known) => known === id);
}
