import { BATCH_NORM_EPSILON } from '../nn/layers/batch-norm.ts';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type LayerShape } from '../protocol/shapes.ts';
import { keepsOrder } from './channel-order.ts';
import { layerName, tensorName } from './parameters.ts';
import { MessageWriter } from './protobuf.ts';

/**
 * A network's layers as nodes of ONNX (https://github.com/onnx/onnx/blob/main/docs/Operators.md, opset 13). Field
 * numbers are those of onnx.proto.
 */

export const INPUT = 'image';
export const LOGITS = 'logits';
export const PROBABILITIES = 'probabilities';

const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, float: 2, integer: 3, integers: 8, type: 20 } as const;
const TYPE = { float: 1, integer: 2, integers: 7 } as const;

type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** @returns the nodes, in order: the layers, and softmax. Initializers are called as tensors of a model file. */
export function graphNodes(network: NetworkSpec, classes: number): MessageWriter[] {
  const shapes = inferShapes(network, classes);
  const nodes: MessageWriter[] = [];
  let current = INPUT;
  // Dropout does nothing when a network is used.
  const present = network.layers
    .map((_, index) => index)
    .filter((i) => network.layers[i]!.kind !== 'dropout');
  for (const index of present) {
    const layer = network.layers[index]!;
    const name = layerName(network, index);
    const output = index === present.at(-1) ? LOGITS : `${name}.output`;
    if (layer.kind === 'flatten' && !shapes[index]!.input.flat && !keepsOrder(network, index)) {
      // Nobody after it could put the values in the engine's order: height, width, channel.
      nodes.push(node(`${name}.order`, 'Transpose', [current], `${name}.ordered`, { perm: [0, 2, 3, 1] }));
      current = `${name}.ordered`;
    }
    const parameters = shapes[index]!.parameters.map((parameter) =>
      tensorName(network, index, parameter.name),
    );
    const { operator, attributes } = operatorOf(layer, shapes[index]!);
    nodes.push(node(name, operator, [current, ...parameters], output, attributes));
    current = output;
  }
  nodes.push(node('softmax', 'Softmax', [current], PROBABILITIES, { axis: 1 }));
  return nodes;
}

function operatorOf(layer: LayerSpec, shape: LayerShape): { operator: string; attributes: Attributes } {
  switch (layer.kind) {
    case 'conv2d': {
      const { kernel, stride, padding } = layer;
      return {
        operator: 'Conv',
        attributes: {
          kernel_shape: [kernel, kernel],
          pads: [padding, padding, padding, padding],
          strides: [stride, stride],
        },
      };
    }
    case 'maxPool':
      return { operator: 'MaxPool', attributes: window(layer) };
    case 'averagePool':
      return { operator: 'AveragePool', attributes: window(layer) };
    case 'dense':
      return { operator: 'Gemm', attributes: {} };
    case 'relu':
      return { operator: 'Relu', attributes: {} };
    case 'leakyRelu':
      return { operator: 'LeakyRelu', attributes: { alpha: { float: layer.slope } } };
    case 'sigmoid':
      return { operator: 'Sigmoid', attributes: {} };
    case 'tanh':
      return { operator: 'Tanh', attributes: {} };
    case 'dropout':
      return { operator: 'Identity', attributes: {} };
    case 'batchNorm':
      return { operator: 'BatchNormalization', attributes: { epsilon: { float: BATCH_NORM_EPSILON } } };
    case 'flatten':
      return shape.input.flat
        ? { operator: 'Identity', attributes: {} }
        : { operator: 'Flatten', attributes: { axis: 1 } };
    default:
      return layer satisfies never;
  }
}

function window({ size, stride }: { readonly size: number; readonly stride: number }): Attributes {
  return { kernel_shape: [size, size], strides: [stride, stride] };
}

function node(
  name: string,
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Attributes,
): MessageWriter {
  const message = new MessageWriter();
  for (const input of inputs) message.text(NODE.input, input);
  message.text(NODE.output, output).text(NODE.name, name).text(NODE.operator, operator);
  for (const [attribute, value] of Object.entries(attributes)) {
    message.message(NODE.attribute, attributeOf(attribute, value));
  }
  return message;
}

function attributeOf(name: string, value: Attributes[string]): MessageWriter {
  const message = new MessageWriter().text(ATTRIBUTE.name, name);
  if (typeof value === 'number')
    return message.integer(ATTRIBUTE.integer, value).integer(ATTRIBUTE.type, TYPE.integer);
  if ('float' in value)
    return message.float(ATTRIBUTE.float, value.float).integer(ATTRIBUTE.type, TYPE.float);
  return message.integers(ATTRIBUTE.integers, value).integer(ATTRIBUTE.type, TYPE.integers);
}
