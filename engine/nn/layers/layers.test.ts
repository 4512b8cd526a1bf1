import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerSpec, NetworkSpec } from '../../protocol/network.ts';
import { sizeOf } from '../../protocol/shapes.ts';
import { checkLayerGradients } from '../gradient-check.ts';
import { distinctValues, singleLayer } from '../../testing/single-layer.ts';

/** What all layers have in common, on random small shapes. What each computes is tested in a file of its own. */

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const small = fc.integer({ min: 1, max: 3 });
const inputs = fc.record({
  height: fc.integer({ min: 4, max: 7 }),
  width: fc.integer({ min: 4, max: 7 }),
  channels: small,
});

const specs: Record<LayerSpec['kind'], fc.Arbitrary<LayerSpec>> = {
  conv2d: fc
    .record({ filters: small, kernel: fc.integer({ min: 1, max: 4 }), stride: small, bias: fc.boolean() })
    .chain((spec) =>
      fc.integer({ min: 0, max: spec.kernel - 1 }).map((padding) => ({ kind: 'conv2d', padding, ...spec })),
    ),
  maxPool: fc.record({ kind: fc.constant('maxPool'), size: fc.integer({ min: 2, max: 4 }), stride: small }),
  dense: fc.record({ kind: fc.constant('dense'), units: small, bias: fc.boolean() }),
  averagePool: fc.record({
    kind: fc.constant('averagePool'),
    size: fc.integer({ min: 2, max: 4 }),
    stride: small,
  }),
  relu: fc.constant({ kind: 'relu' }),
  leakyRelu: fc.record({ kind: fc.constant('leakyRelu'), slope: fc.double({ min: 0, max: 1, noNaN: true }) }),
  sigmoid: fc.constant({ kind: 'sigmoid' }),
  tanh: fc.constant({ kind: 'tanh' }),
  dropout: fc.constant({ kind: 'dropout', rate: 0.5 }),
  batchNorm: fc.constant({ kind: 'batchNorm' }),
  flatten: fc.constant({ kind: 'flatten' }),
};

/** These bend everywhere: there ε must be small. */
const CURVED: readonly string[] = ['sigmoid', 'tanh'];

describe.each(Object.entries(specs))('%s', (kind, spec) => {
  const forAll = (property: (spec: LayerSpec, input: NetworkSpec['input'], seed: number) => void) =>
    fc.assert(fc.property(spec, inputs, seed, property), { numRuns: 60 });

  it('gives what its shape says', () => {
    forAll((spec, input, seed) => {
      const layer = singleLayer(spec, input, seed);
      const output = layer.forward(distinctValues(sizeOf(layer.input), seed));
      expect(output.length).toBe(sizeOf(layer.output));
      expect(layer.backward(output).length).toBe(sizeOf(layer.input));
      for (const { values, gradient, dimensions } of layer.parameters) {
        const size = dimensions.reduce((product, length) => product * length, 1);
        expect([values.length, gradient.length]).toEqual([size, size]);
      }
    });
  });

  it('has the gradient that is measured', () => {
    forAll((spec, input, seed) => {
      const layer = singleLayer(spec, input, seed);
      const values = distinctValues(sizeOf(layer.input), seed);
      const outputGradient = distinctValues(sizeOf(layer.output), seed);
      // Between corners a layer is linear: a wide ε loses fewer digits, and nothing else.
      const curved = CURVED.includes(kind);
      const epsilon = curved ? 1e-5 : 1e-3;
      const errors = checkLayerGradients(layer, values, outputGradient, { epsilon });
      for (const { relativeError } of [errors.input, ...errors.parameters]) {
        expect(relativeError).toBeLessThan(curved ? 1e-5 : 1e-6);
      }
    });
  });

  it('adds to its gradients, and leaves its input and its parameters alone', () => {
    forAll((spec, input, seed) => {
      const layer = singleLayer(spec, input, seed);
      const values = distinctValues(sizeOf(layer.input), seed);
      const parameters = layer.parameters.map((parameter) => parameter.values.slice());
      const outputGradient = distinctValues(sizeOf(layer.output), seed);

      layer.forward(values);
      layer.backward(outputGradient);
      const once = layer.parameters.map((parameter) => parameter.gradient.slice());
      layer.backward(outputGradient);

      expect(values).toEqual(distinctValues(sizeOf(layer.input), seed));
      layer.parameters.forEach((parameter, index) => {
        expect(parameter.values).toEqual(parameters[index]);
        parameter.gradient.forEach((twice, i) => expect(twice).toBeCloseTo(2 * once[index]![i]!, 9));
      });
    });
  });
});
