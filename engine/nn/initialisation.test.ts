import { describe, expect, it } from 'vitest';
import type { Initialiser, LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { initialValues } from './initialisation.ts';

function valuesOf(network: NetworkSpec, seed: number) {
  const classes = network.layers.findLast((layer) => layer.kind === 'dense')!.units;
  return initialValues(network, inferShapes(network, classes), seed);
}

const layers: LayerSpec[] = [
  { kind: 'conv2d', filters: 80, kernel: 5, stride: 1, padding: 0, bias: true },
  { kind: 'conv2d', filters: 40, kernel: 3, stride: 1, padding: 0, bias: true },
  { kind: 'flatten' },
  { kind: 'dense', units: 60, bias: true },
];
const network = (initialiser: Initialiser): NetworkSpec => ({
  input: { height: 9, width: 9, channels: 2 },
  layers,
  initialiser,
});

function statistics(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance), largest: Math.max(...values.map(Math.abs)) };
}

describe('initial values', () => {
  // Inputs of one channel, fan_in and fan_out of the three layers with weights.
  const weights = [
    { layer: 0, places: 25, fanIn: 50, fanOut: 2000 },
    { layer: 1, places: 9, fanIn: 720, fanOut: 360 },
    { layer: 3, places: 360, fanIn: 360, fanOut: 60 },
  ];
  const deviations: Record<Initialiser, (of: (typeof weights)[number]) => number> = {
    report: ({ places }) => 1 / places,
    'he-normal': ({ fanIn }) => Math.sqrt(2 / fanIn),
    'he-uniform': ({ fanIn }) => Math.sqrt(2 / fanIn),
    'glorot-normal': ({ fanIn, fanOut }) => Math.sqrt(2 / (fanIn + fanOut)),
    'glorot-uniform': ({ fanIn, fanOut }) => Math.sqrt(2 / (fanIn + fanOut)),
    'torch-default': ({ fanIn }) => Math.sqrt(1 / (3 * fanIn)),
  };

  it.each(Object.keys(deviations) as Initialiser[])('%s: have their mean and deviation', (initialiser) => {
    const values = valuesOf(network(initialiser), 1);
    for (const of of weights) {
      const sample = values[of.layer]![0]!;
      const expected = deviations[initialiser](of);
      const { mean, deviation, largest } = statistics(sample);
      // Four standard errors.
      expect(Math.abs(mean)).toBeLessThan((4 * expected) / Math.sqrt(sample.length));
      expect(Math.abs(deviation / expected - 1)).toBeLessThan(4 / Math.sqrt(2 * sample.length));
      if (initialiser !== 'report' && !initialiser.endsWith('normal'))
        expect(largest).toBeLessThanOrEqual(Math.fround(Math.sqrt(3) * expected));
      else expect(largest).toBeGreaterThan(3 * expected);
    }
  });

  it('have biases of zero, and nothing for layers that learn nothing', () => {
    const values = valuesOf(network('he-normal'), 1);
    expect(values.map((layer) => layer.length)).toEqual([2, 2, 0, 2]);
    expect(values[0]![1]).toEqual(new Float32Array(80));
    expect(values[3]![1]).toEqual(new Float32Array(60));
  });

  it('have biases like the weights where PyTorch does', () => {
    const values = valuesOf(network('torch-default'), 1);
    weights.forEach(({ layer, fanIn }) => {
      const { mean, largest } = statistics(values[layer]![1]!);
      const limit = 1 / Math.sqrt(fanIn);
      expect(largest).toBeLessThanOrEqual(Math.fround(limit));
      expect(largest).toBeGreaterThan(0.8 * limit);
      expect(Math.abs(mean)).toBeLessThan(0.4 * limit);
    });
  });

  it('are the same for the same seed, and others for another', () => {
    expect(valuesOf(presets.report.network, 7)).toEqual(valuesOf(presets.report.network, 7));
    expect(valuesOf(presets.report.network, 7)).not.toEqual(valuesOf(presets.report.network, 8));
  });

  it('of a layer do not depend on the layers after it', () => {
    const longer = {
      ...network('report'),
      layers: [...layers, { kind: 'dense', units: 5, bias: true } as const],
    };
    expect(valuesOf(longer, 1)[3]).toEqual(valuesOf(network('report'), 1)[3]);
  });

  it('keep the numbers they have always had', () => {
    const values = valuesOf(presets.report.network, 1);
    expect([...values[0]![0]!.slice(0, 4)]).toMatchInlineSnapshot(`
      [
        0.047465961426496506,
        0.11949027329683304,
        0.09830274432897568,
        0.006597200408577919,
      ]
    `);
    expect([...values[3]![0]!.slice(0, 4)]).toMatchInlineSnapshot(`
      [
        0.0009865458123385906,
        -0.0009181848145090044,
        0.00046878846478648484,
        0.00008227896614698693,
      ]
    `);
    const lenet = valuesOf(presets.lenet5.network, 1);
    expect([...lenet[0]![0]!.slice(0, 4)]).toMatchInlineSnapshot(`
      [
        0.12082861363887787,
        0.3041725754737854,
        0.25023794174194336,
        0.01679372973740101,
      ]
    `);
    expect([...valuesOf(network('glorot-uniform'), 1)[0]![0]!.slice(0, 4)]).toMatchInlineSnapshot(`
      [
        0.01429063081741333,
        0.03597507253289223,
        0.044346101582050323,
        0.0029761132318526506,
      ]
    `);
  });
});
