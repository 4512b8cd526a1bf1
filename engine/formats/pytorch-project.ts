import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type LayerShape, type ParameterName } from '../protocol/shapes.ts';
import { keepsOrder, toChannelsFirst, type ForeignParameter } from './channel-order.ts';
import { expectedOutputsToJson, type ExpectedOutput } from './expected-outputs.ts';
import type { ExportedFile } from './exported-file.ts';
import type { SavedModel } from './model-metadata.ts';
import { bytesOf } from './parameters.ts';
import { writeSafetensors, type Tensor } from './safetensors.ts';
import modelTemplate from './templates/model.py?raw';
import readmeTemplate from './templates/README.txt?raw';
import tensorsModule from './templates/tensors.py?raw';
import trainTemplate from './templates/train.py?raw';

/**
 * A model as a folder for PyTorch (https://pytorch.org): its network as code, its weights, a training program with
 * its settings, and what to do with them. The weights are safetensors in PyTorch's names and order, so the app can
 * import what comes back.
 */

/** @param data the IDX files that it was trained on, for the folder `data`; none where they are not at hand. */
export function writePyTorchProject(
  model: SavedModel,
  expected: readonly ExpectedOutput[],
  data: readonly ExportedFile[],
): ExportedFile[] {
  const { network, classes, dataset } = model;
  const { height, width, channels } = network.input;
  const shapes = inferShapes(network, classes.length);
  const layers = network.layers.map((_, index) => `            ${moduleOf(network, shapes, index)},`);
  const modelText = modelTemplate
    .replace('__CLASSES__', () => JSON.stringify(classes))
    .replace('__INPUT__', `(${channels}, ${height}, ${width})`)
    .replace('__LAYERS__', layers.join('\n'));
  const about =
    data.length > 0
      ? `the images of ${dataset.name}, as IDX files`
      : `missing: put the IDX files of ${dataset.name} there`;
  const texts: [string, string][] = [
    ['model.py', modelText],
    ['train.py', trainTemplate.replace('__SETTINGS__', () => JSON.stringify(model.settings))],
    ['tensors.py', tensorsModule],
    ['README.md', readmeTemplate.replace('__NAME__', () => nameOf(model)).replace('__DATA__', () => about)],
  ];
  return [
    ...texts.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    { name: 'weights.safetensors', bytes: weightsOf(model, expected) },
    ...data.map(({ name, bytes }) => ({ name: `data/${name}`, bytes })),
  ];
}

function nameOf({ dataset, fingerprint }: SavedModel): string {
  return fingerprint === null
    ? `A network for ${dataset.name}`
    : `Network ${fingerprint} for ${dataset.name}`;
}

/** PyTorch's names of parameters. */
const NAMES: Readonly<Record<ParameterName, string>> = {
  weights: 'weight',
  bias: 'bias',
  scale: 'weight',
  shift: 'bias',
  runningMean: 'running_mean',
  runningVariance: 'running_var',
};

function weightsOf(model: SavedModel, expected: readonly ExpectedOutput[]): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const parameter of toChannelsFirst(model.network, model.classes.length, model.parameters)) {
    const { shape, values } = parameter.shape.length === 2 ? transposed(parameter) : parameter;
    tensors.set(`layers.${parameter.layer}.${NAMES[parameter.name]}`, {
      dtype: 'F32',
      shape,
      bytes: bytesOf(values),
    });
  }
  const metadata = new Map([
    ['format', 'pt'],
    ['expectedOutputs', expectedOutputsToJson(expected)],
  ]);
  return writeSafetensors({ metadata, tensors });
}

/** A dense layer's weights are [unit, input] in PyTorch. */
function transposed({ shape, values }: ForeignParameter) {
  const [inputs, units] = shape as readonly [number, number];
  return {
    shape: [units, inputs],
    values: values.map((_, place) => values[(place % inputs) * units + Math.floor(place / inputs)]!),
  };
}

/** One module for each layer, so that they have the same numbers. */
function moduleOf(network: NetworkSpec, shapes: readonly LayerShape[], index: number): string {
  const layer: LayerSpec = network.layers[index]!;
  const { input } = shapes[index]!;
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, kernel, stride, padding, bias } = layer;
      return `nn.Conv2d(${input.channels}, ${filters}, ${kernel}${options({ stride: [stride, 1], padding: [padding, 0], bias: [bias, true] })})`;
    }
    case 'maxPool':
      return `nn.MaxPool2d(${layer.size}, stride=${layer.stride})`;
    case 'averagePool':
      return `nn.AvgPool2d(${layer.size}, stride=${layer.stride})`;
    case 'dense':
      return `nn.Linear(${input.channels}, ${layer.units}${options({ bias: [layer.bias, true] })})`;
    case 'relu':
      return 'nn.ReLU()';
    case 'leakyRelu':
      return `nn.LeakyReLU(${layer.slope})`;
    case 'sigmoid':
      return 'nn.Sigmoid()';
    case 'tanh':
      return 'nn.Tanh()';
    case 'dropout':
      return `nn.Dropout(${layer.rate})`;
    case 'batchNorm':
      return `nn.BatchNorm${input.flat ? '1d' : '2d'}(${input.channels})`;
    case 'flatten':
      if (input.flat) return 'nn.Identity()';
      return keepsOrder(network, index) ? 'nn.Flatten()' : 'ChannelsLast()';
    default:
      return layer satisfies never;
  }
}

/** Those that are not PyTorch's default. */
function options(given: Readonly<Record<string, readonly [number | boolean, number | boolean]>>): string {
  return Object.entries(given)
    .filter(([, [value, usual]]) => value !== usual)
    .map(([name, [value]]) => `, ${name}=${value === true ? 'True' : value === false ? 'False' : value}`)
    .join('');
}
