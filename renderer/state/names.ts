import { STARTER_FILE } from '../../electron/shared/document-calls.ts';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
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

/** It came with the application, trained, for the pad to read with: nobody here has drawn it up. */
export function isStarter({ fileName }: Pick<ModelInfo, 'fileName'>): boolean {
  return fileName === STARTER_FILE;
}

/** What people call this model's network. */
export function modelName(model: Pick<ModelInfo, 'network' | 'fileName'>): string {
  return isStarter(model) ? text.network.starter : networkName(model.network);
}
