import type { Locale } from '../../electron/shared/languages.ts';

/** The language of this moment. Whatever is worked out from it in a view follows when it changes. */

let current = $state<Locale>('en');

export function locale(): Locale {
  return current;
}

/** Only for text.svelte.ts, which brings the texts along. */
export function setLocale(to: Locale): void {
  current = to;
}
