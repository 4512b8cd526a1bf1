/**
 * Words as they are looked up: in either spelling of English, without the endings of grammar, and where nobody has
 * written one, the nearest that somebody has.
 */

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** So short a word is meant as it stands, as is the beginning of one that is a little longer. */
const WHOLE = 2;
const BEGINNING = 3;
/** So much of a word is left, at least, where an ending is taken off. */
const LEAST_STEM = 4;

export interface Place {
  readonly word: string;
  /** Where in the text it begins. */
  readonly at: number;
}

export function wordsOf(text: string): Place[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word: spelt(word), at: index }));
}

/** "Colours" and "colors", "optimise" and "optimize" are one. */
function spelt(word: string): string {
  return word
    .toLowerCase()
    .replace(/our(?=$|s|e|i)/, 'or')
    .replace(/is(?=e|ing|ation)/, 'iz');
}

function stemOf(word: string): string {
  const stem = word.replace(/(?:ing|ed|es|(?<!s)s)$/, '');
  return stem.length >= LEAST_STEM ? stem : word;
}

/** Whether a word of a text is, or has in it, one that is looked for. */
export function isMeant(wanted: string, word: string): boolean {
  if (wanted.length <= WHOLE) return word === wanted;
  if (wanted.length <= BEGINNING) return word.startsWith(wanted);
  return word.includes(stemOf(wanted));
}

/** The nearest word to a misspelt one; null where none is near. */
export function nearest(typed: string, vocabulary: Iterable<string>): string | null {
  const furthest = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  let best: string | null = null;
  let least = furthest + 1;
  for (const word of vocabulary) {
    if (Math.abs(word.length - typed.length) >= least) continue;
    const distance = distanceBetween(typed, word);
    if (distance < least) [best, least] = [word, distance];
  }
  return best;
}

/** How many letters to put in, leave out, exchange or turn round (V. Levenshtein, 1965; F. Damerau, 1964). */
function distanceBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const isTurned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isTurned) distance = Math.min(distance, before[j - 2]! + 1);
      row.push(distance);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
