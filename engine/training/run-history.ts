import type { History, TrainingPoint } from '../protocol/contract.ts';
import type { Observation } from '../protocol/run-calls.ts';

/** Looks into the network that are kept at most: then every other one goes, and it is looked half as often. */
export const MAX_OBSERVATIONS = 4_000;

/** What is recorded of a run, and grows with it. */
export class RunHistory implements History {
  training: TrainingPoint[];
  validation: TrainingPoint[];
  observations: Observation[];
  diverged?: { readonly step: number; readonly epoch: number };
  #observationStride = 1;

  /** @param before of the part of the run that is done already. */
  constructor(before: History) {
    this.training = [...before.training];
    this.validation = [...before.validation];
    this.observations = [...(before.observations ?? [])];
  }

  /** How much less often than at the begin it is to be looked: doubled each time when there are too many. */
  get observationStride(): number {
    return this.#observationStride;
  }

  addObservation(observation: Observation): void {
    const { observations } = this;
    observations.push(observation);
    if (observations.length < MAX_OBSERVATIONS) return;
    // From the last one back, so that the newest stays.
    this.observations = observations.filter((_, i) => (observations.length - 1 - i) % 2 === 0);
    this.#observationStride *= 2;
  }

  /** For a run that is taken up again at this step: what came later, and its end, have not been. */
  forgetAfter(step: number): void {
    const isPast = (point: { readonly step: number }) => point.step <= step;
    this.training = this.training.filter(isPast);
    this.validation = this.validation.filter(isPast);
    this.observations = this.observations.filter(isPast);
    delete this.diverged;
  }
}
