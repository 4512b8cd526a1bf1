import type { Parameter } from '../layers/layer.ts';
import type { MemoryName } from '../update-rule.ts';

/** What an optimiser has remembered before, where it goes on after `steps` steps. */
export interface Remembered {
  readonly steps: number;
  /** One number for each value of the parameter. */
  of(name: MemoryName, parameter: Parameter): ArrayLike<number>;
}

/** One number for each value of each parameter, all 0 at first: what an optimiser remembers. */
export class Memory {
  readonly #arrays = new Map<Parameter, Float64Array>();

  /** @param before what it begins with, if it is not 0. */
  constructor(
    private readonly name: MemoryName,
    private readonly before?: Remembered,
  ) {}

  of(parameter: Parameter): Float64Array {
    const known = this.#arrays.get(parameter);
    if (known) return known;
    const fresh = new Float64Array(parameter.values.length);
    if (this.before) fresh.set(this.before.of(this.name, parameter));
    this.#arrays.set(parameter, fresh);
    return fresh;
  }
}
