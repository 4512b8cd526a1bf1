import type { RunRecord } from '../../../electron/shared/run-record.ts';
import type { TrainingSettings } from '../../../engine/protocol/settings.ts';
import { formatCount, formatPlain, text } from '../../i18n/index.ts';
import { layerTitle } from '../network/layer-words.ts';

/** What differs between two runs' configurations, setting by setting. */

export type Configured = Pick<RunRecord, 'settings' | 'network' | 'datasetName'>;

export interface Difference {
  /** Where it stands: "optimizer.learningRate", "layer.3". */
  readonly path: string;
  /** In the window's own words; null where one of them has no such setting. */
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

/** Every setting by where it stands, in the words that the window has for it: no two values are said alike. */
export function settingsOf({ settings, network, datasetName }: Configured): Map<string, string> {
  const found = new Map<string, string>([['dataset', datasetName]]);
  flatten(settings, '', found);
  found.set('initialiser', network.initialiser);
  for (const [path, value] of found) found.set(path, namesOfValues(path)[value] ?? value);
  network.layers.forEach((layer, index) => found.set(`layer.${index + 1}`, layerTitle(layer)));
  return found;
}

/** What the choices of a setting are called. */
function namesOfValues(path: string): Readonly<Record<string, string>> {
  const { settings, network } = text;
  switch (path) {
    case 'initialiser':
      return network.initialisers;
    case 'optimizer.kind':
      return settings.optimizer.options;
    case 'schedule.kind':
      return settings.schedule.options;
    case 'clipping.kind':
      return settings.clipping.options;
    case 'split':
      return settings.split.options;
    case 'fast':
      return { true: settings.fast.options.on };
    default:
      return {};
  }
}

type RateChange = NonNullable<TrainingSettings['rateChanges']>[number];
type Member = object | string | number | boolean | null | undefined;

function flatten(value: object, prefix: string, into: Map<string, string>): void {
  for (const [name, member] of Object.entries(value) as [string, Member][]) {
    const path = `${prefix}${name}`;
    if (Array.isArray(member))
      into.set(path, (member as (number | RateChange)[]).map(writeMember).join('; '));
    else if (typeof member === 'object' && member !== null) flatten(member, `${path}.`, into);
    else if (typeof member === 'number')
      into.set(path, isCount(path, member) ? formatCount(member) : formatPlain(member));
    else if (member !== undefined) into.set(path, String(member));
  }
}

/** A seed is typed as it is written; all other large whole numbers count something. */
const isCount = (path: string, value: number) => path !== 'seed' && Number.isInteger(value);

/** One of a list: an epoch, or a change of the learning rate. */
function writeMember(member: number | RateChange): string {
  return typeof member === 'number'
    ? formatPlain(member)
    : text.runs.rateChange(member.learningRate, member.step);
}
