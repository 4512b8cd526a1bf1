import type { LayerObservation } from '../protocol/run-calls.ts';
import type { ParameterPlan } from './parameter-plan.ts';
import type { NetworkPlan } from './plan.ts';

/**
 * Looks at a training step from outside: how long each layer's gradient is, and how far the step moved its weights.
 * It reads the memory between two steps and changes nothing in it.
 */
export class Observer {
  readonly #learned: readonly ParameterPlan[];
  readonly #weights: Float32Array;
  /** The weights as they were before the step. */
  readonly #before: Float32Array;
  /** From the first shard's on, one after the other. */
  readonly #gradients: Float32Array;

  constructor(
    private readonly plan: NetworkPlan,
    buffer: SharedArrayBuffer,
  ) {
    const { parameterAddress, parameterFloats, gradientAddress } = plan;
    this.#learned = plan.parameters.filter(({ learned }) => learned);
    this.#weights = new Float32Array(buffer, parameterAddress, parameterFloats);
    this.#before = new Float32Array(parameterFloats);
    this.#gradients = new Float32Array(buffer, gradientAddress);
  }

  /** Before the step. */
  remember(): void {
    this.#before.set(this.#weights);
  }

  /**
   * After the step.
   *
   * @param summands how many shards' gradients the step summed.
   * @returns one for each layer that learns.
   */
  measure(summands: number): LayerObservation[] {
    const layers = new Map<number, { gradient: number; moved: number; weights: number }>();
    for (const parameter of this.#learned) {
      const sums = layers.get(parameter.layer) ?? { gradient: 0, moved: 0, weights: 0 };
      layers.set(parameter.layer, sums);
      const [first, end] = this.#placeOf(parameter);
      const shards = this.#shardsOf(parameter, summands);
      for (let i = first; i < end; i++) {
        // Padding is zero in all of them.
        const gradient = this.#gradientAt(i, shards);
        const [before, after] = [this.#before[i]!, this.#weights[i]!];
        sums.gradient += gradient * gradient;
        sums.moved += (after - before) * (after - before);
        sums.weights += before * before;
      }
    }
    return Array.from(layers, ([layer, { gradient, moved, weights }]) => ({
      layer,
      gradientNorm: Math.sqrt(gradient),
      updateRatio: weights > 0 ? Math.sqrt(moved / weights) : 0,
    }));
  }

  /** The newest step's gradient by each layer's learned parameters, without padding. */
  gradients(summands: number): Float32Array[] {
    const layers: Float32Array[][] = this.plan.layers.map(() => []);
    for (const parameter of this.#learned) {
      const { layer, rows, columns, stride } = parameter;
      const [first] = this.#placeOf(parameter);
      const shards = this.#shardsOf(parameter, summands);
      const values = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          values[row * columns + column] = this.#gradientAt(first + row * stride + column, shards);
        }
      }
      layers[layer]!.push(values);
    }
    return layers.map((parts) => join(parts));
  }

  #placeOf({ address, rows, stride }: ParameterPlan): [first: number, end: number] {
    const first = (address - this.plan.parameterAddress) / 4;
    return [first, first + rows * stride];
  }

  /** The gradients of a dense layer's weights are worked out for the whole batch, in the first shard's place. */
  #shardsOf({ layer, name }: ParameterPlan, summands: number): number {
    return this.plan.layers[layer]!.kind === 'dense' && name === 'weights' ? 1 : summands;
  }

  #gradientAt(place: number, summands: number): number {
    const step = this.plan.gradientBytes / 4;
    let sum = 0;
    for (let shard = 0; shard < summands; shard++) sum += this.#gradients[shard * step + place]!;
    return sum;
  }
}

function join(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
