import { hi as shared } from '../../electron/shared/text/index.ts';
import type { Catalogue } from './catalogue.ts';
import { analysis } from './hi/analysis.ts';
import { browse } from './hi/browse.ts';
import { chart } from './hi/chart.ts';
import { collect } from './hi/collect.ts';
import { data } from './hi/data.ts';
import { documents } from './hi/documents.ts';
import { explain } from './hi/explain.ts';
import { files } from './hi/files.ts';
import { guide } from './hi/guide.ts';
import { imports } from './hi/imports.ts';
import { labs } from './hi/labs.ts';
import { network } from './hi/network.ts';
import { pad } from './hi/pad.ts';
import { results } from './hi/results.ts';
import { runs } from './hi/runs.ts';
import { settings } from './hi/settings.ts';
import { app, bar, engine, notices, places, run, status } from './hi/shell.ts';
import { takeaway } from './hi/takeaway.ts';
import { train } from './hi/train.ts';
import { weights } from './hi/weights.ts';
import { window } from './hi/window.ts';

/** The window's whole text in Hindi: one file an area, as in English. */
export const hi: Catalogue = {
  commands: shared.commands,
  app,
  places,
  bar,
  run,
  engine,
  notices,
  files,
  documents,
  data,
  collect,
  browse,
  guide,
  imports,
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
  explain,
  labs,
  status,
};
