import * as v from 'valibot';
import type { OptimizerMemory } from '../nn/update-rule.ts';
import { splitSchema, type Evaluation, type History } from '../protocol/contract.ts';
import { MAX_CLASS_NAME_LENGTH, MAX_CLASSES } from '../protocol/datasets.ts';
import { INPUT_OFFSET, INPUT_SCALE, networkSchema, type NetworkSpec } from '../protocol/network.ts';
import { integer, text } from '../protocol/parse.ts';
import { trainingSettingsSchema, type TrainingSettings } from '../protocol/settings.ts';
import { badFile, parseInFile } from './bad-file.ts';
import { historyFromJson, historyToJson, jsonNumber, toJsonNumber } from './history.ts';
import { parseJson } from './json.ts';
import type { Parameters } from './parameters.ts';

/**
 * What a model file says of a model besides its weights: one JSON text a member, in the metadata of safetensors
 * and in the `metadata_props` of ONNX alike.
 */

export const FORMAT = 'epoch-lab-model';
/** Counts up when a file of the new kind means something else to an older reader. */
export const FORMAT_VERSION = 1;
/** Of each part of the metadata but the history. A thousand changes of the learning rate take the half of it. */
const MAX_TEXT_LENGTH = 128 * 1024;

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
  /** The kernels that trained it, "wasm-simd" or "wasm-relaxed-simd". */
  readonly kernels: string;
  /** What the optimiser remembers, in checkpoints alone: empty for one that remembers nothing. */
  readonly memories?: readonly OptimizerMemory[] | null;
}

/** A model without its weights. */
export type Description = Omit<SavedModel, 'parameters' | 'memories'>;

const epochs = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The metadata that is read back, one JSON text each; the history has its own. */
const schemas = {
  network: networkSchema,
  settings: trainingSettingsSchema,
  classes: v.pipe(
    v.array(text(MAX_CLASS_NAME_LENGTH)),
    v.minLength(1),
    v.maxLength(MAX_CLASSES, `must be at most ${MAX_CLASSES}`),
  ),
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

/** Everything about a model but its weights. The same model always gives the same texts. */
export function writeMetadata(model: SavedModel): Map<string, string> {
  const { test } = model;
  return new Map([
    ['format', FORMAT],
    ['version', String(FORMAT_VERSION)],
    ['network', JSON.stringify(model.network)],
    // In the schema's own order, so that a file that was read is written as it was.
    ['settings', JSON.stringify(v.parse(trainingSettingsSchema, model.settings))],
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
export function readMetadata(metadata: ReadonlyMap<string, string>, fileName: string): Description {
  checkVersion(versionOf(metadata, fileName), fileName);
  return {
    network: readMember(metadata, 'network', fileName),
    settings: readMember(metadata, 'settings', fileName),
    classes: readMember(metadata, 'classes', fileName),
    dataset: readMember(metadata, 'dataset', fileName),
    history: historyFromJson(jsonOf(metadata, 'history', fileName), fileName),
    test: readMember(metadata, 'test', fileName),
    fingerprint: readMember(metadata, 'fingerprint', fileName),
    progress: readMember(metadata, 'progress', fileName),
    kernels: readMember(metadata, 'kernels', fileName),
  };
}

/** The format version that metadata states. @throws EpochLabError `bad-file` where it is not a model's. */
export function versionOf(metadata: ReadonlyMap<string, string>, fileName: string): number {
  if (metadata.get('format') !== FORMAT) {
    throw badFile(
      fileName,
      'this is not a model saved by Epoch Lab: it does not say what network its tensors belong to.',
    );
  }
  const version = metadata.get('version') ?? '';
  if (!/^[1-9][0-9]{0,8}$/.test(version))
    throw badFile(fileName, 'its version is unreadable. The file is damaged.');
  return Number(version);
}

function checkVersion(version: number, fileName: string): void {
  if (version <= FORMAT_VERSION) return;
  throw badFile(
    fileName,
    `it was saved by a newer Epoch Lab (format version ${version}; this one reads up to ${FORMAT_VERSION}). ` +
      'Update Epoch Lab to open it.',
  );
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
