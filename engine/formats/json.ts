import { badFile, quote } from './bad-file.ts';

/**
 * JSON (RFC 8259) from a file that is not trusted. `JSON.parse` does the reading; this adds what it lets
 * through: a name given twice in one object, of which it silently keeps the last where another reader may keep
 * the first, and nesting so deep that it would take seconds.
 */

const DEEPEST = 64;

/**
 * @param what the part of the file that `text` is, "header".
 * @throws EpochLabError `bad-file` when the text is not JSON, repeats a name, or is nested deeper than 64.
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

/**
 * Walks over the text once, keeping the names seen in each object that is open. Text that is not JSON may pass
 * or be complained of for the wrong reason; either way it is refused in the end.
 */
function scan(text: string): string | null {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (open.length === DEEPEST) return `is nested more than ${DEEPEST} levels deep`;
      open.push(new Set());
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = closingQuote(text, at);
      if (isName(text, end + 1)) {
        const name = unescape(text.slice(at, end + 1));
        const names = open.at(-1);
        if (names?.has(name)) return `names ${quote(name)} twice`;
        names?.add(name);
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
