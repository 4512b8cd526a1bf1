import type { RunRecord } from '../../../electron/shared/run-record.ts';
import { formatDateTime, formatLoss, formatPercent, text } from '../../i18n/index.ts';
import { networkName } from '../../state/names.ts';
import { axesOf, type SweepField } from '../../state/sweep.svelte.ts';
import { settingsOf } from './run-difference.ts';

/** Characters of a run's name at most. */
const MAX_NAME = 60;

/** What people call a run: its note's first line, or its network. */
export function runName(run: RunRecord): string {
  const [firstLine = ''] = run.note.trim().split('\n');
  const name = firstLine.length > MAX_NAME ? `${firstLine.slice(0, MAX_NAME - 1).trimEnd()}…` : firstLine;
  return name || networkName(run.network);
}

/** How well a run read: "95.87 %, 0.143 nats"; a dash where nobody knows. */
export function scoreWords(score: RunRecord['test']): string {
  if (!score || score.accuracy === null) return text.runs.none;
  return `${formatPercent(score.accuracy, 2)}, ${formatLoss(score.loss ?? Infinity)} ${text.chart.lossUnit}`;
}

/** So many settings tell runs of one name apart, and more where two of them would still be called the same. */
const FEWEST_TOLD = 2;
const MOST_TOLD = 4;

/** Names of runs side by side, by id: those of the same name are told apart by what differs between them. */
export function namesOf(runs: readonly RunRecord[]): ReadonlyMap<string, string> {
  const namesakes = new Map<string, RunRecord[]>();
  for (const run of runs) {
    const name = runName(run);
    const others = namesakes.get(name);
    if (others) others.push(run);
    else namesakes.set(name, [run]);
  }
  const told = new Map([...namesakes.values()].flatMap(toldApart));
  return new Map(runs.map((run) => [run.id, [runName(run), ...(told.get(run.id) ?? [])].join(', ')]));
}

/** Of each run of one name, by id, the first settings in which they are not all the same. */
function toldApart(namesakes: readonly RunRecord[]): [id: string, told: readonly string[]][] {
  if (namesakes.length === 1) return [];
  const settings = namesakes.map(settingsOf);
  const counts = new Map<string, number>();
  for (const own of settings) {
    for (const [path, value] of own) {
      const written = `${path}=${value}`;
      counts.set(written, (counts.get(written) ?? 0) + 1);
    }
  }
  const differing = settings.map((own) =>
    [...own]
      .filter(([path, value]) => counts.get(`${path}=${value}`)! < namesakes.length)
      .map(([path, value]) => `${settingName(path).toLowerCase()} ${value}`),
  );
  const namesWith = (count: number) => new Set(differing.map((told) => told.slice(0, count).join())).size;
  let count = FEWEST_TOLD;
  for (let more = count + 1; more <= MOST_TOLD; more++) if (namesWith(more) > namesWith(count)) count = more;
  return namesakes.map((run, i) => {
    const told = differing[i]!.slice(0, count);
    return [
      run.id,
      told.length > 0 ? told : [run.reference ? text.runs.reference : (run.fingerprint ?? run.id)],
    ];
  });
}

/** What a setting is called, by where it stands: see run-difference.ts. */
export function settingName(path: string): string {
  const layer = /^layer\.(\d+)$/.exec(path)?.[1];
  if (layer) return text.runs.layer(layer);
  const names: Readonly<Record<string, string>> = text.runs.fields;
  return names[path] ?? path;
}

/** What a setting that a sweep can vary is called. */
export function sweepFieldName(field: SweepField): string {
  return settingName(field === 'learningRate' ? 'optimizer.learningRate' : field);
}

/** What a sweep is called, by its runs: what it varied, and when it began. */
export function sweepName(runs: readonly RunRecord[]): string {
  const varied = axesOf(runs).map(({ field }) => sweepFieldName(field));
  const began = Math.min(...runs.map(({ startedAt }) => startedAt));
  return [...varied, formatDateTime(began)].join(', ');
}
