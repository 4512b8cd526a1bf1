import { describe, expect, it } from 'vitest';
import { initialValues } from '../nn/initialisation.ts';
import type { TieRule } from '../nn/layers/max-pool.ts';
import { scaleImage } from '../nn/reference-network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { openMnist } from '../testing/mnist.ts';
import { checkLayer } from './check.ts';
import { exciteChannel } from './excite.ts';
import { layerSource } from './sources.ts';
import { survey } from './survey.ts';
import { layerSummary } from './layer-summary.ts';
import { tensorView } from './tensors.ts';
import { updateOf } from './update.ts';
import { countTies } from './pooling.ts';
import { complete, WalkThrough } from './walk-through.ts';

/** What is known of the report's network on MNIST must be what a walk-through shows. */

const { network, settings } = presets.report;
const parameters = initialValues(network, inferShapes(network, 10), 1);
const { train } = await openMnist();
const SIZE = 28 * 28;

function walkThrough(index: number, tieRule: TieRule = 'first-maximum'): WalkThrough {
  const image = scaleImage(train.images.subarray(index * SIZE, (index + 1) * SIZE));
  return WalkThrough.of({
    network,
    classes: 10,
    parameters,
    image,
    label: train.labels[index]!,
    tieRule,
    moment: null,
  });
}

const indices = Array.from({ length: 10 }, (_, i) => i);

describe('the report’s network on MNIST, untrained', () => {
  it('guesses: its loss is ln 10', () => {
    const losses = indices.map((index) => walkThrough(index).verdict.loss);
    expect(losses.reduce((a, b) => a + b) / losses.length).toBeCloseTo(2.303, 2);
  });

  it('has ties in about 64 % of the pool’s windows, on the flat background', () => {
    const ties = indices.map((index) => countTies(walkThrough(index), 1));
    const share = ties.reduce((sum, { tied, windows }) => sum + tied / windows, 0) / ties.length;
    expect(share).toBeGreaterThan(0.58);
    expect(share).toBeLessThan(0.7);
  });

  it('has the filters’ gradient confirmed where the first maximum gets it', () => {
    const { distance, checked } = complete(checkLayer(walkThrough(0), 0, { epsilon: 1e-5, limit: 100 }));
    expect(checked).toBe(72);
    expect(distance).toBeLessThan(1e-6);
  });

  it('has it about 73 % off where every maximum gets it', () => {
    const distances = indices.map(
      (index) =>
        complete(checkLayer(walkThrough(index, 'every-maximum'), 0, { epsilon: 1e-5, limit: 100 })).distance,
    );
    const mean = distances.reduce((a, b) => a + b) / distances.length;
    expect(mean).toBeGreaterThan(0.65);
    expect(mean).toBeLessThan(0.8);
  });

  it('comes down by the step that its gradient says', () => {
    const learning = { settings, learningRate: 0.005, memory: null };
    const { summary } = updateOf(walkThrough(0), learning);
    const { loss } = walkThrough(0).verdict;
    expect(summary.lossAfter).toBeLessThan(loss);
    const [foreseen, real] = [summary.lossPredicted - loss, summary.lossAfter - loss];
    expect(Math.abs(foreseen - real)).toBeLessThan(0.1 * Math.abs(real));
  });
});

