import { EpochLabError } from '../protocol/errors.ts';
import type { CellFact, Goal, NumberFact } from '../protocol/lab-facts.ts';
import type { LabAnswer, LabRemark, LabVerdict } from '../protocol/lab-progress.ts';
import type { LabQuestion } from '../protocol/labs.ts';

/** Marks answers against the facts of the student's own network and run. */

/** Where the facts come from: the engine's state at this moment (facts.ts). */
export interface Facts {
  /** @throws EpochLabError `wrong-state` with what is missing: a run, an image, a layer. */
  number(fact: NumberFact): number;
  cell(fact: CellFact): Cell;
  /** What the goal measures, at present. Null when there is nothing to measure yet. */
  measure(goal: Goal['measure']): number | null;
  /** Of the network as it is; null while its weights change, and before it was trained. */
  readonly fingerprint: string | null;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Off by less than so many tolerances, and by less than that share of the value, the method was probably right. */
const CLOSE = 20;
const CLOSE_SHARE = 0.1;
const ROUGH = 0.05;

/** @throws EpochLabError `invalid-argument` for an answer to a question of another kind, `wrong-state` where a fact is missing. */
export function checkAnswer(question: LabQuestion, answer: LabAnswer, facts: Facts): LabVerdict {
  switch (question.kind) {
    case 'number':
      return checkNumber(question, expectKind(answer, 'number').value, facts);
    case 'choice': {
      const { option } = expectKind(answer, 'choice');
      return { correct: option === question.answer, expected: question.answer, remark: null };
    }
    case 'cell':
      return checkCell(expectKind(answer, 'cell'), facts.cell(question.answer));
    case 'goal':
      expectKind(answer, 'goal');
      return checkGoal(question.goal, facts);
    case 'fingerprint':
      return checkFingerprint(expectKind(answer, 'fingerprint').typed, facts.fingerprint);
    case 'text': {
      const words = expectKind(answer, 'text')
        .text.split(/\s+/)
        .filter((word) => word !== '').length;
      const isLongEnough = words >= question.minimumWords;
      return { correct: null, expected: null, remark: isLongEnough ? null : 'too-short' };
    }
    default:
      throw new Error(`Unknown question: ${JSON.stringify(question satisfies never)}`);
  }
}

function expectKind<Kind extends LabAnswer['kind']>(
  answer: LabAnswer,
  kind: Kind,
): Extract<LabAnswer, { kind: Kind }> {
  if (answer.kind === kind) return answer as Extract<LabAnswer, { kind: Kind }>;
  throw new EpochLabError(
    'invalid-argument',
    `The question asks for an answer of the kind "${kind}", not "${answer.kind}".`,
  );
}

function checkNumber(
  { answer, tolerance, relativeTolerance = 0 }: Extract<LabQuestion, { kind: 'number' }>,
  value: number,
  facts: Facts,
): LabVerdict {
  const expected = facts.number(answer);
  const allowed = Math.max(tolerance, relativeTolerance * Math.abs(expected)) * (1 + 1e-9);
  const within = (number: number) => Math.abs(number - expected) <= allowed;
  const correct = within(value);
  return { correct, expected: formatNumber(expected, allowed), remark: correct ? null : remark() };

  /** Errors that everybody makes, told apart. */
  function remark(): LabRemark | null {
    if (expected !== 0 && within(-value)) return 'sign';
    if (within(value / 100) || within(value * 100)) return 'percent';
    // Where a rough answer will do, no digit is off.
    const close = Math.min(CLOSE * allowed, CLOSE_SHARE * Math.abs(expected));
    if (relativeTolerance <= ROUGH && Math.abs(value - expected) <= close) return 'close';
    return null;
  }
}

/** As many decimals as the tolerance makes sense of, and one more. */
function formatNumber(value: number, tolerance: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = tolerance > 0 ? Math.floor(-Math.log10(tolerance)) + 1 : 6;
  return value.toFixed(Math.min(12, Math.max(2, decimals)));
}

function checkCell(given: Cell, expected: Cell): LabVerdict {
  const correct = given.row === expected.row && given.column === expected.column;
  const isSwapped = given.row === expected.column && given.column === expected.row;
  const distance = Math.max(Math.abs(given.row - expected.row), Math.abs(given.column - expected.column));
  const wrong = isSwapped ? 'swapped-cell' : distance === 1 ? 'neighbouring-cell' : null;
  return { correct, expected: `${expected.row}, ${expected.column}`, remark: correct ? null : wrong };
}

function checkFingerprint(typed: string, fingerprint: string | null): LabVerdict {
  if (fingerprint === null) return { correct: false, expected: null, remark: 'no-run' };
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  return { correct: plain(typed) === plain(fingerprint), expected: fingerprint, remark: null };
}

function checkGoal(goal: Goal, facts: Facts): LabVerdict {
  const value = facts.measure(goal.measure);
  if (value === null) return { correct: false, expected: null, remark: 'no-run' };
  const expected = String(value);
  const { atLeast = -Infinity, atMost = Infinity, parametersAtMost = Infinity } = goal;
  if ((facts.measure('parameters') ?? 0) > parametersAtMost) {
    return { correct: false, expected, remark: 'too-large-network' };
  }
  const isReached = value >= atLeast && value <= atMost;
  return { correct: isReached, expected, remark: isReached ? null : 'not-yet' };
}
