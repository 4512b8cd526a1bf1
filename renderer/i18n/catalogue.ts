import type { Texts } from '../../electron/shared/text/translation.ts';
import type { en } from './en.ts';

/** Every text of the window, by place. A language has all of them: what is missing is an error of types. */
export type Catalogue = Texts<typeof en>;

/** One area's texts in another language. */
export type AreaTranslation<Area extends keyof Catalogue> = Catalogue[Area];
