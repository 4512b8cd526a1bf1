import { describe, expect, it } from 'vitest';
import { singleThreadMachine } from '../testing/machine.ts';
import { fitNetwork, dataShapeOf } from '../protocol/fit-network.ts';
import { presets } from '../protocol/presets.ts';
import { TrainingRun } from '../training/training-run.ts';
import { generateShapes } from './shapes.ts';

describe('shapes in noise', () => {
  it('are the same everywhere, and others for another seed', async () => {
    const { info } = await generateShapes();
    expect(info).toMatchObject({
      id: 'shapes',
      origin: 'generated',
      height: 28,
      width: 28,
      trainImages: 3000,
    });
    // If this moves, every fingerprint of a run on this data set moves with it.
    expect(info.sha256).toBe('ff94903a486e2630ce6969042d3211d574da1404cad4c15e0ed8cfc9dd9d8542');
    expect((await generateShapes(2)).info.sha256).not.toBe(info.sha256);
  });

  it('are about as many of each kind, and none like another', async () => {
    const { info, train, test } = await generateShapes();
    for (const count of info.trainPerClass) expect(Math.abs(count - 600)).toBeLessThan(80);
    const size = info.height * info.width;
    const seen = new Set<string>();
    for (const { images, labels } of [train, test]) {
      for (let i = 0; i < labels.length; i++)
        seen.add(String.fromCharCode(...images.subarray(i * size, (i + 1) * size)));
    }
    expect(seen.size).toBe(info.trainImages + info.testImages);
  });

  it('can be learned', async () => {
    const dataset = await generateShapes();
    const network = fitNetwork(presets.lenet5.network, dataShapeOf(dataset.info));
    const run = await TrainingRun.create(await singleThreadMachine(), dataset, network, {
      ...presets.lenet5.settings,
      optimizer: { kind: 'adam', learningRate: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      epochs: 4,
      trainImages: 3000,
      validationImages: 0,
      threads: 1,
    });
    for (const _ of run.work());
    expect(run.test?.accuracy).toBeGreaterThan(0.9);
  }, 60_000);
});
