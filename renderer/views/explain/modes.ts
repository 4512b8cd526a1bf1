import type { NetworkSpec } from '../../../engine/protocol/network.ts';

/** Whether a network does something else in training than in use. */
export function hasModes({ layers }: NetworkSpec): boolean {
  return layers.some(({ kind }) => kind === 'dropout' || kind === 'batchNorm');
}
