import type { en } from './en.ts';
import type { Texts, Translation } from './translation.ts';

export type SharedTexts = Texts<typeof en>;
export type SharedTranslation = Translation<SharedTexts>;
