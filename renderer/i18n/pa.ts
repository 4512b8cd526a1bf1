import { pa as shared } from '../../electron/shared/text/index.ts';
import type { CatalogueTranslation } from './catalogue.ts';
import { app, bar, engine, notices, places, run, status } from './pa/shell.ts';
import { chart, data, files, pad, train, window } from './pa/train.ts';

/** The window's text in Punjabi. What is missing is shown in English. */
export const pa: CatalogueTranslation = {
  ...(shared.commands && { commands: shared.commands }),
  app,
  places,
  bar,
  run,
  engine,
  notices,
  files,
  data,
  train,
  chart,
  window,
  pad,
  status,
};
