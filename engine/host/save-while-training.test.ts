import { expect, test } from 'vitest';
import { presets } from '../protocol/presets.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { readModelFile } from '../formats/model-file.ts';
import { context, singleThreadEngine } from '../testing/engine.ts';
import { mnistFiles } from '../testing/mnist.ts';

/** A run that is saved while it goes on: its file is of one moment, and the run goes on from it to the same bits. */

const settings: TrainingSettings = {
  ...presets.report.settings,
  // It remembers much, and any of it from another moment would be seen at once.
  optimizer: { kind: 'adam', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  batchSize: 8,
  trainImages: 4000,
  validationImages: 0,
  epochs: 2,
  threads: 1,
};

async function engine() {
  let ended: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (ended = resolve));
  const made = await singleThreadEngine((name, payload) => {
    if (name === 'run' && 'status' in payload && payload.status === 'finished') ended();
  });
  await made.handlers.loadDataset({ id: 'mnist', files: mnistFiles() }, context);
  const finish = async () => {
    await end;
    return (await made.handlers.status(undefined, context)).model?.fingerprint;
  };
  return { ...made.handlers, finish };
}

test('goes on from any of its files to the same bits', { timeout: 120_000 }, async () => {
  const first = await engine();
  await first.train({ network: presets.report.network, settings }, context);
  const files = [];
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    files.push(await first.exportModel(undefined, context));
  }
  const fingerprint = await first.finish();
  const resumable = files.filter(({ bytes }) => readModelFile(bytes, 'x').memories);
  expect(resumable.length).toBeGreaterThan(0);
  for (const { bytes } of resumable.slice(-1)) {
    const { progress, history } = readModelFile(bytes, 'x');
    expect(history.training.at(-1)?.step ?? 0).toBe(progress.step);
    const second = await engine();
    await second.importModel({ name: 'x', bytes }, context);
    await second.resume(undefined, context);
    expect(await second.finish()).toBe(fingerprint);
  }
});
