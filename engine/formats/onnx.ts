import { byteCount, count } from '../protocol/english.ts';
import { INPUT_OFFSET, INPUT_SCALE, type NetworkSpec } from '../protocol/network.ts';
import { badFile, quote } from './bad-file.ts';
import { fromChannelsFirst, reorderings, toChannelsFirst } from './channel-order.ts';
import { expectedOutputsFromJson, expectedOutputsToJson, type ExpectedOutput } from './expected-outputs.ts';
import { readMetadata, writeMetadata, type SavedModel } from './model-metadata.ts';
import { graphNodes, INPUT, LOGITS, PROBABILITIES } from './onnx-graph.ts';
import { bytesOf, firstNotFinite, tensorName } from './parameters.ts';
import { fieldsOf, MessageWriter, textOf } from './protobuf.ts';

/**
 * A model as ONNX (https://onnx.ai), opset 13, for any program that runs networks.
 *
 *     input    "image"          float [batch, channels, height, width]: byte / 255 − 0.5, background −0.5
 *     outputs  "logits"         float [batch, classes]
 *              "probabilities"  float [batch, classes], the softmax of them
 *
 * `metadata_props` hold all that the metadata of a model file does (label names under `classes`, scaling under
 * `input`), and `expectedOutputs` (expected-outputs.ts). So the app reads back the very model that it wrote.
 */

const OPSET = 13;
/** That of ONNX 1.8, the first with opset 13. */
const IR_VERSION = 7;
const FLOAT = 1;

const MODEL = { irVersion: 1, producer: 2, producerVersion: 3, graph: 7, opset: 8, metadata: 14 } as const;
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const TENSOR = { dimension: 1, type: 2, name: 8, raw: 9 } as const;

const EXPECTED = 'expectedOutputs';
/** Twenty million parameters, the most that a network may have, and room for the rest. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;
const MAX_TENSORS = 1000;
const MAX_TEXTS = 100;

/** @param appVersion names the producer. */
export function writeOnnx(
  model: SavedModel,
  expected: readonly ExpectedOutput[],
  appVersion: string,
): Uint8Array<ArrayBuffer> {
  const file = new MessageWriter()
    .integer(MODEL.irVersion, IR_VERSION)
    .text(MODEL.producer, 'Epoch Lab')
    .text(MODEL.producerVersion, appVersion)
    .message(MODEL.graph, graphOf(model))
    .message(MODEL.opset, new MessageWriter().text(1, '').integer(2, OPSET));
  const metadata = writeMetadata(model);
  metadata.set('input', JSON.stringify(inputOf(model.network)));
  metadata.set(EXPECTED, expectedOutputsToJson(expected));
  for (const [key, value] of metadata) {
    file.message(MODEL.metadata, new MessageWriter().text(1, key).text(2, value));
  }
  return file.finish();
}

function inputOf({ input }: NetworkSpec) {
  return {
    name: INPUT,
    ...input,
    layout: 'batch-channel-height-width',
    scale: INPUT_SCALE,
    offset: INPUT_OFFSET,
    formula: 'value = byte * scale + offset, where byte 0 is background and 255 full ink',
  };
}

function graphOf({ network, classes, parameters }: SavedModel): MessageWriter {
  const graph = new MessageWriter();
  for (const node of graphNodes(network, classes.length)) graph.message(GRAPH.node, node);
  graph.text(GRAPH.name, 'network');
  for (const { layer, name, shape, values } of toChannelsFirst(network, classes.length, parameters)) {
    const tensor = new MessageWriter()
      .integers(TENSOR.dimension, shape)
      .integer(TENSOR.type, FLOAT)
      .text(TENSOR.name, tensorName(network, layer, name))
      .bytes(TENSOR.raw, bytesOf(values));
    graph.message(GRAPH.initializer, tensor);
  }
  const { height, width, channels } = network.input;
  return graph
    .message(GRAPH.input, valueOf(INPUT, [channels, height, width]))
    .message(GRAPH.output, valueOf(LOGITS, [classes.length]))
    .message(GRAPH.output, valueOf(PROBABILITIES, [classes.length]));
}

/** A float tensor with any number of images as its first dimension. */
function valueOf(name: string, dimensions: readonly number[]): MessageWriter {
  const shape = new MessageWriter().message(1, new MessageWriter().text(2, 'batch'));
  for (const dimension of dimensions) shape.message(1, new MessageWriter().integer(1, dimension));
  const tensor = new MessageWriter().integer(1, FLOAT).message(2, shape);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}

export interface OnnxModel {
  readonly model: SavedModel;
  readonly expected: readonly ExpectedOutput[];
}

/**
 * Whether bytes begin as an ONNX file of this app does: ir_version, then the producer. The length that a safetensors
 * file begins with may do so too, but it is a number of eight bytes, and the last five of them are zero. A damaged file
 * that is called one is refused as one.
 */
