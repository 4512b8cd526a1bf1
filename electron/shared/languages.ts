import * as v from 'valibot';

/** The languages that the app speaks. */

export const localeSchema = v.picklist(['en', 'hi', 'pa']);
export type Locale = v.InferOutput<typeof localeSchema>;

/** What a person may choose: one of the languages, or whichever the system is set to. */
export const languageSchema = v.picklist(['system', ...localeSchema.options]);
export type Language = v.InferOutput<typeof languageSchema>;

/** Each language in its own words and script, so that whoever speaks it finds it whatever the window is in. */
export const languageNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  hi: 'हिन्दी',
  pa: 'ਪੰਜਾਬੀ',
};

/**
 * The first of the preferred languages that the app speaks; English if it speaks none.
 *
 * @param preferred the system's, as BCP 47 tags, the most preferred first: "pa-IN", "en-GB".
 */
export function resolveLocale(language: Language, preferred: readonly string[]): Locale {
  if (language !== 'system') return language;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    const locale = localeSchema.options.find((each) => each === primary);
    if (locale) return locale;
  }
  return 'en';
}
