import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstError } from '../gradient-check.ts';
import { BATCH_NORM_EPSILON } from './batch-norm.ts';
import type { Layer } from './layer.ts';
import { distinctValues, singleLayer } from '../../testing/single-layer.ts';

const moment = { seed: 0, step: 0, position: 0 };

function create(channels: number, seed = 1): Layer {
  return singleLayer({ kind: 'batchNorm' }, { height: 2, width: 3, channels }, seed);
}

function forward(layer: Layer, inputs: readonly Float64Array[]): Float64Array[] {
  layer.meet!(inputs);
  return inputs.map((input, position) => layer.forward(input, { ...moment, position }));
}

function statistics(images: readonly Float64Array[], channel: number, channels: number) {
  const values = images.flatMap((image) => [...image].filter((_, i) => i % channels === channel));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance, count: values.length };
}

const batch = fc.record({
  channels: fc.integer({ min: 1, max: 5 }),
  images: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(),
});

describe('batch norm', () => {
  it('gives each channel the mean and the size that it has learned', () => {
    fc.assert(
      fc.property(batch, ({ channels, images, seed }) => {
        const layer = create(channels, seed);
        const inputs = Array.from({ length: images }, (_, i) => distinctValues(6 * channels, seed + i));
        const outputs = forward(layer, inputs);
        for (let channel = 0; channel < channels; channel++) {
          const { variance: before } = statistics(inputs, channel, channels);
          const { mean, variance } = statistics(outputs, channel, channels);
          const scale = layer.parameters[0]!.values[channel]!;
          expect(mean).toBeCloseTo(layer.parameters[1]!.values[channel]!, 9);
          expect(variance).toBeCloseTo((scale ** 2 * before) / (before + BATCH_NORM_EPSILON), 9);
        }
      }),
    );
  });

  it('has the gradient that is measured, through mean and variance too', () => {
    fc.assert(
      fc.property(batch, ({ channels, images, seed }) => {
        const layer = create(channels, seed);
        const size = 6 * channels;
        const inputs = Array.from({ length: images }, (_, i) => distinctValues(size, seed + i));
        const slopes = Array.from({ length: images }, (_, i) => distinctValues(size, seed + 100 + i));
        const loss = () =>
          forward(layer, inputs).reduce(
            (sum, output, image) => output.reduce((a, y, i) => a + y * slopes[image]![i]!, sum),
            0,
          );
        forward(layer, inputs);
        layer.meetBack!(inputs, slopes);
        const gradients = inputs.map((input, image) => {
          layer.forward(input, moment);
          return layer.backward(slopes[image]!);
        });
        inputs.forEach((input, image) => {
          const { relativeError } = worstError(input, gradients[image]!, [size], loss, { epsilon: 1e-5 });
          expect(relativeError).toBeLessThan(1e-4);
        });
        for (const { values, gradient, learned } of layer.parameters) {
          if (!learned) continue;
          // The loss is linear in them: a wide step has no error of its own, and less of rounding.
          const { relativeError } = worstError(values, gradient, [channels], loss, { epsilon: 0.1 });
          expect(relativeError).toBeLessThan(1e-7);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('remembers a tenth of each batch, and uses what it remembers', () => {
    const layer = create(1);
    const [scale, shift, runningMean, runningVariance] = layer.parameters.map(({ values }) => values);
    [scale, shift, runningMean, runningVariance].forEach((values, i) => (values![0] = [2, 3, 0, 1][i]!));
    const inputs = [distinctValues(6, 1), distinctValues(6, 2).map((value) => value + 1)];
    layer.meet!(inputs);
    layer.remember!();
    const { mean, variance, count } = statistics(inputs, 0, 1);
    expect(runningMean![0]).toBeCloseTo(0.1 * mean, 12);
    expect(runningVariance![0]).toBeCloseTo(0.9 + (0.1 * variance * count) / (count - 1), 12);
    const expected = (2 * (7 - runningMean![0]!)) / Math.sqrt(runningVariance![0]! + BATCH_NORM_EPSILON) + 3;
    expect(layer.forward(new Float64Array(6).fill(7))[0]).toBeCloseTo(expected, 12);
  });
});
