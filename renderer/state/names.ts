import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { text } from '../i18n/index.ts';
import { presetOf } from './same-network.ts';

/** A layer by its place, counted from 1, and its kind: "3 Flatten". */
export function layerName({ layers }: NetworkSpec, layer: number): string {
  const kind = layers[layer]?.kind;
  return text.network.numbered(layer + 1, kind ? text.network.layers[kind] : '');
}

/** What people call this network. */
export function networkName(network: NetworkSpec): string {
  return text.network.names[presetOf(network) ?? 'own'];
}
