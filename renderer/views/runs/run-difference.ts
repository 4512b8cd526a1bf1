import type { RunRecord } from '../../../electron/shared/run-record.ts';
import type { LayerSpec } from '../../../engine/protocol/network.ts';

/** What differs between two runs' configurations, setting by setting. */

export type Configured = Pick<RunRecord, 'settings' | 'network' | 'datasetName'>;

export interface Difference {
  /** Where it stands: "optimizer.learningRate", "network.layers.3". */
  readonly path: string;
  /** As it is written in the configuration; null where one of them has no such setting. */
  readonly before: string | null;
  readonly after: string | null;
  readonly isSame: boolean;
}

/** All settings of both, in the order of the first; a network's layers count from 1. */
export function differences(a: Configured, b: Configured): Difference[] {
  const [before, after] = [settingsOf(a), settingsOf(b)];
  const paths = [...before.keys(), ...[...after.keys()].filter((path) => !before.has(path))];
  return paths.map((path) => {
    const [one, other] = [before.get(path) ?? null, after.get(path) ?? null];
    return { path, before: one, after: other, isSame: one === other };
  });
}

/** Every setting by where it stands. */
export function settingsOf({ settings, network, datasetName }: Configured): Map<string, string> {
  const found = new Map<string, string>([['dataset', datasetName]]);
  flatten(settings, '', found);
  found.set('initialiser', network.initialiser);
  network.layers.forEach((layer, index) => found.set(`layer.${index + 1}`, writeLayer(layer)));
  return found;
}

type Member = object | string | number | boolean | null | undefined;

function flatten(value: object, prefix: string, into: Map<string, string>): void {
  for (const [name, member] of Object.entries(value) as [string, Member][]) {
    const path = `${prefix}${name}`;
    if (Array.isArray(member)) into.set(path, member.map(writeMember).join('; '));
    else if (typeof member === 'object' && member !== null) flatten(member, `${path}.`, into);
    else if (member !== undefined) into.set(path, String(member));
  }
}

/** "step 120, learningRate 0.01": one of a list. */
function writeMember(member: unknown): string {
  return typeof member === 'object' && member !== null ? writeSettings(member) : String(member);
}

/** "conv2d filters 8, kernel 3": short, and with every setting. */
function writeLayer({ kind, ...settings }: LayerSpec): string {
  return [kind, writeSettings(settings)].filter(Boolean).join(' ');
}

function writeSettings(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
