import { Marked, type Token, type TokenizerAndRendererExtension } from 'marked';

/**
 * The Markdown of labs, as tokens: the views make elements of them, so that no markup of a lab file ever reaches the
 * page, and whoever checks labs finds their formulas in them. Besides CommonMark there are tables and formulas, `$…$` within a line and `$$…$$` on lines of their own.
 */

export interface MathToken {
  readonly type: 'math';
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

const inlineMath: TokenizerAndRendererExtension = {
  name: 'math',
  level: 'inline',
  start: (source) => source.indexOf('$'),
  tokenizer(source) {
    const match = /^\$(?!\s)([^$\n]+(?:\n[^$\n]+)*?)(?<!\s)\$(?!\d)/.exec(source);
    return match ? { type: 'math', raw: match[0], tex: match[1]!, display: false } : undefined;
  },
};

const displayMath: TokenizerAndRendererExtension = {
  name: 'display-math',
  level: 'block',
  start: (source) => source.indexOf('$$'),
  tokenizer(source) {
    const match = /^\$\$([\s\S]+?)\$\$(?:\n|$)/.exec(source);
    return match ? { type: 'math', raw: match[0], tex: match[1]!.trim(), display: true } : undefined;
  },
};

const marked = new Marked({ extensions: [displayMath, inlineMath], gfm: true });

/**
 * Beyond these nobody writes for people, and reading takes a time that grows with their square: a text from a classmate
 * could hold the window up. It is shown as it was written.
 */
const MAX_MARKS = 600;
const TOO_DEEP = /^(?:[ \t>*+-]|\d{1,9}[.)]){40}/m;

export function parseMarkdown(text: string): readonly Token[] {
  const marks = text.match(/[*_~`[\]<&$|!@\\]/g)?.length ?? 0;
  if (marks > MAX_MARKS || TOO_DEEP.test(text)) return [{ type: 'text', raw: text, text }];
  return marked.lexer(text);
}

export function isMath(token: Token): token is Token & MathToken {
  return token.type === 'math';
}
