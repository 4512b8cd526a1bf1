import type { LayerSpec, NetworkSpec } from '../../../engine/protocol/network.ts';
import { formatShape, type LayerShape } from '../../../engine/protocol/shapes.ts';
import { text } from '../../i18n/index.ts';
import type { BlockKind } from './diagram-layout.ts';

/** One line of the table of layers. */
export interface LayerRow {
  readonly name: string;
  readonly detail: string;
  readonly output: string;
  readonly parameterCount: number;
  /** How the parameters are counted: "3 × 3 × 1 × 8"; empty where there are none. */
  readonly formula: string;
  readonly multiplyAdds: number;
}

const { layers: names, details, short } = text.network;

/** From the image to the probabilities. */
export function layerRows(network: NetworkSpec, shapes: readonly LayerShape[]): LayerRow[] {
  const nothing = { parameterCount: 0, formula: '', multiplyAdds: 0 };
  const input = formatShape({ ...network.input, flat: false });
  const last = shapes.at(-1)?.output;
  return [
    { name: names.input, detail: details.input, output: input, ...nothing },
    ...network.layers.map((layer, index) => toRow(layer, shapes[index])),
    { name: names.softmax, detail: details.softmax, output: last ? formatShape(last) : '', ...nothing },
  ];
}

function toRow(layer: LayerSpec, shape: LayerShape | undefined): LayerRow {
  return {
    name: names[layer.kind],
    detail: detailOf(layer),
    output: shape ? formatShape(shape.output) : '',
    parameterCount: shape?.parameterCount ?? 0,
    formula: (shape?.parameters ?? [])
      .filter(({ learned }) => learned)
      .map(({ dimensions }) => dimensions.map((size) => size.toLocaleString('en')).join(' × '))
      .join(' + '),
    multiplyAdds: shape?.multiplyAdds ?? 0,
  };
}

function detailOf(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'conv2d':
      return [
        details.conv2d(layer.kernel, layer.filters),
        ...(layer.stride > 1 ? [details.stride(layer.stride)] : []),
        ...(layer.padding > 0 ? [details.padding(layer.padding)] : []),
        ...(layer.bias ? [] : [details.noBias]),
      ].join(', ');
    case 'maxPool':
    case 'averagePool':
      return details.maxPool(layer.size, layer.stride);
    case 'dense':
      return details.dense(layer.units);
    case 'relu':
      return details.relu;
    case 'leakyRelu':
      return details.leakyRelu(layer.slope);
    case 'sigmoid':
      return details.sigmoid;
    case 'tanh':
      return details.tanh;
    case 'dropout':
      return details.dropout(layer.rate);
    case 'batchNorm':
      return details.batchNorm;
    case 'flatten':
      return details.flatten;
    default:
      return layer satisfies never;
  }
}

/** The name below a block of the drawing. */
export function blockName(kind: BlockKind, layer: LayerSpec | undefined): string {
  if (layer?.kind === 'conv2d') return short.conv2d(layer.kernel);
  if (layer?.kind === 'maxPool') return short.maxPool(layer.size);
  if (layer?.kind === 'averagePool') return short.averagePool(layer.size);
  if (kind === 'conv2d' || kind === 'maxPool' || kind === 'averagePool') return names[kind];
  return short[kind];
}
