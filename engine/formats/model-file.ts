import * as v from 'valibot';
import { splitSchema, type Evaluation, type History } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { OptimizerMemory } from '../nn/network-runner.ts';
import { memoriesOf } from '../nn/update-rule.ts';
import { INPUT_OFFSET, INPUT_SCALE, networkSchema, type NetworkSpec } from '../protocol/network.ts';
import { integer } from '../protocol/parse.ts';
import { trainingSettingsSchema, type TrainingSettings } from '../protocol/settings.ts';
import { badFile, count, parseInFile, quote } from './bad-file.ts';
import { historyFromJson, historyToJson, jsonNumber, toJsonNumber } from './history.ts';
import { parseJson } from './json.ts';
import { bytesOf, parameterPlaces, type ParameterPlace, type Parameters } from './parameters.ts';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

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

const FORMAT = 'epoch-lab-model';
const VERSION = 1;
/** 20 million parameters, the most that a network may have, each with two memories, and room for the header. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Of each part of the metadata but the history. */
const MAX_TEXT_LENGTH = 64 * 1024;

/** A model outside of the engine: what it is, what it learned, and how it came to it. */
export interface SavedModel {
  readonly network: NetworkSpec;
  readonly settings: TrainingSettings;
  /** Class names, in label order. */
  readonly classes: readonly string[];
  /** What it was trained on. The hash is that of `DatasetInfo`. */
  readonly dataset: { readonly id: string; readonly name: string; readonly sha256: string };
  readonly parameters: Parameters;
  readonly history: History;
  readonly test: Evaluation | null;
  /** As `fingerprint` made it; null when training was not finished. */
  readonly fingerprint: string | null;
  /** Training done with these weights: steps, and epochs with the fraction of the one going on. */
  readonly progress: { readonly step: number; readonly epoch: number };
  /** The kernels that trained it, "wasm-simd". */
  readonly kernels: string;
  /** What the optimiser remembers, in checkpoints alone: empty for one that remembers nothing. */
  readonly memories?: readonly OptimizerMemory[] | null;
}

function text(longest: number) {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(longest, message));
}

const epochs = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The metadata that is read back, one JSON text each; the history has its own. */
const schemas = {
  network: networkSchema,
  settings: trainingSettingsSchema,
  classes: v.pipe(v.array(text(50)), v.minLength(1), v.maxLength(256, 'must be at most 256')),
  dataset: v.strictObject({
    id: text(100),
    name: text(100),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
  }),
  test: v.nullable(
    v.strictObject({
      split: splitSchema,
      images: integer(0, 10_000_000),
      accuracy: jsonNumber,
      loss: jsonNumber,
    }),
  ),
  fingerprint: v.nullable(
    v.pipe(v.string(), v.regex(/^[0-9a-f]{4}-[0-9a-f]{4}$/, 'must be like "3f9a-77c1"')),
  ),
  progress: v.strictObject({ step: integer(0, Number.MAX_SAFE_INTEGER), epoch: epochs }),
  kernels: text(50),
};

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
  const { test } = model;
  const metadata = new Map([
    ['format', FORMAT],
    ['version', String(VERSION)],
    ['network', JSON.stringify(model.network)],
    ['settings', JSON.stringify(model.settings)],
    ['classes', JSON.stringify(model.classes)],
    ['dataset', JSON.stringify(model.dataset)],
    ['input', JSON.stringify(inputOf(model.network))],
    ['history', JSON.stringify(historyToJson(model.history))],
    [
      'test',
      JSON.stringify(
        test && { ...test, accuracy: toJsonNumber(test.accuracy), loss: toJsonNumber(test.loss) },
      ),
    ],
    ['fingerprint', JSON.stringify(model.fingerprint)],
    ['progress', JSON.stringify(model.progress)],
    ['kernels', JSON.stringify(model.kernels)],
  ]);
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

