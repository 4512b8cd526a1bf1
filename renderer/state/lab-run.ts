import type { RunInfo } from '../../engine/protocol/contract.ts';
import type { LabRun } from '../../engine/protocol/lab-progress.ts';
import type { EndedStatus } from '../../engine/protocol/run-status.ts';
import type { Dataset } from './dataset.svelte.ts';
import { thin } from './lab-progress.ts';
import type { Model } from './model.svelte.ts';
import { now } from './now.ts';
import type { Run } from './run.svelte.ts';

/** So many points of a curve go into a hand-in. */
const CURVE_POINTS = 200;

interface Surroundings {
  readonly dataset: Dataset;
  readonly model: Model;
  readonly run: Run;
}

/** What a hand-in tells of a run that has come to its end. */
export function recordOf(
  info: RunInfo,
  status: EndedStatus,
  step: string,
  { dataset, model, run }: Surroundings,
): LabRun {
  return {
    at: now(),
    step,
    network: info.network,
    settings: info.settings,
    dataset: dataset.info?.name ?? '',
    fingerprint: model.info?.fingerprint ?? null,
    status,
    testAccuracy: model.info?.test?.accuracy ?? null,
    training: thin(run.training, CURVE_POINTS),
    validation: thin(run.validation, CURVE_POINTS),
  };
}
