import * as v from 'valibot';
import { datasetIdSchema } from '../../engine/protocol/datasets.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { LabStart } from '../../engine/protocol/labs.ts';
import { presets } from '../../engine/protocol/presets.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { text } from '../i18n/index.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { Run } from './run.svelte.ts';

interface Surroundings {
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  readonly run: Run;
}

/** Sets up network, settings and data as a lab, a step or a "start here" file says. */
export async function setUp({ dataset, experiment, run }: Surroundings, start: LabStart): Promise<void> {
  if (run.isOpen) throw new EpochLabError('wrong-state', text.labs.notWhileTraining);
  if (start.dataset !== undefined && start.dataset !== dataset.info?.id) {
    // A data set that is not there is left to the place Data to complain about.
    if (v.is(datasetIdSchema, start.dataset)) await dataset.open(start.dataset);
  }
  const named = typeof start.network === 'string' ? presets[start.network] : null;
  const network = named?.network ?? (typeof start.network === 'object' ? start.network : experiment.network);
  const current = experiment.checked.settings;
  const threads = current?.threads ?? 1;
  const base: TrainingSettings = named
    ? { ...named.settings, threads }
    : (current ?? { ...presets.report.settings, threads });
  experiment.adopt(experiment.fitted(network), {
    ...base,
    ...(start.settings as Partial<TrainingSettings>),
  });
}