export function isOnnx(bytes: Uint8Array, fileName: string): boolean {
  if (fileName.toLowerCase().endsWith('.onnx')) return true;
  return bytes[0] === 0x08 && bytes[2] === 0x12 && bytes.subarray(3, 8).some((byte) => byte !== 0);
}

/**
 * @throws EpochLabError `bad-file` when it was not exported by Epoch Lab, comes from a newer version, is damaged, or
 *   contradicts itself.
 */
export function readOnnx(bytes: Uint8Array, fileName: string): OnnxModel {
  if (bytes.length > MAX_FILE_BYTES) {
    throw badFile(fileName, `it has ${count(bytes.length)} bytes, more than any export of Epoch Lab.`);
  }
  const { graph, texts } = readModel(bytes, fileName);
  if (!texts.has('format')) {
    throw badFile(
      fileName,
      'this ONNX file was not exported by Epoch Lab. To use weights of another program, save them as safetensors.',
    );
  }
  const description = readMetadata(texts, fileName);
  const { network, classes } = description;
  const tensors = readTensors(graph, fileName);
  const parameters: Float32Array[][] = network.layers.map(() => []);
  for (const place of placesOf(network, classes.length, fileName)) {
    const name = tensorName(network, place.layer, place.name);
    const tensor = tensors.get(name);
    tensors.delete(name);
    if (!tensor) throw badFile(fileName, `tensor ${quote(name)} is missing.`);
    if (tensor.shape.join() !== place.shape.join()) {
      throw badFile(
        fileName,
        `tensor ${quote(name)} is [${tensor.shape.join(', ')}], but its network needs [${place.shape.join(', ')}].`,
      );
    }
    parameters[place.layer]!.push(fromChannelsFirst(place, tensor.values));
  }
  for (const name of tensors.keys()) {
    throw badFile(fileName, `tensor ${quote(name)} does not belong to its network.`);
  }
  const expected = expectedOutputsFromJson(texts.get(EXPECTED) ?? '[]', fileName);
  return { model: { ...description, parameters }, expected };
}

function placesOf(network: NetworkSpec, classes: number, fileName: string) {
  try {
    return reorderings(network, classes);
  } catch (error) {
    throw badFile(fileName, `its network is impossible. ${error instanceof Error ? error.message : ''}`);
  }
}

function readModel(bytes: Uint8Array, fileName: string) {
  let graph: Uint8Array | null = null;
  const texts = new Map<string, string>();
  for (const field of fieldsOf(bytes, fileName)) {
    if (field.number === MODEL.graph && field.bytes) graph = field.bytes;
    if (field.number !== MODEL.metadata || !field.bytes) continue;
    if (texts.size === MAX_TEXTS) throw badFile(fileName, 'it has too much metadata.');
    const entry = new Map<number, string>();
    for (const { number, bytes: text } of fieldsOf(field.bytes, fileName))
      entry.set(number, textOf(text, fileName));
    const key = entry.get(1) ?? '';
    if (texts.has(key)) throw badFile(fileName, `its metadata names ${quote(key)} twice.`);
    texts.set(key, entry.get(2) ?? '');
  }
  if (!graph) throw badFile(fileName, 'this is not an ONNX file, or it is damaged.');
  return { graph, texts };
}

interface OnnxTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function readTensors(graph: Uint8Array, fileName: string): Map<string, OnnxTensor> {
  const tensors = new Map<string, OnnxTensor>();
  for (const { number, bytes } of fieldsOf(graph, fileName)) {
    if (number !== GRAPH.initializer || !bytes) continue;
    if (tensors.size === MAX_TENSORS) throw badFile(fileName, 'it has too many tensors.');
    const { name, tensor } = readTensor(bytes, fileName);
    if (tensors.has(name)) throw badFile(fileName, `it has two tensors called ${quote(name)}.`);
    tensors.set(name, tensor);
  }
  return tensors;
}

function readTensor(message: Uint8Array, fileName: string): { name: string; tensor: OnnxTensor } {
  const shape: number[] = [];
  let [name, type, raw] = ['', 0, new Uint8Array(0)];
  for (const { number, value, bytes } of fieldsOf(message, fileName)) {
    if (number === TENSOR.dimension && shape.length < 8) shape.push(value);
    else if (number === TENSOR.type) type = value;
    else if (number === TENSOR.name) name = textOf(bytes, fileName);
    // A copy, because floats may only lie at multiples of four.
    else if (number === TENSOR.raw && bytes) raw = new Uint8Array(bytes);
  }
  const length = shape.reduce((product, side) => product * side, 1);
  if (type !== FLOAT || raw.length !== length * 4) {
    throw badFile(
      fileName,
      `tensor ${quote(name)} has ${byteCount(raw.length)}, but its shape [${shape.join(', ')}] takes ` +
        `${count(length * 4)}. The file is damaged.`,
    );
  }
  const values = new Float32Array(raw.buffer);
  const wrong = firstNotFinite(values);
  if (wrong !== null) throw badFile(fileName, `tensor ${quote(name)} holds ${wrong}.`);
  return { name, tensor: { shape, values } };
}
