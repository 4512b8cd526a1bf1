import type { LayerPlan, NetworkPlan, ParameterPlan } from './plan.ts';

/**
 * Gradients of dense layers' weights. Most of a network's weights stand in its dense layers, and writing and summing
 * a gradient of each for every shard would take longer than computing it. So shards leave what the gradient is made
 * of, a layer's inputs and ∂L/∂outputs, side by side for the whole batch; when all have, one product makes the
 * gradient, and stands with those of the first shard. The work is cut into units of rows of weights, whose size has
 * no influence on the result.
 */

/** What a dense layer's shards leave: addresses of batch × inputs and batch × units floats. */
export interface DenseBatch {
  readonly inputs: number;
  readonly outGradients: number;
}

/** Rows first .. first + rows of a layer's weights; with the first of them goes the bias. */
export interface DenseUnit {
  readonly layer: number;
  readonly first: number;
  readonly rows: number;
}

/** Parameters first .. first + count, in floats, whose gradients stand with the first shard's alone, or with all. */
export interface GradientSegment {
  readonly first: number;
  readonly count: number;
  readonly summed: boolean;
}

/** A unit's inputs of many images stay in the first-level cache. */
const UNIT_ROWS = 64;

export function denseUnits(layers: readonly LayerPlan[]): DenseUnit[] {
  return layers.flatMap((layer) => {
    if (layer.kind !== 'dense') return [];
    return Array.from({ length: Math.ceil(layer.inputs / UNIT_ROWS) }, (_, unit) => {
      const first = unit * UNIT_ROWS;
      return { layer: layer.index, first, rows: Math.min(UNIT_ROWS, layer.inputs - first) };
    });
  });
}

/** @param parameters those that are learned, in the order in which they stand in memory. */
export function gradientSegments(
  parameters: readonly ParameterPlan[],
  layers: readonly LayerPlan[],
  start: number,
  floats: number,
): GradientSegment[] {
  const segments: { first: number; count: number; summed: boolean }[] = [];
  for (const { layer, address } of parameters) {
    const summed = layers[layer]!.kind !== 'dense';
    if (segments[segments.length - 1]?.summed === summed) continue;
    segments.push({ first: (address - start) / 4, count: 0, summed });
  }
  segments.forEach((segment, i) => {
    segment.count = (segments[i + 1]?.first ?? floats) - segment.first;
  });
  return segments;
}

/**
 * Calls `each` for the parts of first .. first + count.
 *
 * @param shards how many gradients are to be summed where each shard has one.
 */
export function bySegment(
  { segments }: NetworkPlan,
  first: number,
  count: number,
  shards: number,
  each: (first: number, count: number, shards: number) => void,
): void {
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    const from = Math.max(first, segment.first);
    const to = Math.min(first + count, segment.first + segment.count);
    if (from < to) each(from, to - from, segment.summed ? shards : 1);
  }
}
