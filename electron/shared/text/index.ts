import type { Locale } from '../languages.ts';
import { en } from './en.ts';
import { hi } from './hi.ts';
import { pa } from './pa.ts';
import type { SharedTexts } from './types.ts';

/** What is said outside of the page, in a language: menus and the system's dialogs. */
export function sharedTexts(locale: Locale): SharedTexts {
  return { en, hi, pa }[locale];
}

export { en, hi, pa };
export type { SharedTexts } from './types.ts';
