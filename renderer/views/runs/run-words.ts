import type { RunRecord } from '../../../electron/shared/run-record.ts';
import { text } from '../../i18n/index.ts';
import { networkName } from '../../state/names.ts';
import { settingsOf } from './run-difference.ts';

/** What people call a run: its note's first line, or its network. */
export function runName(run: RunRecord): string {
  const [firstLine = ''] = run.note.trim().split('\n');
  return firstLine.slice(0, 60) || networkName(run.network);
}

/** So many settings tell runs of one name apart. */
const MAX_TOLD = 2;

/** Names of runs side by side, by id: those of the same name are told apart by what differs between them. */
export function namesOf(runs: readonly RunRecord[]): ReadonlyMap<string, string> {
  return new Map(
    runs.map((run) => {
      const name = runName(run);
      const others = runs.filter((other) => other !== run && runName(other) === name);
      return [run.id, [name, ...toldApart(run, others)].join(', ')];
    }),
  );
}

function toldApart(run: RunRecord, others: readonly RunRecord[]): string[] {
  if (others.length === 0) return [];
  const own = settingsOf(run);
  const theirs = others.map(settingsOf);
  const told = [...own]
    .filter(([path, value]) => theirs.some((other) => other.get(path) !== value))
    .slice(0, MAX_TOLD)
    .map(([path, value]) => `${settingName(path).toLowerCase()} ${value}`);
  if (told.length > 0) return told;
  return [run.reference ? text.runs.reference : (run.fingerprint ?? run.id)];
}

/** What a setting is called, by where it stands: see run-difference.ts. */
export function settingName(path: string): string {
  const layer = /^layer\.(\d+)$/.exec(path)?.[1];
  if (layer) return text.runs.layer(layer);
  const names: Readonly<Record<string, string>> = text.runs.fields;
  return names[path] ?? path;
}
