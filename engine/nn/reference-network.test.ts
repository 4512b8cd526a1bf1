import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes, parameterCount, sizeOf } from '../protocol/shapes.ts';
import { initialValues } from './initialisation.ts';
import { distinctValues } from '../testing/single-layer.ts';
import { createOptimizer } from './optimizers/create-optimizer.ts';
import { ReferenceNetwork, scaleImage } from './reference-network.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';

const CLASSES = 3;
const small = fc.integer({ min: 1, max: 3 });
const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('conv2d' as const),
    filters: small,
    kernel: small,
    stride: small,
    padding: fc.constant(0),
    bias: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('maxPool' as const), size: fc.constant(2), stride: small }),
  fc.constant({ kind: 'relu' as const }),
);
const network: fc.Arbitrary<NetworkSpec> = fc
  .record({
    height: fc.integer({ min: 6, max: 12 }),
    width: fc.integer({ min: 6, max: 12 }),
    channels: small,
  })
  .chain((input) =>
    fc.array(layer, { maxLength: 3 }).map((layers) => ({
      input,
      layers: [...layers, { kind: 'flatten' }, { kind: 'dense', units: CLASSES, bias: true }],
      initialiser: 'he-normal',
    })),
  );

function untrained(spec: NetworkSpec, classes: number, seed = 1): ReferenceNetwork {
  return new ReferenceNetwork(spec, classes, initialValues(spec, inferShapes(spec, classes), seed));
}

describe('a network', () => {
  it('has the shapes that were inferred for it', () => {
    fc.assert(
      fc.property(network, (spec) => {
        fc.pre(fits(spec));
        const shapes = inferShapes(spec, CLASSES);
        const reference = untrained(spec, CLASSES);
        let values = distinctValues(sizeOf(shapes[0]!.input), 1);
        reference.layers.forEach((layer, i) => {
          expect([layer.input, layer.output]).toEqual([shapes[i]!.input, shapes[i]!.output]);
          values = layer.forward(values);
          expect(values.length).toBe(sizeOf(shapes[i]!.output));
        });
        expect(reference.backward(values).length).toBe(sizeOf(shapes[0]!.input));
        const count = reference.parameters.reduce((sum, { values }) => sum + values.length, 0);
        expect(count).toBe(parameterCount(shapes));
      }),
    );
  });

  it('has the mean of its images’ losses and gradients', () => {
    const spec = presets.report.network;
    const images = [1, 2, 3].map((seed) => distinctValues(28 * 28, seed));
    const labels = [4, 0, 9];
    const reference = untrained(spec, 10);
    const alone = images.map((image, i) => {
      const loss = reference.lossAndGradients([image], [labels[i]!]);
      return { loss, gradients: reference.parameters.map(({ gradient }) => gradient.slice()) };
    });
    const loss = reference.lossAndGradients(images, labels);
    expect(loss).toBeCloseTo(alone.reduce((sum, { loss }) => sum + loss, 0) / 3, 12);
    reference.parameters.forEach(({ gradient }, p) =>
      gradient.forEach((value, i) => {
        const mean = alone.reduce((sum, { gradients }) => sum + gradients[p]![i]!, 0) / 3;
        expect(Math.abs(value - mean)).toBeLessThan(1e-15);
      }),
    );
  });

  it('guesses before it has learned', () => {
    const reference = untrained(presets.report.network, 10);
    const { loss } = softmaxCrossEntropy(reference.forward(new Float64Array(28 * 28).fill(-0.5)), 3);
    expect(Math.abs(loss - Math.log(10))).toBeLessThan(0.02);
  });

  it('learns what it is shown', () => {
    const images = [1, 2, 3].map((seed) => distinctValues(28 * 28, seed));
    const reference = untrained(presets.report.network, 10);
    const optimizer = createOptimizer({ kind: 'sgd', learningRate: 0.1 });
    const losses = Array.from({ length: 10 }, () => {
      const loss = reference.lossAndGradients(images, [4, 0, 9]);
      reference.step(optimizer);
      return loss;
    });
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect(losses.at(-1)).toBeLessThan(0.5);
  });

  it('refuses values that are not its own', () => {
    const values = initialValues(presets.report.network, inferShapes(presets.report.network, 10), 1);
    expect(() => new ReferenceNetwork(presets.lenet5.network, 10, values)).toThrow(RangeError);
    expect(() => new ReferenceNetwork(presets.report.network, 10, [])).toThrow(RangeError);
  });
});

describe('scaleImage', () => {
  it('makes black −0.5 and white 0.5', () => {
    expect([...scaleImage(Uint8Array.of(0, 51, 255))]).toEqual([-0.5, expect.closeTo(-0.3, 15), 0.5]);
  });
});

function fits(spec: NetworkSpec): boolean {
  try {
    inferShapes(spec, CLASSES);
    return true;
  } catch {
    return false;
  }
}
