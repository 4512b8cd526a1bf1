import { LineCounter, parseDocument, type Document } from 'yaml';
import { yamlProblems } from './yaml-problems.ts';
import { count } from '../protocol/english.ts';

/**
 * The front matter of a lab file: YAML between two lines of three hyphens at its very begin. Line numbers count
 * from 1 in the whole file.
 */

/** Aliases could make a small file huge ("billion laughs"); labs need none. */
const NO_ALIASES = 0;

export interface FrontMatter {
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** Everything after the front matter. */
  readonly body: string;
  /** Line of the body's first line. */
  readonly bodyLine: number;
  /** Line of the place that a schema complained of: a dotted path such as "steps.2.question.tolerance". */
  lineOf(path: string | null): number;
}

/** Of the YAML, in characters: those of the labs that ship have three thousand. */
const MAX_CHARACTERS = 20_000;

/** @returns null when the text does not begin with front matter, or that never ends. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') return null;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) return null;
  const rest = { body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
  const yaml = lines.slice(1, end).join('\n');
  if (yaml.length > MAX_CHARACTERS) {
    const message = `the front matter has more than ${count(MAX_CHARACTERS)} characters`;
    return { value: null, problems: [{ line: 1, message }], ...rest, lineOf: () => 1 };
  }
  const counter = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: counter,
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    logLevel: 'silent',
    version: '1.2',
  });
  // The hyphens above are a line too.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const found = yamlProblems(document).map(({ offset, message }) => ({ line: lineAt(offset), message }));
  // One mistake often makes several problems of its line.
  const problems = found.filter(
    ({ line }, index) => found.findIndex((other) => other.line === line) === index,
  );
  const { value, problem } = toValue(document);
  return {
    value,
    problems: problem === null ? problems : [...problems, { line: 1, message: problem }],
    ...rest,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

function toValue(document: Document): { value: unknown; problem: string | null } {
  try {
    return { value: document.toJS({ maxAliasCount: NO_ALIASES }) as unknown, problem: null };
  } catch {
    return { value: null, problem: 'aliases (* and &) are not allowed' };
  }
}

/** Of the deepest part of the path that is there: what is missing is missed from what should hold it. */
function offsetOf(document: Document, path: string | null): number {
  const keys = path === null ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true);
    if (isPlaced(node)) return node.range[0];
  }
  return 0;
}

function isPlaced(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
