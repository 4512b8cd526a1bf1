import { fingerprint } from './fingerprint.ts';
import type { SavedModel } from './model-metadata.ts';

/** Models whose weights are not those of their fingerprint any more: one bit on a disk is enough. */

/** Whether the fingerprint is of these weights; null where the model has none. */
export async function fingerprintHolds(saved: SavedModel): Promise<boolean | null> {
  return saved.fingerprint === null ? null : (await fingerprintOfWeights(saved)) === saved.fingerprint;
}

/** A model that was altered since it was saved has the fingerprint of its weights, and was not tested with them. */
export async function asAltered(saved: SavedModel): Promise<SavedModel> {
  return { ...saved, fingerprint: await fingerprintOfWeights(saved), test: null };
}

function fingerprintOfWeights({
  network,
  settings,
  dataset,
  kernels,
  parameters,
}: SavedModel): Promise<string> {
  return fingerprint({ network, settings, datasetSha256: dataset.sha256, kernels, parameters });
}