/** For other readers: what the network takes in. This one has it from engine/protocol/network.ts. */
function inputOf(network: NetworkSpec) {
  return {
    ...network.input,
    layout: 'height-width-channel',
    scale: INPUT_SCALE,
    offset: INPUT_OFFSET,
    formula: 'value = byte * scale + offset, where byte 0 is background and 255 full ink',
  };
}

/**
 * @throws EpochLabError `bad-file` when it is not a model of Epoch Lab, comes from a newer version, is damaged,
 *   or contradicts itself.
 */
export function readModelFile(bytes: Uint8Array, fileName: string): SavedModel {
  if (bytes.length > MAX_FILE_BYTES) {
    throw badFile(fileName, `it has ${count(bytes.length)} bytes, more than any model of Epoch Lab.`);
  }
  const { metadata, tensors } = readSafetensors(bytes, fileName);
  checkKind(metadata, fileName);

  const network = readMember(metadata, 'network', fileName);
  const classes = readMember(metadata, 'classes', fileName);
  const settings = readMember(metadata, 'settings', fileName);
  const places = placesIn(network, classes.length, fileName);
  const memories = isCheckpoint(tensors)
    ? memoriesOf(settings.optimizer.kind).map((name) => ({ name, places: memoryPlaces(places, name) }))
    : [];
  checkNames(tensors, [...places, ...memories.flatMap((memory) => memory.places)], fileName);
  return {
    network,
    settings,
    classes,
    dataset: readMember(metadata, 'dataset', fileName),
    parameters: readTensors(network, places, tensors, fileName),
    history: historyFromJson(jsonOf(metadata, 'history', fileName), fileName),
    test: readMember(metadata, 'test', fileName),
    fingerprint: readMember(metadata, 'fingerprint', fileName),
    progress: readMember(metadata, 'progress', fileName),
    kernels: readMember(metadata, 'kernels', fileName),
    ...(isCheckpoint(tensors) && {
      memories: memories.map((memory) => ({
        name: memory.name,
        values: readTensors(network, memory.places, tensors, fileName),
      })),
    }),
  };
}

function isCheckpoint(tensors: ReadonlyMap<string, Tensor>): boolean {
  return Array.from(tensors.keys()).some((name) => name.startsWith('optimizer.'));
}

function checkKind(metadata: ReadonlyMap<string, string>, fileName: string): void {
  if (metadata.get('format') !== FORMAT) {
    throw badFile(
      fileName,
      'this is a safetensors file, but not a model saved by Epoch Lab: it does not say what network its tensors ' +
        'belong to.',
    );
  }
  const version = metadata.get('version') ?? '';
  if (!/^[1-9][0-9]{0,8}$/.test(version))
    throw badFile(fileName, 'its version is unreadable. The file is damaged.');
  if (Number(version) > VERSION) {
    throw badFile(
      fileName,
      `it was saved by a newer Epoch Lab (format version ${version}; this one reads up to ${VERSION}). ` +
        'Update Epoch Lab to open it.',
    );
  }
}

function readMember<Name extends keyof typeof schemas>(
  metadata: ReadonlyMap<string, string>,
  name: Name,
  fileName: string,
): v.InferOutput<(typeof schemas)[Name]> {
  if ((metadata.get(name)?.length ?? 0) > MAX_TEXT_LENGTH)
    throw badFile(fileName, `its ${name} is too long.`);
  const schema: (typeof schemas)[Name] = schemas[name];
  return parseInFile(schema, jsonOf(metadata, name, fileName), fileName, name);
}

function jsonOf(metadata: ReadonlyMap<string, string>, name: string, fileName: string): unknown {
  const json = metadata.get(name);
  if (json === undefined) throw badFile(fileName, `its ${name} is missing. The file is damaged.`);
  return parseJson(json, fileName, name);
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

/** The first value that is not a finite number, "NaN" or "Infinity"; null when all are. */
function firstNotFinite(values: Float32Array): string | null {
  const wrong = values.find((value) => !Number.isFinite(value));
  return wrong === undefined ? null : String(wrong);
}
