import { fitNetwork, shapeFitted } from '../../engine/protocol/fit-network.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { presetIds, presets, type PresetId } from '../../engine/protocol/presets.ts';

/** Whether two networks, or two experiments, are the same. */

export function isSameNetwork(a: NetworkSpec, b: NetworkSpec): boolean {
  return isSame(a, b);
}

/** Whether two values say the same, in whichever order their members stand. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** Which of the presets this network is, for whichever images and classes, if any. */
export function presetOf(network: NetworkSpec): PresetId | null {
  const data = shapeFitted(network);
  return presetIds.find((id) => isSameNetwork(fitNetwork(presets[id].network, data), network)) ?? null;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
