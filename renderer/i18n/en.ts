import { en as shared } from '../../electron/shared/text/index.ts';
import { analysis } from './en/analysis.ts';
import { browse } from './en/browse.ts';
import { chart } from './en/chart.ts';
import { collect } from './en/collect.ts';
import { data } from './en/data.ts';
import { explain } from './en/explain.ts';
import { documents } from './en/documents.ts';
import { files } from './en/files.ts';
import { labs } from './en/labs.ts';
import { guide } from './en/guide.ts';
import { imports } from './en/imports.ts';
import { network } from './en/network.ts';
import { pad } from './en/pad.ts';
import { results } from './en/results.ts';
import { runs } from './en/runs.ts';
import { settings } from './en/settings.ts';
import { app, places, bar, run, engine, notices, status } from './en/shell.ts';
import { takeaway } from './en/takeaway.ts';
import { train } from './en/train.ts';
import { weights } from './en/weights.ts';
import { window } from './en/window.ts';

/** The window's whole text in English: one file an area. */
export const en = {
  /** Menus have these too, with an "&" before the letter that chooses one. */
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
