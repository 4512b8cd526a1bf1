import type { Locale } from '../../electron/shared/languages.ts';
import { formatCount } from './format.ts';

/** How a language writes one of a thing, and how it writes any other number of them. */
export interface CountedWord {
  readonly one: string;
  readonly other: string;
}

/**
 * Counting in a language: "1 step", "2,000 steps". Which numbers count as one is the language's own rule: in Hindi,
 * 0 does too.
 */
export function counting(locale: Locale): (count: number, word: CountedWord) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, { one, other }) => `${formatCount(count)} ${rules.select(count) === 'one' ? one : other}`;
}
