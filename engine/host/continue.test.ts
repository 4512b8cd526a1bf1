import { expect, it } from 'vitest';
import { SHAPES_ID } from '../protocol/datasets.ts';
import { fitNetwork } from '../protocol/fit-network.ts';
import { presets } from '../protocol/presets.ts';
import type { RunInfo } from '../protocol/contract.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { context, singleThreadEngine } from '../testing/engine.ts';

/** More epochs for a model that was saved at its run's end, and opened by another engine. */

const network = fitNetwork(presets.report.network, { height: 28, width: 28, channels: 1, classes: 5 });
const base = { ...presets.report.settings, trainImages: 640, validationImages: 80, epochs: 1, threads: 1 };

/** Teams of threads that were called together and not yet let go. */
let teams = 0;
const helpers = {
  start: () => {
    teams++;
    return Promise.resolve({ stop: () => void teams-- });
  },
};

async function newEngine() {
  let ended: (run: RunInfo) => void = () => undefined;
  const engine = await singleThreadEngine((name, data) => {
    if (name === 'run' && (data as RunInfo).status === 'finished') ended(data as RunInfo);
  }, helpers);
  const { handlers } = engine;
  await handlers.loadDataset({ id: SHAPES_ID, files: [] }, context);
  const untilEnd = async (begin: () => unknown) => {
    const end = new Promise<RunInfo>((resolve) => (ended = resolve));
    await begin();
    return end;
  };
  return { handlers, untilEnd };
}

async function savedAfter(settings: TrainingSettings) {
  const { handlers, untilEnd } = await newEngine();
  await untilEnd(() => handlers.train({ network, settings }, context));
  const { model } = handlers.status(undefined, context) as { model: { fingerprint: string } };
  const { bytes } = await handlers.exportModel(undefined, context);
  return { bytes, fingerprint: model.fingerprint };
}

it('a model from a file goes on to the same bits as a run that was given all epochs at once', async () => {
  const [short, long] = [await savedAfter(base), await savedAfter({ ...base, epochs: 3 })];
  const { handlers, untilEnd } = await newEngine();
  await handlers.importModel({ name: 'short.safetensors', bytes: short.bytes }, context);
  const run = await untilEnd(() => handlers.continueRun({ epochs: 3 }, context));
  expect(run).toMatchObject({ step: run.totalSteps, settings: { epochs: 3 } });
  const status = await handlers.status(undefined, context);
  expect(status.model).toMatchObject({ fingerprint: long.fingerprint, fileName: null });
  expect(status.history.validation[0]?.step).toBe(0);
});

it('an optimiser that remembers begins anew, and the network still learns', async () => {
  const settings: TrainingSettings = {
    ...base,
    optimizer: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  const { bytes } = await savedAfter(settings);
  const { handlers, untilEnd } = await newEngine();
  await handlers.importModel({ name: 'adam.safetensors', bytes }, context);
  const before = (await handlers.status(undefined, context)).history.validation.at(-1);
  await untilEnd(() => handlers.continueRun({ epochs: 3 }, context));
  const after = (await handlers.status(undefined, context)).history.validation.at(-1);
  expect(after?.loss).toBeLessThan(before?.loss ?? 0);
});

it('other images than it learned from are refused by name', async () => {
  const { bytes } = await savedAfter(base);
  const { handlers } = await newEngine();
  const part = await handlers.prepareDataset({ perClass: 20, balance: false, seed: 1 }, context);
  await handlers.loadDataset({ id: part.info.id, files: [...part.files] }, context);
  await expect(handlers.continueRun({ epochs: 3 }, context)).rejects.toThrow('There is no model yet');
  await handlers.importModel({ name: 'shapes.safetensors', bytes }, context);
  await expect(handlers.continueRun({ epochs: 3 }, context)).rejects.toThrow(
    /learned from Shapes in noise.*Open that/,
  );
});

it('a run that cannot go on as it was asked to lets its threads go', async () => {
  const { bytes } = await savedAfter(base);
  const { handlers } = await newEngine();
  await handlers.importModel({ name: 'short.safetensors', bytes }, context);
  const before = teams;
  await expect(handlers.continueRun({ epochs: 1 }, context)).rejects.toThrow('Give it more epochs');
  expect(teams).toBe(before);
  expect((await handlers.status(undefined, context)).model?.fileName).toBe('short.safetensors');
});
