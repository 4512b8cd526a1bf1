import { memoriesOf, type OptimizerMemory } from '../nn/update-rule.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { MAX_MODEL_BYTES } from '../protocol/files.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { badFile, quote } from './bad-file.ts';
import { count } from '../protocol/english.ts';
import { readMetadata, writeMetadata, type SavedModel } from './model-metadata.ts';
import {
  bytesOf,
  firstNotFinite,
  parameterPlaces,
  type ParameterPlace,
  type Parameters,
} from './parameters.ts';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

export type { SavedModel } from './model-metadata.ts';

/**
 * A model as a file: safetensors, so that any reader of that format gets the weights, with everything else
 * about the model in its metadata, as JSON.
 *
 * Tensors are called `layers.<index>.<kind>.<parameter>`, "layers.0.conv2d.weights", counting all layers from
 * 0; their values are F32 and their dimensions those of engine/protocol/shapes.ts: a convolution's weights are
 * [kernel row, kernel column, input channel, filter], a dense layer's [input, unit], where the inputs of a
 * dense layer after flatten go through height, width, channel. The running averages of batch norm are among them.
 *
 * A checkpoint of a run that goes on also has what the optimiser remembers, in the shapes of the parameters:
 * `optimizer.<memory>.<parameter>`, "optimizer.velocity.layers.0.conv2d.weights".
 */

/** In the metadata of a run that goes on, and of nothing else. */
const UNFINISHED = 'unfinished';

/**
 * @returns the file. The same model always gives the same bytes.
 * @throws EpochLabError `invalid-argument` when the parameters are not those of the network, or not finite.
 */
export function writeModelFile(model: SavedModel): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  const places = parameterPlaces(model.network, model.classes.length);
  addTensors(tensors, places, model.parameters);
  for (const { name, values } of model.memories ?? [])
    addTensors(tensors, memoryPlaces(places, name), values);
  const metadata = writeMetadata(model);
  if (model.memories) metadata.set(UNFINISHED, 'true');
  return writeSafetensors({ metadata, tensors });
}

function addTensors(tensors: Map<string, Tensor>, places: readonly ParameterPlace[], of: Parameters): void {
  for (const { layer, position, name, shape, length } of places) {
    const values = of[layer]?.[position];
    if (values?.length !== length) {
      throw new EpochLabError('invalid-argument', `${name} must have ${count(length)} values.`);
    }
    const wrong = firstNotFinite(values);
    if (wrong !== null) throw new EpochLabError('invalid-argument', `${name} holds ${wrong}.`);
    tensors.set(name, { dtype: 'F32', shape, bytes: bytesOf(values) });
  }
}

/** Learned parameters stand first in every layer, so a memory has the positions of its parameters. */
function memoryPlaces(places: readonly ParameterPlace[], memory: string): ParameterPlace[] {
  return places
    .filter(({ learned }) => learned)
    .map((place) => ({ ...place, name: `optimizer.${memory}.${place.name}` }));
}

/**
 * @throws EpochLabError `bad-file` when it is not a model of Epoch Lab, comes from a newer version, is damaged,
 *   or contradicts itself.
 */
export function readModelFile(bytes: Uint8Array, fileName: string): SavedModel {
  if (bytes.length > MAX_MODEL_BYTES) {
    throw badFile(fileName, `it has ${count(bytes.length)} bytes, more than any model of Epoch Lab.`);
  }
  const { metadata, tensors } = readSafetensors(bytes, fileName);
  const description = readMetadata(metadata, fileName);
  const { network, classes, settings } = description;
  const places = placesIn(network, classes.length, fileName);
  const isCheckpoint = isUnfinished(metadata, tensors);
  const memories = isCheckpoint
    ? memoriesOf(settings.optimizer.kind).map((name) => ({ name, places: memoryPlaces(places, name) }))
    : [];
  checkNames(tensors, [...places, ...memories.flatMap((memory) => memory.places)], fileName);
  return {
    ...description,
    parameters: readTensors(network, places, tensors, fileName),
    ...(isCheckpoint && {
      memories: memories.map((memory): OptimizerMemory => ({
        name: memory.name,
        values: readTensors(network, memory.places, tensors, fileName),
      })),
    }),
  };
}

/** Whether the run that the file is of goes on. */
function isUnfinished(metadata: ReadonlyMap<string, string>, tensors: ReadonlyMap<string, Tensor>): boolean {
  // Files of version 1.0 had no mark, and nothing to be told by where the optimiser remembers nothing.
  return (
    metadata.get(UNFINISHED) === 'true' ||
    Array.from(tensors.keys()).some((name) => name.startsWith('optimizer.'))
  );
}

function checkNames(
  tensors: ReadonlyMap<string, Tensor>,
  places: readonly ParameterPlace[],
  fileName: string,
): void {
  const known = new Set(places.map(({ name }) => name));
  for (const name of tensors.keys()) {
    if (!known.has(name)) throw badFile(fileName, `tensor ${quote(name)} does not belong to its network.`);
  }
}

function readTensors(
  network: NetworkSpec,
  places: readonly ParameterPlace[],
  tensors: ReadonlyMap<string, Tensor>,
  fileName: string,
): Parameters {
  const parameters: Float32Array[][] = network.layers.map(() => []);
  for (const place of places)
    parameters[place.layer]?.push(readTensor(place, tensors.get(place.name), fileName));
  return parameters;
}

function placesIn(network: NetworkSpec, classes: number, fileName: string): ParameterPlace[] {
  try {
    return parameterPlaces(network, classes);
  } catch (error) {
    if (error instanceof EpochLabError)
      throw badFile(fileName, `its network is impossible. ${error.message}`);
    throw error;
  }
}

function readTensor(place: ParameterPlace, tensor: Tensor | undefined, fileName: string): Float32Array {
  if (!tensor) throw badFile(fileName, `tensor ${quote(place.name)} is missing.`);
  const { dtype, shape, bytes } = tensor;
  const fits =
    shape.length === place.shape.length && shape.every((side, index) => side === place.shape[index]);
  if (dtype !== 'F32' || !fits) {
    throw badFile(
      fileName,
      `tensor ${quote(place.name)} is ${dtype} [${shape.join(', ')}], but its network needs ` +
        `F32 [${place.shape.join(', ')}].`,
    );
  }
  // A copy, because the bytes may lie anywhere in the file and floats only at multiples of four.
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  const wrong = firstNotFinite(values);
  if (wrong !== null) {
    throw badFile(
      fileName,
      `tensor ${quote(place.name)} holds ${wrong}; a trained network has only finite numbers.`,
    );
  }
  return values;
}
