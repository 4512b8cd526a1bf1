import { toEpochLabError } from '../protocol/errors.ts';
import type { History } from '../protocol/contract.ts';
import type { ModelContents, ModelSummary } from '../protocol/model-calls.ts';
import { inferShapes, parameterCount } from '../protocol/shapes.ts';
import { fingerprintHolds } from './altered.ts';
import { readModelFile } from './model-file.ts';
import { FORMAT, FORMAT_VERSION, versionOf, type SavedModel } from './model-metadata.ts';
import { isOnnx, readOnnx } from './onnx.ts';
import { readSafetensors } from './safetensors.ts';

/** A look into a model file before it is opened. */

/** Points of a curve that are kept for looking at. */
const CURVE_POINTS = 300;
const LISTED_TENSORS = 100;

/** Whatever the bytes are, there is an answer: what is wrong with them is part of it. */
export async function inspectModelFile(bytes: Uint8Array, fileName: string): Promise<ModelSummary> {
  const nothing: ModelSummary = {
    kind: 'other',
    fileName,
    bytes: bytes.length,
    canOpen: false,
    problem: null,
    formatVersion: null,
    model: null,
    tensors: [],
  };
  try {
    if (isOnnx(bytes, fileName)) return await inspectOnnx(bytes, fileName, nothing);
    return await inspectSafetensors(bytes, fileName, nothing);
  } catch (thrown) {
    return { ...nothing, problem: toEpochLabError(thrown).message };
  }
}

async function inspectOnnx(bytes: Uint8Array, fileName: string, base: ModelSummary): Promise<ModelSummary> {
  const { model } = readOnnx(bytes, fileName);
  return {
    ...base,
    kind: 'onnx',
    canOpen: true,
    formatVersion: FORMAT_VERSION,
    model: await contentsOf(model),
  };
}

async function inspectSafetensors(
  bytes: Uint8Array,
  fileName: string,
  base: ModelSummary,
): Promise<ModelSummary> {
  const { metadata, tensors } = readSafetensors(bytes, fileName);
  const listed = Array.from(tensors, ([name, { dtype, shape }]) => ({ name, dtype, shape }));
  if (metadata.get('format') !== FORMAT) {
    return { ...base, kind: 'weights', canOpen: true, tensors: listed.slice(0, LISTED_TENSORS) };
  }
  const known: ModelSummary = {
    ...base,
    kind: 'model',
    formatVersion: versionOf(metadata, fileName),
    tensors: listed.slice(0, LISTED_TENSORS),
  };
  try {
    const model = readModelFile(bytes, fileName);
    const kind = model.memories ? 'checkpoint' : 'model';
    return { ...known, kind, canOpen: true, model: await contentsOf(model), tensors: [] };
  } catch (thrown) {
    return { ...known, problem: toEpochLabError(thrown).message };
  }
}

async function contentsOf(saved: SavedModel): Promise<ModelContents> {
  const { network, settings, classes, dataset, history, test, kernels } = saved;
  return {
    network,
    parameterCount: parameterCount(inferShapes(network, classes.length)),
    settings,
    classes,
    dataset,
    step: saved.progress.step,
    epoch: saved.progress.epoch,
    history: { training: sampled(history.training), validation: sampled(history.validation) },
    test,
    fingerprint: saved.fingerprint,
    fingerprintHolds: await fingerprintHolds(saved),
    kernels,
  };
}

/** Some of the points, evenly, the last one among them. */
function sampled(points: History['training']): History['training'] {
  const every = Math.ceil(points.length / CURVE_POINTS);
  return every <= 1 ? points : points.filter((_, index) => (points.length - 1 - index) % every === 0);
}
