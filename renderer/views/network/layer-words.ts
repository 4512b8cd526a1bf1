import type { LayerSpec } from '../../../engine/protocol/network.ts';
import type { LayerShape } from '../../../engine/protocol/shapes.ts';
import { formatCount, text } from '../../i18n/index.ts';
import type { BlockKind } from './diagram-layout.ts';

/** What a layer's line in the table of layers says. */
export interface LayerRow {
  readonly name: string;
  readonly detail: string;
  readonly parameterCount: number;
  /** How the parameters are counted: "3 × 3 × 1 × 8"; empty where there are none. */
  readonly formula: string;
  readonly multiplyAdds: number;
}

/** @param shape left out where the layer does not fit. */
export function layerRow(layer: LayerSpec, shape: LayerShape | undefined): LayerRow {
  return {
    name: text.network.layers[layer.kind],
    detail: detailOf(layer),
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
