import type { AreaTranslation } from '../catalogue.ts';

/** In Hindi: opening and saving. */

export const files: AreaTranslation<'files'> = {
  opened: (name) => `${name} खोला गया`,
  saved: (name) => `${name} सहेजा गया`,
  notOpened: 'मॉडल नहीं खुला',
  notSaved: 'मॉडल सहेजा नहीं गया',
};