describe('what is shown of it', () => {
  const walk = walkThrough(0);
  const around = { update: updateOf(walk, { settings, learningRate: 0.05, memory: null }), base: null };
  const view = (request: Partial<Parameters<typeof tensorView>[1]> & { layer: number }) =>
    tensorView(walk, { of: 'output', parameter: 'weights', from: 0, count: 4096, ...request }, around);

  it('is the tensor, its range and the places of its peaks', () => {
    const maps = view({ layer: 0 });
    expect([maps.rows, maps.columns, maps.channels, maps.total]).toEqual([26, 26, 8, 8]);
    const { row, column, value } = maps.peaks[3]!.high;
    expect(maps.values[(row * 26 + column) * 8 + 3]).toBe(value);
    expect(Math.max(...maps.values.filter((_, i) => i % 8 === 3))).toBe(value);
  });

  it('is a part of it, if asked for', () => {
    const maps = view({ layer: 0, from: 6, count: 5 });
    expect([maps.from, maps.channels, maps.total]).toEqual([6, 2, 8]);
    expect(maps.values[1]).toBe(walk.output(0)[7]);
  });

  it('shows a dense layer’s weights as the volume that they look at', () => {
    const weights = view({ layer: 3, of: 'parameter', unit: 4 });
    expect(weights.folded).toEqual({ rows: 13, columns: 13, channels: 8 });
    expect(weights.values[17]).toBe(parameters[3]![0]![17 * 10 + 4]);
    const products = view({ layer: 3, of: 'products', unit: 4 });
    const sum = products.values.reduce((a, b) => a + b) + parameters[3]![1]![4]!;
    expect(sum).toBeCloseTo(walk.output(3)[4]!, 12);
  });

  it('has a step that leads from the weights to those after it', () => {
    const [before, step, after] = (['parameter', 'parameterStep', 'parameterAfter'] as const).map((of) =>
      view({ layer: 0, of, unit: 2 }),
    );
    before!.values.forEach((w, i) => expect(w + step!.values[i]!).toBeCloseTo(after!.values[i]!, 12));
  });

  it('has a thumbnail of each layer', () => {
    const { output, gradient, tied, windows } = layerSummary(walk, 1);
    expect([output.rows, output.columns, gradient.rows]).toEqual([13, 13, 13]);
    expect(windows).toBe(13 * 13 * 8);
    expect(tied).toBeGreaterThan(0);
  });

  it('refuses what is not there', () => {
    expect(() => view({ layer: 0, of: 'localDerivative' })).toThrow('it is its weights');
    expect(() => view({ layer: 2, of: 'parameter' })).toThrow('Layer 3 has no weights');
    expect(() => view({ layer: 4 })).toThrow('The network has 4 layers, no number 5');
    expect(() => view({ layer: 3, of: 'products', unit: 10 })).toThrow('no unit 11');
  });

  it('finds an image that excites a filter more than noise does, the same one each time', () => {
    const find = () => complete(exciteChannel(walk, 0, 2, { seed: 3, steps: 15 }));
    const found = find();
    expect(found.after).toBeGreaterThan(found.before);
    expect(Math.max(...found.values.map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(find().values).toEqual(found.values);
  });

  it('sorts what many images do to a filter by class', () => {
    const pixels = train.images.subarray(0, 30 * SIZE);
    const images = {
      split: 'train',
      height: 28,
      width: 28,
      pixels,
      labels: train.labels.subarray(0, 30),
    } as const;
    const found = complete(survey(walk, 0, 1, images));
    const labels = found.images.map(({ label }) => label);
    const ofClass = found.images.filter(({ label }) => label === labels[0]).map(({ mean }) => mean);
    expect(found.classMeans[labels[0]!]).toBeCloseTo(ofClass.reduce((a, b) => a + b) / ofClass.length, 12);
    expect(labels).toEqual([...labels].sort((a, b) => a - b));
    const first = found.images[0]!;
    expect(found.pixels.subarray(0, SIZE)).toEqual(
      pixels.subarray(first.index * SIZE, (first.index + 1) * SIZE),
    );
  });

  it('has the optimiser’s own text beside it', () => {
    for (const kind of ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const) {
      const { text, forward, file } = layerSource(kind);
      expect(text.split('\n')[forward.from - 1]).toContain('step(parameters');
      expect(file).toMatch(/^engine\/nn\/optimizers\/.*\.ts$/);
    }
  });

  it('has the layer’s own text beside it', () => {
    for (const kind of ['conv2d', 'maxPool', 'dense', 'batchNorm', 'softmax'] as const) {
      const { text, forward, backward, file } = layerSource(kind);
      const lines = text.split('\n');
      expect(lines[forward.from - 1]).toMatch(/forward\(|softmaxCrossEntropy/);
      expect(lines[backward.from - 1]).toMatch(/backward\(|softmaxCrossEntropy/);
      expect(lines[forward.to - 1]).toMatch(/^ *}/);
      expect(file).toMatch(/^engine\/nn\/layers\/.*\.ts$/);
    }
  });
});
