import type { RunRecord } from '../../../electron/shared/run-record.ts';
import { text } from '../../i18n/index.ts';
import { networkName } from '../../state/names.ts';

/** What people call a run: its note's first line, or its network. */
export function runName(run: RunRecord): string {
  const [firstLine = ''] = run.note.trim().split('\n');
  return firstLine.slice(0, 60) || networkName(run.network);
}

/** What a setting is called, by where it stands: see run-difference.ts. */
export function settingName(path: string): string {
  const layer = /^layer\.(\d+)$/.exec(path)?.[1];
  if (layer) return text.runs.layer(layer);
  const names: Readonly<Record<string, string>> = text.runs.fields;
  return names[path] ?? path;
}
