import katex from 'katex';
import type { Token, Tokens } from 'marked';
import { isMath, parseMarkdown } from '../protocol/markdown.ts';
import type { LabFile } from './lab-file.ts';
import { partsOf, type Part, type Problem } from './sections.ts';

/**
 * Formulas of a lab that cannot be typeset, each with its line. Markdown finds them, as it does for the window. Besides
 * the window only who checks labs needs KaTeX, so this is fetched when it is wanted.
 */

/** As the window sets them. */
const options = { throwOnError: true, strict: false, trust: false, maxSize: 40 } as const;
const MAX_CHARACTERS = 2000;
/** Of one file, ten times what the labs that ship have: what KaTeX takes for a text from a classmate stays bounded. */
const MOST = { formulas: 1000, characters: 100_000 };

interface Formula {
  readonly line: number;
  readonly tex: string;
  readonly display: boolean;
}

export function formulaProblems({ written }: LabFile): Problem[] {
  let characters = 0;
  return partsOf(written.body, written.bodyLine)
    .flatMap(formulasOfPart)
    .slice(0, MOST.formulas)
    .filter(({ tex }) => (characters += tex.length) <= MOST.characters)
    .flatMap(({ line, tex, display }) => {
      const problem = problemOf(tex, display);
      return problem === null ? [] : [{ line, message: problem }];
    });
}

function problemOf(tex: string, displayMode: boolean): string | null {
  const name = shortened(tex);
  if (tex.length > MAX_CHARACTERS) return `the formula "${name}" has more than ${MAX_CHARACTERS} characters`;
  try {
    katex.renderToString(tex, { ...options, displayMode });
    return null;
  } catch (thrown) {
    // Nested deeper than KaTeX can go, its own stack gives way.
    if (!(thrown instanceof katex.ParseError)) return `the formula "${name}" cannot be typeset`;
    return `the formula "${name}" cannot be typeset: ${thrown.rawMessage}`;
  }
}

function shortened(tex: string): string {
  const line = tex.trim().replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Lines, each with its number, between headings that part a lab: each is read by itself, as the window does. */
function formulasOfPart({ line, lines }: Part): Formula[] {
  return formulasIn(parseMarkdown(lines.join('\n')), line);
}

/** Tokens follow each other as their lines do, whatever Markdown takes off the beginnings of those. */
function formulasIn(tokens: readonly Token[], firstLine: number): Formula[] {
  const formulas: Formula[] = [];
  let line = firstLine;
  for (const token of tokens) {
    if (isMath(token)) formulas.push({ line, tex: token.tex, display: token.display });
    else if (token.type === 'table') formulas.push(...formulasInTable(token as Tokens.Table, line));
    else if (token.type === 'list') formulas.push(...formulasIn((token as Tokens.List).items, line));
    else formulas.push(...formulasIn((token as Tokens.Generic).tokens ?? [], line));
    line += token.raw.split('\n').length - 1;
  }
  return formulas;
}

/** A line is a row; between the head and the first of them stands the rule. */
function formulasInTable({ header, rows }: Tokens.Table, line: number): Formula[] {
  return [
    ...header.flatMap(({ tokens }) => formulasIn(tokens, line)),
    ...rows.flatMap((row, index) => row.flatMap(({ tokens }) => formulasIn(tokens, line + 2 + index))),
  ];
}
