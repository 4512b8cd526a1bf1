import type { BrokenLayer, NetworkRunner } from '../nn/network-runner.ts';

/** A copy of all that training changes, after so many steps. */
interface Kept {
  readonly state: Float32Array;
  step: number;
}

/** States for the case that a run diverges: one that gave a finite loss, and a later one that has yet to. */
export class KeptStates {
  #good: Kept;
  #next: Kept;
  #nextIsSaved = false;

  /** @param step that the network has come to. */
  constructor(
    private readonly runner: NetworkRunner,
    step: number,
  ) {
    this.#good = { state: new Float32Array(runner.stateFloats), step };
    this.#next = { state: new Float32Array(runner.stateFloats), step };
    runner.saveState(this.#good.state);
  }

  /** @returns where a value is not finite: then nothing is kept. */
  save(step: number): BrokenLayer | null {
    const broken = this.runner.saveState(this.#next.state);
    if (broken) return broken;
    this.#next.step = step;
    this.#nextIsSaved = true;
    return null;
  }

  /** A step has shown that the state which was saved last is good. */
  lossWasFinite(): void {
    if (!this.#nextIsSaved) return;
    [this.#good, this.#next] = [this.#next, this.#good];
    this.#nextIsSaved = false;
  }

  /** Whether a weight is not finite just now. What was saved just before is not. */
  areWeightsBroken(): boolean {
    return !this.#nextIsSaved && this.runner.saveState(this.#next.state) !== null;
  }

  /** Brings the last good state back. @returns its step. */
  goBack(): number {
    this.runner.restoreState(this.#good.state, this.#good.step);
    return this.#good.step;
  }
}
