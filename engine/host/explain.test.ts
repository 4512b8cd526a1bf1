import { describe, expect, it } from 'vitest';
import { openMnist, mnistFiles } from '../testing/mnist.ts';
import { context, singleThreadEngine } from '../testing/engine.ts';
import { presets } from '../protocol/presets.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { WalkInfo, WalkProgress } from '../protocol/explain-walk.ts';
import type { Engine } from './engine.ts';

/** The calls of the walk-through, on the real engine: untrained, in the middle of a run, and after it. */

const settings = { ...presets.lenet5.settings, trainImages: 640, validationImages: 0, epochs: 1, threads: 1 };

/** What was told of walk-throughs that were being opened. */
const told: WalkProgress[] = [];

const engine = await singleThreadEngine((name, payload) => {
  if (name === 'walk') told.push(payload as WalkProgress);
});
await engine.handlers.loadDataset({ id: 'mnist', files: mnistFiles() }, context);

async function open(
  request: Partial<Parameters<Engine['handlers']['explainOpen']>[0]> = {},
): Promise<WalkInfo> {
  return engine.handlers.explainOpen(
    {
      image: { from: 'dataset', split: 'test', index: 0 },
      weights: { from: 'current' },
      as: 'use',
      tieRule: 'first-maximum',
      ...request,
    },
    context,
  );
}

const untrained = (network: NetworkSpec) => ({ from: 'untrained', network, settings }) as const;

