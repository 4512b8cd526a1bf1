import type { LayerSpec, NetworkSpec } from '../../../engine/protocol/network.ts';
import type { LayerShape } from '../../../engine/protocol/shapes.ts';
import { formatCount, formatVolume, text } from '../../i18n/index.ts';
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

/** From the image to the probabilities. */
export function layerRows(network: NetworkSpec, shapes: readonly LayerShape[]): LayerRow[] {
  const nothing = { parameterCount: 0, formula: '', multiplyAdds: 0 };
  const input = formatVolume({ ...network.input, flat: false });
  const last = shapes.at(-1)?.output;
  return [
    { name: text.network.layers.input, detail: text.network.details.input, output: input, ...nothing },
    ...network.layers.map((layer, index) => toRow(layer, shapes[index])),
    {
      name: text.network.layers.softmax,
      detail: text.network.details.softmax,
      output: last ? formatVolume(last) : '',
      ...nothing,
    },
  ];
}

function toRow(layer: LayerSpec, shape: LayerShape | undefined): LayerRow {
  return {
    name: text.network.layers[layer.kind],
    detail: detailOf(layer),
    output: shape ? formatVolume(shape.output) : '',
    parameterCount: shape?.parameterCount ?? 0,
    formula: (shape?.parameters ?? [])
      .filter(({ learned }) => learned)
      .map(({ dimensions }) => dimensions.map(formatCount).join(' × '))
      .join(' + '),
    multiplyAdds: shape?.multiplyAdds ?? 0,
  };
}

/** "Convolution, 3 × 3, 8 filters": with every setting, where there are any. */
export function layerTitle(layer: LayerSpec): string {
  const name = text.network.layers[layer.kind];
  return Object.keys(layer).length > 1 ? `${name}, ${detailOf(layer)}` : name;
}

function detailOf(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'conv2d':
      return [
        text.network.details.conv2d(layer.kernel, layer.filters),
        ...(layer.stride > 1 ? [text.network.details.stride(layer.stride)] : []),
        ...(layer.padding > 0 ? [text.network.details.padding(layer.padding)] : []),
        ...(layer.bias ? [] : [text.network.details.noBias]),
      ].join(', ');
    case 'maxPool':
    case 'averagePool':
      return text.network.details.maxPool(layer.size, layer.stride);
    case 'dense':
      return [
        text.network.details.dense(layer.units),
        ...(layer.bias ? [] : [text.network.details.noBias]),
      ].join(', ');
    case 'relu':
      return text.network.details.relu;
    case 'leakyRelu':
      return text.network.details.leakyRelu(layer.slope);
    case 'sigmoid':
      return text.network.details.sigmoid;
    case 'tanh':
      return text.network.details.tanh;
    case 'dropout':
      return text.network.details.dropout(layer.rate);
    case 'batchNorm':
      return text.network.details.batchNorm;
    case 'flatten':
      return text.network.details.flatten;
    default:
      return layer satisfies never;
  }
}

/** The name below a block of the drawing. */
export function blockName(kind: BlockKind, layer: LayerSpec | undefined): string {
  if (layer?.kind === 'conv2d') return text.network.short.conv2d(layer.kernel);
  if (layer?.kind === 'maxPool') return text.network.short.maxPool(layer.size);
  if (layer?.kind === 'averagePool') return text.network.short.averagePool(layer.size);
  if (kind === 'conv2d' || kind === 'maxPool' || kind === 'averagePool') return text.network.layers[kind];
  return text.network.short[kind];
}
