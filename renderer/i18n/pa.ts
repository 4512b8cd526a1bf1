import { pa as shared } from '../../electron/shared/text/index.ts';
import type { Catalogue } from './catalogue.ts';
import { analysis } from './pa/analysis.ts';
import { browse } from './pa/browse.ts';
import { chart } from './pa/chart.ts';
import { collect } from './pa/collect.ts';
import { data } from './pa/data.ts';
import { documents } from './pa/documents.ts';
import { explain } from './pa/explain.ts';
import { files } from './pa/files.ts';
import { guide } from './pa/guide.ts';
import { imports } from './pa/imports.ts';
import { labs } from './pa/labs.ts';
import { network } from './pa/network.ts';
import { pad } from './pa/pad.ts';
import { results } from './pa/results.ts';
import { runs } from './pa/runs.ts';
import { settings } from './pa/settings.ts';
import { app, bar, engine, notices, places, run, status } from './pa/shell.ts';
import { takeaway } from './pa/takeaway.ts';
import { train } from './pa/train.ts';
import { weights } from './pa/weights.ts';
import { window } from './pa/window.ts';

/** The window's text in Punjabi: one file an area, as in English. */
export const pa: Catalogue = {
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