describe('walk-throughs', () => {
  it('begin without any model, with the weights that a run would begin with', async () => {
    await expect(open()).rejects.toThrow('There is no model yet');
    const info = await open({ weights: untrained(presets.report.network) });
    expect(info.label).toBe((await openMnist()).test.labels[0]);
    expect(info.loss).toBeCloseTo(2.3, 0);
    expect(info.update.layers.map(({ layer, values }) => [layer, values])).toEqual([
      [0, 72],
      [3, 13_530],
    ]);
  });

  it('tell how far they are while a large network is opened, and stop when nobody waits any more', async () => {
    const { input } = presets.report.network;
    const dense = { kind: 'dense', units: 2000, bias: true } as const;
    const large: NetworkSpec = {
      input,
      initialiser: 'he-normal',
      layers: [{ kind: 'flatten' }, dense, { kind: 'relu' }, dense, { kind: 'dense', units: 10, bias: true }],
    };
    const request = {
      image: { from: 'dataset', split: 'test', index: 0 },
      weights: untrained(large),
      as: 'use',
      tieRule: 'first-maximum',
    } as const;
    told.length = 0;
    await engine.handlers.explainOpen(request, context);
    const stages = ['forward', 'backward', 'update'] as const;
    expect(told.length).toBeGreaterThan(0);
    const ways = told.map(({ stage, done, total }) => {
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThanOrEqual(total);
      return stages.indexOf(stage as (typeof stages)[number]) + done / total;
    });
    expect(ways).toEqual([...ways].sort((a, b) => a - b));

    const nobody = new AbortController();
    const opening = engine.handlers.explainOpen(request, { signal: nobody.signal });
    setImmediate(() => nobody.abort());
    await expect(opening).rejects.toThrow('This was cancelled');
  });

  it('are of the weights of this moment, in the middle of a run', async () => {
    await engine.handlers.train({ network: presets.lenet5.network, settings }, context);
    const first = await open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await engine.handlers.pause(undefined, context);
    const later = await open();
    expect(later.step).toBeGreaterThanOrEqual(first.step);
    const status = await engine.handlers.status(undefined, context);
    expect(later.step).toBe(status.run?.step);
    await engine.handlers.resume(undefined, context);
    const runStatus = async () => (await engine.handlers.status(undefined, context)).run?.status;
    await expect.poll(runStatus, { timeout: 20_000 }).toBe('finished');
    const trained = await open();
    expect(trained.step).toBe(20);
    expect(trained.update.learningRate).toBe(0.05);
  });

  it('agree with what the pad says of the same image', async () => {
    const seven = { kind: 'stroke' as const, x: [0.3, 0.6, 0.45], y: [0.2, 0.2, 0.8] };
    const { probabilities, image } = await engine.handlers.readDrawing(
      { drawing: [seven], normalise: true },
      context,
    );
    const info = await open({ image: { from: 'drawing', image } });
    expect(info.labelIsKnown).toBe(false);
    expect(info.label).toBe(info.predicted);
    info.probabilities.forEach((p, k) => expect(p).toBeCloseTo(probabilities[k]!, 5));
  });

  it('find the next image that is read wrongly', async () => {
    const info = await open({ image: { from: 'mistake', split: 'test', after: -1 } });
    expect(info.predicted).not.toBe(info.label);
    const next = await open({ image: { from: 'mistake', split: 'test', after: info.image.index! } });
    expect(next.image.index).toBeGreaterThan(info.image.index!);
  });

  it('answer what they are asked, and go on to the next step with the weights after the update', async () => {
    const info = await open();
    const { walk } = info;
    const ask = engine.handlers;
    const place: [number, number, number] = [10, 12, 3];
    const [maps] = await ask.explainTensors(
      { walk, tensors: [{ layer: 0, of: 'output', parameter: 'weights', from: 0, count: 4096 }] },
      context,
    );
    const value = await ask.explainValue({ walk, layer: 0, place }, context);
    expect(value.value).toBe(maps!.values[(10 * 28 + 12) * 6 + 3]);
    const weight = { walk, layer: 0, parameter: 'weights', place: [2, 2, 0, 3] } as const;
    const uses = await ask.explainWeight({ ...weight, place: [...weight.place] }, context);
    expect(uses.totalUses).toBe(28 * 28);
    expect(uses.after).toBeCloseTo(uses.value - 0.05 * uses.gradient, 12);

    const next = await ask.explainAdvance({ walk }, context);
    expect(next.step).toBe(info.step + 1);
    expect(next.loss).toBeCloseTo(info.update.lossAfter, 12);
  });

  it('measure the gradient under either rule for ties', async () => {
    const { walk } = await open({ weights: untrained(presets.report.network) });
    const check = (tieRule: 'first-maximum' | 'every-maximum') =>
      engine.handlers.explainCheck({ walk, layer: 0, tieRule, epsilon: 1e-5, limit: 100 }, context);
    expect((await check('first-maximum')).distance).toBeLessThan(1e-6);
    expect((await check('every-maximum')).distance).toBeGreaterThan(0.3);
  });

  it('can be varied, and say what moved', async () => {
    const { walk, loss } = await open();
    const varied = await engine.handlers.explainVary(
      { walk, changes: [{ kind: 'pixel', place: [14, 14, 0], by: 0.01 }] },
      context,
    );
    expect(varied.variation).toMatchObject({ walk, lossBefore: loss });
    const { predictedChange, realChange } = varied.variation!;
    expect(Math.abs(predictedChange - realChange)).toBeLessThan(0.05 * Math.abs(realChange) + 1e-9);
    const [change] = await engine.handlers.explainTensors(
      {
        walk: varied.walk,
        tensors: [{ layer: 0, of: 'outputChange', parameter: 'weights', from: 0, count: 4096 }],
      },
      context,
    );
    // A pixel under a kernel of 5 × 5 is read in 25 places.
    expect(change!.values.filter((value, i) => i % 6 === 0 && value !== 0).length).toBe(25);
  });

  it('work on networks with batch norm and dropout, as in use and as in training', async () => {
    const network: NetworkSpec = {
      input: { height: 28, width: 28, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm' },
        { kind: 'relu' },
        { kind: 'averagePool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dropout', rate: 0.5 },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    };
    const inUse = await open({ weights: untrained(network) });
    const inTraining = await open({ weights: untrained(network), as: 'training' });
    expect(inUse.loss).not.toBe(inTraining.loss);
    for (const { walk } of [inUse, inTraining]) {
      const { distance } = await engine.handlers.explainCheck(
        { walk, layer: 0, tieRule: 'first-maximum', epsilon: 1e-5, limit: 100 },
        context,
      );
      expect(distance).toBeLessThan(1e-5);
    }
    const norm = await engine.handlers.explainValue(
      { walk: inUse.walk, layer: 1, place: [3, 4, 1] },
      context,
    );
    expect(norm).toMatchObject({ kind: 'function', norm: { mean: 0, variance: 1, scale: 1, shift: 0 } });
  });

  it('refuse what is not there, and what is no longer kept', async () => {
    const { walk } = await open();
    const ask = engine.handlers;
    await expect(open({ image: { from: 'dataset', split: 'test', index: 10_000 } })).rejects.toThrow(
      'no image 10000',
    );
    await expect(open({ label: 10 })).rejects.toThrow('10 classes');
    await expect(open({ image: { from: 'drawing', image: new Uint8Array(5) } })).rejects.toThrow('5 values');
    expect(() => ask.explainClass({ walk, class: 10 }, context)).toThrow('10 classes');
    expect(() => ask.explainValue({ walk, layer: 0, place: [28, 0, 0] }, context)).toThrow(
      'no value at row 29',
    );
    expect(() => ask.explainClass({ walk: 1, class: 0 }, context)).toThrow('no longer kept');
  });
});
