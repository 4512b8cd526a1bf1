import type { Parameter } from '../layers/layer.ts';

/** One number for each value of each parameter, all 0 at first: what an optimiser remembers. */
export class Memory {
  readonly #arrays = new Map<Parameter, Float64Array>();

  of(parameter: Parameter): Float64Array {
    const known = this.#arrays.get(parameter);
    if (known) return known;
    const fresh = new Float64Array(parameter.values.length);
    this.#arrays.set(parameter, fresh);
    return fresh;
  }
}
