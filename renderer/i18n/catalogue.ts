import type { Texts, Translation } from '../../electron/shared/text/translation.ts';
import type { en } from './en.ts';

/** Every text of the window, by place. */
export type Catalogue = Texts<typeof en>;

/** Another language's texts; English stands in for what it has not. */
export type CatalogueTranslation = Translation<Catalogue>;

export type AreaTranslation<Area extends keyof Catalogue> = Translation<Catalogue[Area]>;
