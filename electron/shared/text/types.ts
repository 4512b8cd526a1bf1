import type { en } from './en.ts';
import type { Texts } from './translation.ts';

export type SharedTexts = Texts<typeof en>;
