import type { Locale } from '../../electron/shared/languages.ts';
import { pluralIn } from '../../engine/protocol/plural.ts';
import { formatCount } from './format.ts';
import { locale } from './locale.svelte.ts';

/**
 * What engine and main say of a problem, in the language of the window. They speak English, as the command line and the
 * log do. A language lists their sentences beside its own: `{}` stands for what is put in, `{1}`, `{2}` for where that
 * goes. What is not listed is shown in English.
 */
export type Sentences = Readonly<Record<string, string | Forms>>;

/** Of a counted noun, one for each number that Hindi and Punjabi tell apart. */
interface Forms {
  readonly one: string;
  readonly other: string;
}

/** "1 image" and "60,000 images", as engine/protocol/english.ts counts them. */
export function counted(one: string, other: string, forms: Forms): Sentences {
  return { [`{} ${one}`]: forms, [`{} ${other}`]: forms };
}

interface Rule {
  readonly pattern: RegExp;
  readonly translation: string | Forms;
}

/** A number as English groups it, which is not how every language does. */
const GROUPED = /^\d{1,3}(,\d{3})+$/;

const formOf: Readonly<Record<Locale, (count: number, forms: Forms) => string>> = {
  en: pluralIn('en', ['one']),
  hi: pluralIn('hi', ['one']),
  pa: pluralIn('pa', ['one']),
};

const rulesOf = new WeakMap<Sentences, readonly Rule[]>();

export function translateSentence(sentences: Sentences, sentence: string): string {
  for (const { pattern, translation } of rules(sentences)) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const form =
      typeof translation === 'string' ? translation : formOf[locale()](plain(found[1] ?? ''), translation);
    return form.replaceAll(/ ?\{(\d)\}/g, (hole: string, place: string) => {
      const words = put(sentences, (found[Number(place)] ?? '').trim());
      return words && hole.startsWith(' ') ? ` ${words}` : words;
    });
  }
  // "digits.csv: the file is empty."
  const colon = sentence.indexOf(': ');
  if (colon < 1) return sentence;
  return sentence.slice(0, colon + 2) + translateSentence(sentences, sentence.slice(colon + 2));
}

/** What was put in may be a sentence, or a word, that is known too. */
function put(sentences: Sentences, words: string): string {
  return GROUPED.test(words) ? formatCount(plain(words)) : translateSentence(sentences, words);
}

function plain(grouped: string): number {
  return Number(grouped.replaceAll(',', ''));
}

function rules(sentences: Sentences): readonly Rule[] {
  let known = rulesOf.get(sentences);
  if (!known) {
    // What says most comes first: "the file ends after {}, within its header." before "the file ends after {}."
    known = Object.entries(sentences)
      .toSorted(([a], [b]) => wordsOf(b) - wordsOf(a))
      .map(([english, translation]) => ({ pattern: patternOf(english, translation), translation }));
    rulesOf.set(sentences, known);
  }
  return known;
}

function patternOf(english: string, translation: string | Forms): RegExp {
  const parts = english.split('{}').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (typeof translation !== 'string') return new RegExp(`^${parts.join('([\\d,]+)')}$`);
  // The name of a file before a sentence is no part of it.
  const opening = english.startsWith('{}') ? `((?:(?!: ).)*?)${parts.splice(0, 2)[1]}` : parts.shift();
  return new RegExp(`^${[opening, ...parts].join('(.*?)')}$`, 's');
}

function wordsOf(english: string): number {
  return english.replaceAll('{}', '').length;
}
