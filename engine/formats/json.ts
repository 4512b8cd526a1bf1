import { badFile, quote } from './bad-file.ts';
import { count } from '../protocol/english.ts';

/**
 * JSON (RFC 8259) from a file that is not trusted. `JSON.parse` does the reading; this adds what it lets
 * through: a name given twice in one object, of which it silently keeps the last where another reader may keep
 * the first, and nesting so deep, or so many names and values, that it would take seconds.
 */

const DEEPEST = 64;

/** A header of as many tensors as can be has not half of it; each name is kept while its object is gone through. */
const MOST_NAMES = 100_000;
/** The longest history has not half of it. */
const MOST_VALUES = 2_000_000;

/**
 * @param what the part of the file that `text` is, "header".
 * @throws EpochLabError `bad-file` when the text is not JSON, repeats a name, is nested deeper than 64, or
 *   has more in it than any file of ours.
 */
export function parseJson(text: string, fileName: string, what: string): unknown {
  const problem = scan(text);
  if (problem !== null) throw badFile(fileName, `its ${what} ${problem}. The file is damaged.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badFile(fileName, `its ${what} is not valid JSON. The file is damaged.`);
  }
}

/** The same for bytes, which are UTF-8 as all JSON in files is. */
export function parseJsonBytes(bytes: Uint8Array, fileName: string, what: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badFile(fileName, `its ${what} is not UTF-8. The file is damaged.`);
  }
  return parseJson(text, fileName, what);
}

/**
 * Walks over the text once, keeping the names seen in each object that is open. Text that is not JSON may pass
 * or be complained of for the wrong reason; either way it is refused in the end.
 */
function scan(text: string): string | null {
  const open: Set<string>[] = [];
  let [names, values] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (open.length === DEEPEST) return `is nested more than ${DEEPEST} levels deep`;
      open.push(new Set());
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ',') {
      if (++values > MOST_VALUES) return `has more than ${count(MOST_VALUES)} values`;
    } else if (character === '"') {
      const end = closingQuote(text, at);
      if (isName(text, end + 1)) {
        const name = unescape(text.slice(at, end + 1));
        const siblings = open.at(-1);
        if (siblings?.has(name)) return `names ${quote(name)} twice`;
        if (++names > MOST_NAMES) return `has more than ${count(MOST_NAMES)} names`;
        siblings?.add(name);
      }
      at = end;
    }
  }
  return null;
}

/** Index of the quotation mark that ends the string begun at `start`, or the text's length. */
function closingQuote(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Whether a colon follows: the string that just ended is a name, not a value. */
function isName(text: string, at: number): boolean {
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return text[at] === ':';
}

/** The same name however it is escaped. */
function unescape(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
