import katex from 'katex';
import type { LabFile } from './lab-file.ts';
import type { Problem } from './sections.ts';

/**
 * Formulas of a lab that cannot be typeset, each with its line. They stand where the window finds them: `$$…$$` on lines
 * of their own, `$…$` within a paragraph, neither in code. Besides the window only who checks labs needs KaTeX, so this is
 * fetched when it is wanted.
 */

/** As the window sets them. */
const options = { throwOnError: true, strict: false, trust: false, maxSize: 40 } as const;
const MAX_CHARACTERS = 2000;
/** Of one file, ten times what the labs that ship have: what KaTeX takes for a text from a classmate stays bounded. */
const MOST = { formulas: 1000, characters: 100_000 };

interface Block {
  readonly line: number;
  readonly text: string;
}

export function formulaProblems({ written }: LabFile): Problem[] {
  let characters = 0;
  return blocksOf(written.body, written.bodyLine)
    .flatMap(formulasOf)
    .slice(0, MOST.formulas)
    .filter(({ text }) => (characters += text.length) <= MOST.characters)
    .flatMap(({ line, text, display }) => {
      const problem = problemOf(text, display);
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

/** What Markdown reads as one piece, and not as code: a formula does not go on from one into the next. */
function blocksOf(body: string, firstLine: number): Block[] {
  const blocks: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | null = null;
  let fence: string | null = null;
  let isDisplay = false;
  for (const [index, text] of body.split('\n').entries()) {
    const mark = isDisplay ? undefined : /^\s*(```+|~~~+)/.exec(text)?.[1];
    if (fence !== null || mark !== undefined) {
      if (fence === null) fence = mark!;
      else if (mark?.startsWith(fence)) fence = null;
      open = null;
      continue;
    }
    const begins = !isDisplay && /^(?:#{1,6}\s|\s*(?:[-*+]|\d+[.)])\s|\s*>|\s*\||\$\$)/.test(text);
    const ends = !isDisplay && text.trim() === '';
    if (begins || ends) open = null;
    if (ends) continue;
    if (!open) {
      open = { line: firstLine + index, text };
      blocks.push(open);
      isDisplay = text.startsWith('$$') && !/\$\$\s*$/.test(text.slice(2));
    } else {
      open.text += `\n${text}`;
      if (isDisplay && text.includes('$$')) isDisplay = false;
    }
    if (!isDisplay && open.text.startsWith('$$')) open = null;
  }
  return blocks;
}

function formulasOf({ line, text }: Block): (Block & { readonly display: boolean })[] {
  const display = /^\$\$([\s\S]+?)\$\$\s*$/.exec(text)?.[1];
  if (display !== undefined) return [{ line, text: display, display: true }];
  // A span of code, a sign that is meant as itself, or a formula.
  const found = text.matchAll(/(`+)[^`][\s\S]*?\1|\\[\s\S]|\$(?!\s)([^$\n]+(?:\n[^$\n]+)*?)(?<!\s)\$(?!\d)/g);
  return [...found].flatMap(({ 2: tex, index }) =>
    tex === undefined
      ? []
      : [{ line: line + text.slice(0, index).split('\n').length - 1, text: tex, display: false }],
  );
}
