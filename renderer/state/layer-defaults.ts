import type { LayerKind, LayerSpec, NetworkSpec } from '../../engine/protocol/network.ts';
import { checkShapes } from '../../engine/protocol/shapes.ts';

/** New layers, and where they belong. */

export const layerKinds = [
  'conv2d',
  'maxPool',
  'averagePool',
  'dense',
  'flatten',
  'relu',
  'leakyRelu',
  'sigmoid',
  'tanh',
  'dropout',
  'batchNorm',
] as const satisfies readonly LayerKind[];

export function newLayer(kind: LayerKind): LayerSpec {
  switch (kind) {
    case 'conv2d':
      return { kind, filters: 8, kernel: 3, stride: 1, padding: 0, bias: true };
    case 'maxPool':
    case 'averagePool':
      return { kind, size: 2, stride: 2 };
    case 'dense':
      return { kind, units: 64, bias: true };
    case 'leakyRelu':
      return { kind, slope: 0.01 };
    case 'dropout':
      return { kind, rate: 0.25 };
    case 'relu':
    case 'sigmoid':
    case 'tanh':
    case 'batchNorm':
    case 'flatten':
      return { kind };
    default:
      return kind satisfies never;
  }
}

/**
 * Where a new layer goes: behind the chosen one; else at the last place where the network with it is possible, but
 * before the last dense layer, which gives the answer. Where there is no such place, before that layer all the same.
 */
export function placeFor(
  layer: LayerSpec,
  network: NetworkSpec,
  classes: number,
  chosen: number | null,
): number {
  if (chosen !== null) return chosen + 1;
  const dense = network.layers.findLastIndex(({ kind }) => kind === 'dense');
  const end = dense >= 0 ? dense : network.layers.length;
  for (let place = end; place >= 0; place--) {
    const layers = network.layers.toSpliced(place, 0, layer);
    if (!checkShapes({ ...network, layers }, classes).problem) return place;
  }
  return end;
}

/** The rate of all dropout layers, 0 where there are none, null where they differ. */
export function dropoutRate({ layers }: NetworkSpec): number | null {
  const rates = layers.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : []));
  const [first = 0] = rates;
  return rates.every((rate) => rate === first) ? first : null;
}

/** The network with that rate in all its dropout layers; with one before its last dense layer where it had none. */
export function withDropout(network: NetworkSpec, rate: number): NetworkSpec {
  const { layers } = network;
  if (rate === 0) return { ...network, layers: layers.filter(({ kind }) => kind !== 'dropout') };
  if (layers.some(({ kind }) => kind === 'dropout')) {
    return {
      ...network,
      layers: layers.map((layer) => (layer.kind === 'dropout' ? { ...layer, rate } : layer)),
    };
  }
  const dense = layers.findLastIndex(({ kind }) => kind === 'dense');
  return dense < 0 ? network : { ...network, layers: layers.toSpliced(dense, 0, { kind: 'dropout', rate }) };
}
