import type { CatalogueTranslation } from './catalogue.ts';
import { app, bar, engine, notices, places, run, status } from './hi/shell.ts';

/** The window's text in Hindi: one file an area, as in English. */
export const hi: CatalogueTranslation = {
  app,
  places,
  bar,
  run,
  engine,
  notices,
  status,
};
