import { toCsv } from '../protocol/csv.ts';
import type { HandInView, MarkedHandIn, MarkedStep, UnreadHandIn } from '../protocol/lab-calls.ts';
import type { LabProgress, LabStepProgress } from '../protocol/lab-progress.ts';

/** A folder of hand-ins as a marking table: a row a student, a mark a step. Marks are facts, not grades. */

const MINUTE_MS = 60_000;
/** Shorter free texts may well be equal by chance. */
const TELLING_CHARACTERS = 40;
/** So many answers typed at the same moments, to the second, are no chance. */
const TELLING_TIMES = 3;

export function markHandIns(
  handIns: readonly { readonly fileName: string; readonly contents: HandInView }[],
): MarkedHandIn[] {
  const traces = handIns.map(({ contents }) => tracesOf(contents.progress));
  return handIns.map(({ fileName, contents }, index) => {
    const { progress } = contents;
    const steps = progress.steps.map((step) =>
      markStep(step, contents.asked.find(({ id }) => id === step.id)?.title ?? step.id),
    );
    const asked = steps.filter(({ mark }) => mark === 'right' || mark === 'right-later' || mark === 'wrong');
    return {
      fileName,
      student: contents.student,
      group: contents.group,
      lab: progress.lab,
      labTitle: contents.labTitle,
      edition: progress.sha256.slice(0, 8),
      started: progress.started,
      written: contents.written,
      minutes: Math.max(
        0,
        Math.round((Date.parse(contents.written) - Date.parse(progress.started)) / MINUTE_MS),
      ),
      steps,
      right: asked.filter(({ mark }) => mark !== 'wrong').length,
      asked: asked.length,
      fingerprint: progress.runs.findLast(({ fingerprint }) => fingerprint !== null)?.fingerprint ?? null,
      isIntact: contents.isIntact,
      hasModel: contents.hasModel,
      copies: handIns
        .filter((_, other) => other !== index && looksCopied(traces[index]!, traces[other]!))
        .map((other) => other.fileName),
    };
  });
}

function markStep(step: LabStepProgress, title: string): MarkedStep {
  const last = step.attempts.at(-1);
  const mark = (): MarkedStep['mark'] => {
    if (!last) return step.completed === null ? 'open' : 'done';
    if (step.attempts.some(({ correct }) => correct === null)) return 'text';
    const first = step.attempts.findIndex(({ correct }) => correct === true);
    if (first < 0) return 'wrong';
    return first === 0 && (step.restarts ?? 0) === 0 ? 'right' : 'right-later';
  };
  return {
    id: step.id,
    title,
    mark: mark(),
    attempts: step.attempts.length,
    hints: step.hintsShown,
    answer: last ? answerText(last.answer) : '',
  };
}

function answerText(answer: LabStepProgress['attempts'][number]['answer']): string {
  switch (answer.kind) {
    case 'number':
      return String(answer.value);
    case 'choice':
      return answer.option;
    case 'cell':
      return `row ${answer.row}, column ${answer.column}`;
    case 'goal':
      return 'goal';
    case 'fingerprint':
      return answer.typed;
    case 'text':
      return answer.text;
    default:
      throw new Error(`Unknown answer: ${JSON.stringify(answer satisfies never)}`);
  }
}

/** What tells a copy. */
interface Traces {
  readonly lab: string;
  readonly attempt: string;
  readonly texts: ReadonlySet<string>;
  /** To the second. */
  readonly times: readonly string[];
  readonly moments: ReadonlySet<string>;
}

function tracesOf({ lab, attempt, steps }: LabProgress): Traces {
  const attempts = steps.flatMap((step) => step.attempts);
  const texts = attempts.map(({ answer }) => (answer.kind === 'text' ? normalise(answer.text) : ''));
  const times = attempts.map(({ at }) => at.slice(0, 19));
  return {
    lab,
    attempt,
    texts: new Set(texts.filter((text) => text.length >= TELLING_CHARACTERS)),
    times,
    moments: new Set(times),
  };
}

/** The same attempt under two names, the same long text, or answers of the same moments. */
function looksCopied(one: Traces, other: Traces): boolean {
  if (one.lab !== other.lab) return false;
  if (one.attempt === other.attempt) return true;
  for (const text of one.texts) if (other.texts.has(text)) return true;
  return one.times.filter((time) => other.moments.has(time)).length >= TELLING_TIMES;
}

function normalise(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The table for a spreadsheet: a row a hand-in, and for each step its mark, attempts and answer. */
export function markingCsv(rows: readonly MarkedHandIn[], unread: readonly UnreadHandIn[] = []): Uint8Array {
  const ids = [...new Set(rows.flatMap(({ lab, steps }) => steps.map(({ id }) => `${lab}/${id}`)))];
  const header = [
    'file',
    'student',
    'group',
    'lab',
    'edition',
    'started',
    'handed in',
    'minutes',
    'right',
    'asked',
    'fingerprint',
    'intact',
    'model',
    'copies',
    'problem',
    ...ids.flatMap((id) => [`${id} mark`, `${id} attempts`, `${id} hints`, `${id} answer`]),
  ];
  const lines = rows.map((row) => [
    row.fileName,
    row.student,
    row.group,
    row.lab,
    row.edition,
    row.started,
    row.written,
    row.minutes,
    row.right,
    row.asked,
    row.fingerprint ?? '',
    row.isIntact ? 'yes' : 'no',
    row.hasModel ? 'yes' : 'no',
    row.copies.join('; '),
    '',
    ...ids.flatMap((id) => {
      const step = row.steps.find((each) => `${row.lab}/${each.id}` === id);
      return step ? [step.mark, step.attempts, step.hints, step.answer] : ['', '', '', ''];
    }),
  ]);
  const damaged = unread.map(({ fileName, problem }) => {
    const cells = header.map((): string => '');
    cells[0] = fileName;
    cells[header.indexOf('problem')] = problem;
    return cells;
  });
  return toCsv([header, ...lines, ...damaged]);
}
