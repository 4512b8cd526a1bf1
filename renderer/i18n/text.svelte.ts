import type { Locale } from '../../electron/shared/languages.ts';
import { complete } from '../../electron/shared/text/translation.ts';
import type { Catalogue, CatalogueTranslation } from './catalogue.ts';
import { en } from './en.ts';
import { setLocale } from './locale.svelte.ts';

const english: Catalogue = en;
let current = $state.raw<Catalogue>(english);

/** Loaded when wanted: most windows speak one language. */
const translations: Readonly<Record<Exclude<Locale, 'en'>, () => Promise<CatalogueTranslation>>> = {
  hi: async () => (await import('./hi.ts')).hi,
  pa: async () => (await import('./pa.ts')).pa,
};

let wanted: Locale = 'en';

/** Speaks another language from now on, everywhere in the window, numbers and dates included. */
export async function speak(locale: Locale): Promise<void> {
  wanted = locale;
  const catalogue = locale === 'en' ? english : complete<Catalogue>(english, await translations[locale]());
  // A person who switches twice quickly gets the second.
  if (wanted !== locale) return;
  current = catalogue;
  setLocale(locale);
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
