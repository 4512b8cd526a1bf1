import type { KeptDataset } from '../data/kept-dataset.ts';
import type { ModelInfo, RunInfo, RunStatus } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { isOpenRun } from '../protocol/run-status.ts';
import type { Driver } from '../training/driver.ts';
import type { TrainingRun } from '../training/training-run.ts';
import { follow, toModelInfo, type CurrentModel } from './current-model.ts';
import type { Surroundings } from './surroundings.ts';

/** A run that goes on, or that has ended last. */
export interface Going {
  readonly id: number;
  readonly run: TrainingRun;
  readonly driver: Driver;
  /** Resolves when the run has ended and its model is settled. */
  readonly ended: Promise<void>;
  problem: RunInfo['problem'];
  status: RunStatus;
  /** The step at which the loss stopped being finite. */
  brokenStep: number | null;
}

/** What lies on the engine's desks: one data set, one model, at most one run. */
export class Workplace {
  dataset: KeptDataset | null = null;
  /** The run that was begun last, whether it goes on or not. */
  going: Going | null = null;
  #model: CurrentModel | null = null;
  /** Replacing the model takes several awaits; two at once would leave one of them half done. */
  #replacing = false;

  constructor(private readonly surroundings: Surroundings) {}

  get model(): CurrentModel | null {
    return this.#model;
  }

  /** The run that is on its way; null when there is none. */
  get openRun(): TrainingRun | null {
    return this.going && isOpenRun(this.going.status) ? this.going.run : null;
  }

  /** The current model, as its run has it now. */
  followedModel(): CurrentModel | null {
    const run = this.openRun;
    if (run && this.#model) follow(this.#model, run);
    return this.#model;
  }

  openDataset(): KeptDataset {
    if (!this.dataset) throw new EpochLabError('wrong-state', 'No data set is open. Choose one first.');
    return this.dataset;
  }

  currentModel(): CurrentModel {
    if (!this.#model)
      throw new EpochLabError('wrong-state', 'There is no model yet. Train one or open a file.');
    return this.#model;
  }

  /** Makes `model` the current one, lets the old one go, and tells everybody. */
  announce(model: CurrentModel): ModelInfo {
    this.#model?.runner.release();
    this.#model = model;
    return this.tell(model);
  }

  /** Tells everybody how the model is now, if it is the current one. */
  tell(model: CurrentModel): ModelInfo {
    const info = toModelInfo(model);
    if (this.#model === model) this.surroundings.emit('model', info);
    return info;
  }

  async replaceModel<T>(replace: () => Promise<T>): Promise<T> {
    this.refuseWhileGoing('replace its model');
    if (this.#replacing) throw new EpochLabError('wrong-state', 'Another model is just being opened.');
    this.#replacing = true;
    try {
      return await replace();
    } finally {
      this.#replacing = false;
    }
  }

  refuseWhileGoing(what: string): void {
    if (this.openRun) {
      throw new EpochLabError('wrong-state', `A training run is going on. Stop it before you ${what}.`);
    }
  }
}
