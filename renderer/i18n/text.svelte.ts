import type { Locale } from '../../electron/shared/languages.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { inEnglish } from './in-english.ts';
import { setLocale } from './locale.svelte.ts';
import { translateSentence, type Sentences } from './sentences.ts';

const english: Catalogue = en;
let current = $state.raw<Catalogue>(english);

/** What engine and main say; English needs no translation. */
const noSentences: Sentences = {};
let sentences = $state.raw<Sentences>(noSentences);

interface Translated {
  readonly texts: Catalogue;
  readonly sentences: Sentences;
}

/** Loaded when wanted: most windows speak one language. */
const translations: Readonly<Record<Exclude<Locale, 'en'>, () => Promise<Translated>>> = {
  hi: async () => {
    const [{ hi: texts }, { sentences }] = await Promise.all([
      import('./hi.ts'),
      import('./hi/sentences.ts'),
    ]);
    return { texts, sentences };
  },
  pa: async () => {
    const [{ pa: texts }, { sentences }] = await Promise.all([
      import('./pa.ts'),
      import('./pa/sentences.ts'),
    ]);
    return { texts, sentences };
  },
};

let wanted: Locale = 'en';

/** Speaks another language from now on, everywhere in the window, numbers and dates included. */
export async function speak(locale: Locale): Promise<void> {
  wanted = locale;
  // A window that speaks English is better than none.
  const translated = locale === 'en' ? null : await translations[locale]().catch(() => null);
  // A person who switches twice quickly gets the second.
  if (wanted !== locale) return;
  current = translated?.texts ?? english;
  sentences = translated?.sentences ?? noSentences;
  setLocale(translated ? locale : 'en');
}

/**
 * The texts in the language of this moment, as `text.area.name`. Read it where it is shown: a text that was kept in
 * a constant stays in the language it was read in.
 */
export const text = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.keys(english).map((area) => [
      area,
      { enumerable: true, get: () => current[area as keyof Catalogue] },
    ]),
  ),
) as Catalogue;

/** What engine or main said of a problem, in the language of this moment. Anything else is left as it is. */
export function said(sentence: string): string {
  return translateSentence(sentences, sentence);
}

/** What is called so in the language of this moment, in English; null where nothing is, and in English. */
export function englishFor(name: string): string | null {
  return current === english ? null : inEnglish(name, current, english);
}
