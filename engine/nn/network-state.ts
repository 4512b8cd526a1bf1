import { EpochLabError } from '../protocol/errors.ts';
import type { ParameterPlan } from './parameter-plan.ts';
import type { NetworkPlan } from './plan.ts';
import { memoriesOf, type OptimizerState } from './update-rule.ts';

/** All that training changes of a network in memory: parameters, running averages, and what the optimiser remembers. */
export class NetworkState {
  readonly #parts: readonly Float32Array[];

  constructor(
    private readonly plan: NetworkPlan,
    private readonly buffer: SharedArrayBuffer,
  ) {
    const { parameterAddress, gradientAddress, gradientBytes, update } = plan;
    this.#parts = [
      new Float32Array(buffer, parameterAddress, (gradientAddress - parameterAddress) / 4),
      ...update.memories.map((memory) => new Float32Array(buffer, memory, gradientBytes / 4)),
    ];
  }

  /** How many numbers it has, padding included. */
  get floats(): number {
    return this.#parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** @param to has room for all of it. */
  save(to: Float32Array): void {
    let at = 0;
    for (const part of this.#parts) {
      to.set(part, at);
      at += part.length;
    }
  }

  restore(from: Float32Array): void {
    let at = 0;
    for (const part of this.#parts) {
      part.set(from.subarray(at, at + part.length));
      at += part.length;
    }
  }

  /** A copy of all parameters, layer by layer. */
  parameters(): Float32Array[][] {
    return this.#copyOut(this.plan.parameters, 0);
  }

  setParameters(layers: readonly (readonly Float32Array[])[]): void {
    this.#copyIn(layers, this.plan.parameters, 0);
  }

  /** A copy of what the optimiser remembers. */
  memories(): OptimizerState['memories'] {
    const { optimizer, memories } = this.plan.update;
    return memoriesOf(optimizer.kind).map((name, index) => ({
      name,
      values: this.#copyOut(this.#learned(), memories[index]! - this.plan.parameterAddress),
    }));
  }

  /** @param memories of an optimiser of the same kind; one that remembers nothing needs none. */
  setMemories(memories: OptimizerState['memories']): void {
    const { update, parameterAddress } = this.plan;
    memoriesOf(update.optimizer.kind).forEach((name, index) => {
      const memory = memories.find((candidate) => candidate.name === name);
      if (!memory) throw new EpochLabError('internal', `The optimiser's ${name} is missing.`);
      this.#copyIn(memory.values, this.#learned(), update.memories[index]! - parameterAddress);
    });
  }

  #learned(): ParameterPlan[] {
    return this.plan.parameters.filter(({ learned }) => learned);
  }

  /** @param distance bytes from a parameter to what is to be copied, which has the same layout. */
  #copyOut(parameters: readonly ParameterPlan[], distance: number): Float32Array[][] {
    const layers: Float32Array[][] = this.plan.layers.map(() => []);
    for (const { layer, address, rows, columns, stride } of parameters) {
      const padded = new Float32Array(this.buffer, address + distance, rows * stride);
      const values = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        values.set(padded.subarray(row * stride, row * stride + columns), row * columns);
      }
      layers[layer]!.push(values);
    }
    return layers;
  }

  #copyIn(
    layers: readonly (readonly Float32Array[])[],
    parameters: readonly ParameterPlan[],
    distance: number,
  ): void {
    const given = layers.flat();
    if (given.length !== parameters.length) {
      throw new EpochLabError('internal', `${given.length} parameters do not fit this network.`);
    }
    parameters.forEach(({ address, rows, columns, stride }, index) => {
      const values = given[index]!;
      if (values.length !== rows * columns) {
        throw new EpochLabError('internal', `Parameter ${index} has ${values.length} values.`);
      }
      const padded = new Float32Array(this.buffer, address + distance, rows * stride);
      for (let row = 0; row < rows; row++) {
        padded.set(values.subarray(row * columns, (row + 1) * columns), row * stride);
      }
    });
  }
}
