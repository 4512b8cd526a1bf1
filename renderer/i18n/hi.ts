import { hi as shared } from '../../electron/shared/text/index.ts';
import type { CatalogueTranslation } from './catalogue.ts';
import { network, settings } from './hi/network.ts';
import { analysis, results, takeaway } from './hi/results.ts';
import { runs } from './hi/runs.ts';
import { app, bar, engine, notices, places, run, status } from './hi/shell.ts';
import { chart, data, files, pad, train, weights, window } from './hi/train.ts';

/** The window's text in Hindi. What is missing is shown in English. */
export const hi: CatalogueTranslation = {
  ...(shared.commands && { commands: shared.commands }),
  app,
  places,
  bar,
  run,
  engine,
  notices,
  files,
  data,
  network,
  train,
  weights,
  chart,
  settings,
  results,
  runs,
  analysis,
  takeaway,
  window,
  pad,
  status,
};
