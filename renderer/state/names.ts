import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { text } from '../i18n/index.ts';
import { presetOf } from './same-network.ts';

/** What people call this network. */
export function networkName(network: NetworkSpec): string {
  return text.network.names[presetOf(network) ?? 'own'];
}
