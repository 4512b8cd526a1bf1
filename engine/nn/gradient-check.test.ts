import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes, sizeOf } from '../protocol/shapes.ts';
import { checkGradients } from './gradient-check.ts';
import { initialValues } from './initialisation.ts';
import type { TieRule } from './layers/max-pool.ts';
import { distinctValues } from '../testing/single-layer.ts';
import { ReferenceNetwork, scaleImage } from './reference-network.ts';

/** Right gradients are measured to be right within this; wrong ones are off by much more. */
const RIGHT = 1e-6;
const CLASSES = 10;

function untrained(network: NetworkSpec, tieRule?: TieRule): ReferenceNetwork {
  return new ReferenceNetwork(
    network,
    CLASSES,
    initialValues(network, inferShapes(network, CLASSES), 1),
    tieRule,
  );
}

function randomImage({ input }: NetworkSpec): Float64Array {
  return distinctValues(sizeOf({ ...input, flat: false }), 1).map((value) => value / 4);
}

/** A ring of ink, soft at its edges, on a background that is 0 throughout, as a scanned digit is. */
function ring(): Float64Array {
  const side = 28;
  return scaleImage(
    Uint8Array.from({ length: side * side }, (_, i) => {
      const distance = Math.hypot((i % side) - 13.3, Math.floor(i / side) - 13.8);
      return Math.max(0, 255 * (1 - (Math.abs(distance - 7) / 2) ** 2));
    }),
  );
}

const strided: NetworkSpec = {
  input: { height: 11, width: 9, channels: 2 },
  layers: [
    { kind: 'conv2d', filters: 5, kernel: 3, stride: 2, padding: 1, bias: true },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2, stride: 1 },
    { kind: 'conv2d', filters: 4, kernel: 2, stride: 1, padding: 1, bias: true },
    { kind: 'flatten' },
    { kind: 'dense', units: CLASSES, bias: true },
  ],
  initialiser: 'glorot-uniform',
};

describe('the gradient of a whole network', () => {
  it.each([
    ['report', presets.report.network, 72],
    ['LeNet-5', presets.lenet5.network, 12],
    ['strided and padded', strided, Infinity],
  ] as const)('%s: is the measured one', (_, network, maxPerParameter) => {
    const errors = checkGradients(untrained(network), [randomImage(network)], [3], { maxPerParameter });
    for (const error of errors) expect(error.relativeError).toBeLessThan(RIGHT);
  });

  it('of every kind of layer, over a batch, is the measured one', () => {
    const everything: NetworkSpec = {
      input: { height: 9, width: 8, channels: 2 },
      layers: [
        { kind: 'batchNorm' },
        { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 1, bias: false },
        { kind: 'batchNorm' },
        { kind: 'leakyRelu', slope: 0.2 },
        { kind: 'averagePool', size: 3, stride: 2 },
        { kind: 'dropout', rate: 0.3 },
        { kind: 'conv2d', filters: 3, kernel: 2, stride: 1, padding: 0, bias: true },
        { kind: 'tanh' },
        { kind: 'flatten' },
        { kind: 'dense', units: 7, bias: false },
        { kind: 'batchNorm' },
        { kind: 'sigmoid' },
        { kind: 'dropout', rate: 0.5 },
        { kind: 'dense', units: CLASSES, bias: true },
      ],
      initialiser: 'torch-default',
    };
    const network = untrained(everything);
    const images = [1, 2, 3, 4].map((seed) => distinctValues(9 * 8 * 2, seed));
    for (const error of checkGradients(network, images, [3, 1, 4, 1])) {
      expect(error.relativeError).toBeLessThan(RIGHT);
    }
  });

  it('on a flat background holds if ties go to the first maximum, and not if they go to every one', () => {
    const { network } = presets.report;
    const filterError = (tieRule: TieRule) =>
      checkGradients(untrained(network, tieRule), [ring()], [0], { maxPerParameter: 72 })[0]!;
    expect(filterError('first-maximum').relativeError).toBeLessThan(RIGHT);
    expect(filterError('every-maximum').relativeError).toBeGreaterThan(0.1);
  });
});

describe('a gradient check', () => {
  const small: NetworkSpec = {
    input: { height: 4, width: 4, channels: 1 },
    layers: [
      { kind: 'conv2d', filters: 2, kernel: 3, stride: 1, padding: 0, bias: true },
      { kind: 'flatten' },
      { kind: 'dense', units: CLASSES, bias: false },
    ],
    initialiser: 'he-normal',
  };

  it('names the layer, the parameter and the place, and leaves the network as it was', () => {
    const network = untrained(small);
    const before = network.parameters.map(({ values }) => values.slice());
    const errors = checkGradients(network, [randomImage(small)], [3]);
    expect(errors.map(({ layer, parameter }) => [layer, parameter])).toEqual([
      [0, 'weights'],
      [0, 'bias'],
      [2, 'weights'],
    ]);
    expect(errors.map(({ place }) => place.length)).toEqual([4, 1, 2]);
    expect(network.parameters.map(({ values }) => values)).toEqual(before);
  });

  it('finds one wrong value among many', () => {
    const network = untrained(small);
    const layer = network.layers[0]!;
    const backward = layer.backward.bind(layer);
    layer.backward = (outputGradient) => {
      const inputGradient = backward(outputGradient);
      layer.parameters[0]!.gradient[5]! *= 1.01; // kernel row 0, column 2, channel 0, filter 1
      return inputGradient;
    };
    const [weights, bias] = checkGradients(network, [randomImage(small)], [3]);
    expect(weights!.place).toEqual([0, 2, 0, 1]);
    expect(weights!.relativeError).toBeGreaterThan(1e-4);
    expect(weights!.analytic / weights!.numeric).toBeCloseTo(1.01, 6);
    expect(bias!.relativeError).toBeLessThan(RIGHT);
  });

  it('takes a gradient of 0 that is measured as 0 for right', () => {
    const network = untrained(small);
    const [weights] = checkGradients(network, [new Float64Array(16)], [3]);
    expect(weights!.relativeError).toBe(0);
  });
});
