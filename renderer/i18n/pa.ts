import type { CatalogueTranslation } from './catalogue.ts';
import { app, bar, engine, notices, places, run, status } from './pa/shell.ts';

/** The window's text in Punjabi: one file an area, as in English. */
export const pa: CatalogueTranslation = {
  app,
  places,
  bar,
  run,
  engine,
  notices,
  status,
};
