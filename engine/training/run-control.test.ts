import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import { readModelFile, writeModelFile } from '../formats/model-file.ts';
import { modelOfRun, toSavedModel } from '../host/current-model.ts';
import type { Machine } from '../nn/machine.ts';
import type { Progress, RunStatus } from '../protocol/contract.ts';
import { presets } from '../protocol/presets.ts';
import type { Until } from '../protocol/run-calls.ts';
import { MAX_CONTINUATIONS, MAX_RATE_CHANGES, type TrainingSettings } from '../protocol/settings.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { openMnist } from '../testing/mnist.ts';
import { Driver } from './driver.ts';
import { MAX_OBSERVATIONS } from './run-history.ts';
import { TrainingRun } from './training-run.ts';

/** Steering a run: single steps, to the end of an epoch, another learning rate, more epochs; and looking into it. */

let machine: Machine;
let mnist: Dataset;
beforeAll(async () => {
  machine = await singleThreadMachine();
  const whole = await openMnist();
  mnist = { ...whole, info: { ...whole.info, testImages: 50 } };
});

const { network } = presets.report;
const base: TrainingSettings = {
  optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9 },
  split: 'stratified',
  batchSize: 8,
  epochs: 2,
  trainImages: 160,
  validationImages: 40,
  seed: 1,
  threads: 1,
};
const STEPS_AN_EPOCH = 20;

const create = (change: Partial<TrainingSettings> = {}) =>
  TrainingRun.create(machine, mnist, network, { ...base, ...change });

/** Nobody who minds what is told. */
const deaf = { progress: () => undefined, isHeard: () => true, status: () => undefined };

/** A driver that is asked to go on at each pause, until it ends. */
async function drive(run: TrainingRun, until: Until, atPause: (driver: Driver) => void = () => undefined) {
  const pauses: number[] = [];
  const told: Omit<Progress, 'runId'>[] = [];
  const driver: Driver = new Driver(
    run,
    {
      progress: (progress) => told.push(progress),
      isHeard: () => true,
      status: (status: RunStatus) => {
        if (status !== 'paused') return;
        pauses.push(run.step);
        setTimeout(() => atPause(driver));
      },
      checkpoint: () => undefined,
    },
    () => new Promise((resolve) => setImmediate(resolve)),
    { until },
  );
  const status = await driver.drive();
  return { status, pauses, told };
}

function toEnd(run: TrainingRun): TrainingRun {
  for (const _ of run.work()) void _;
  return run;
}

describe('a run pauses by itself', () => {
  test('after a single step, again and again, and at the end of an epoch', async () => {
    const whole = toEnd(await create());
    const run = await create();
    let pauses = 0;
    const { status, pauses: at } = await drive(run, 'step', (driver) =>
      driver.proceed((['step', 'step', 'epoch', 'end'] as const)[pauses++]!),
    );
    expect(status).toBe('finished');
    expect(at).toEqual([1, 2, 3, STEPS_AN_EPOCH]);
    expect(run.runner.parameters()).toEqual(whole.runner.parameters());
    expect(run.history.training).toEqual(whole.history.training);
    expect(run.history.validation).toEqual(whole.history.validation);
  });

  test('with the validation that belongs to the last step', async () => {
    const run = await create();
    const { pauses } = await drive(run, 'epoch', (driver) => {
      expect(run.history.validation.at(-1)?.step).toBe(STEPS_AN_EPOCH);
      driver.stop();
    });
    expect(pauses).toEqual([STEPS_AN_EPOCH]);
  });
});

describe('a learning rate that is changed while the run goes on', () => {
  test('is used from the next step on, recorded, and a part of the settings that repeats the run', async () => {
    const run = await create();
    for (const _ of run.work()) {
      if (run.step === 7 && !run.settings.rateChanges) run.changeLearningRate(0.002);
    }
    expect(run.settings.rateChanges).toEqual([{ step: 7, learningRate: 0.002 }]);
    const rates = run.history.training.map(({ learningRate }) => learningRate);
    expect(rates.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => 0.01));
    expect(new Set(rates.slice(7))).toEqual(new Set([0.002]));

    const again = toEnd(await create(run.settings));
    expect(again.runner.parameters()).toEqual(run.runner.parameters());
    expect(again.history.training).toEqual(run.history.training);
  });

  test('twice at one step counts once', async () => {
    const run = await create();
    run.changeLearningRate(0.5);
    run.changeLearningRate(0.002);
    expect(run.settings.rateChanges).toEqual([{ step: 0, learningRate: 0.002 }]);
  });

  test('as often as can be written down, and then no more; the file of such a run is read back', async () => {
    const changes = Array.from({ length: MAX_RATE_CHANGES }, (_, i) => ({
      step: Number.MAX_SAFE_INTEGER - MAX_RATE_CHANGES + i,
      learningRate: Math.PI * 1e-10 * (i + 1),
    }));
    const run = await create({ rateChanges: changes, continued: changes.map(() => 10_000) });
    expect(() => run.changeLearningRate(0.5)).toThrow('was changed 1,000 times');
    expect(run.settings.rateChanges).toEqual(changes);
    const model = modelOfRun(run);
    const file = writeModelFile({ ...toSavedModel(model), memories: run.runner.optimizerState().memories });
    expect(readModelFile(file, 'run.safetensors').settings).toEqual(run.settings);
  });
});

describe('more epochs for a run that has ended', () => {
  test('are what they would have been from the start', async () => {
    const whole = toEnd(await create({ epochs: 3 }));
    const run = toEnd(await create({ epochs: 1 }));
    run.extend(3);
    expect(run.test).toBeNull();
    toEnd(run);
    expect(run.settings).toEqual(whole.settings);
    expect(run.runner.parameters()).toEqual(whole.runner.parameters());
    expect(run.history).toEqual(whole.history);
    expect(run.test).toEqual(whole.test);
  });

  test('have a cosine of their own, which the settings say', async () => {
    const schedule = { kind: 'cosine', minimum: 0 } as const;
    const run = toEnd(await create({ epochs: 1, schedule }));
    run.extend(2);
    toEnd(run);
    expect(run.settings.continued).toEqual([1]);
    const rates = run.history.training.map(({ learningRate }) => learningRate);
    expect(rates.slice(STEPS_AN_EPOCH)).toEqual(rates.slice(0, STEPS_AN_EPOCH));

    const again = toEnd(await create(run.settings));
    expect(again.runner.parameters()).toEqual(run.runner.parameters());
  });

  test('as often as can be written down, and then no more', async () => {
    const often = {
      schedule: { kind: 'cosine', minimum: 0 },
      epochs: MAX_CONTINUATIONS,
      continued: Array.from({ length: MAX_CONTINUATIONS - 1 }, (_, i) => i + 1),
      trainImages: 8,
      validationImages: 0,
    } as const;
    const run = toEnd(await create(often));
    run.extend(MAX_CONTINUATIONS + 1);
    expect(run.settings.continued).toHaveLength(MAX_CONTINUATIONS);
    toEnd(run);
    const { settings } = run;
    expect(() => run.extend(MAX_CONTINUATIONS + 2)).toThrow('was continued 1,000 times');
    expect(run.settings).toEqual(settings);
    const model = modelOfRun(run);
    const file = writeModelFile({ ...toSavedModel(model), memories: run.runner.optimizerState().memories });
    expect(readModelFile(file, 'run.safetensors').settings).toEqual(settings);
  });

  test('must be more than it has had', async () => {
    const run = toEnd(await create({ epochs: 1 }));
    expect(() => run.extend(1)).toThrow('The run has come to epoch 1. Give it more epochs than that.');
  });

  test('with another learning rate; nothing changes where that has been changed too often', async () => {
    const run = toEnd(await create({ epochs: 1 }));
    run.extend(2, 0.002);
    toEnd(run);
    expect(run.settings).toMatchObject({
      epochs: 2,
      rateChanges: [{ step: STEPS_AN_EPOCH, learningRate: 0.002 }],
    });

    const rateChanges = Array.from({ length: MAX_RATE_CHANGES }, (_, i) => ({
      step: 1000 + i,
      learningRate: 0.01,
    }));
    const changed = toEnd(await create({ epochs: 1, rateChanges }));
    const { settings, test } = changed;
    expect(() => changed.extend(2, 0.002)).toThrow('was changed 1,000 times');
    expect(changed.settings).toEqual(settings);
    expect(changed.test).toEqual(test);
    changed.extend(2);
  });

  test('after a divergence go on from the weights that were kept', async () => {
    const run = await create({ optimizer: { kind: 'sgd', learningRate: 100 }, epochs: 20 });
    expect(() => toEnd(run)).toThrow(/no longer a finite number/);
    expect(run.history.diverged?.step).toBeGreaterThan(run.step);
    run.changeLearningRate(0.001);
    run.extend(21);
    expect(run.history.diverged).toBeUndefined();
    expect(run.history.training.every(({ step }) => step <= run.step)).toBe(true);
  });
});

describe('early stopping', () => {
  test('ends the run when the validation loss has not fallen for so many epochs, and tests it', async () => {
    // So few images are soon learned by heart.
    const run = toEnd(
      await create({
        optimizer: { kind: 'sgd', learningRate: 0.05 },
        earlyStopping: { patience: 2 },
        epochs: 60,
      }),
    );
    expect(run.step).toBeLessThan(run.totalSteps);
    expect(run.step % STEPS_AN_EPOCH).toBe(0);
    expect(run.test).not.toBeNull();
    const losses = run.history.validation
      .filter(({ step }) => step > 0 && step % STEPS_AN_EPOCH === 0)
      .map(({ loss }) => loss);
    expect(Math.min(...losses.slice(-2))).toBeGreaterThanOrEqual(Math.min(...losses.slice(0, -2)));
    // Going on all the same makes it a run without early stopping.
    const { epoch } = run;
    run.extend(Math.round(epoch) + 1);
    expect(run.settings.earlyStopping).toBeUndefined();
    toEnd(run);
    expect(run.epoch).toBe(Math.round(epoch) + 1);
  });

  test('needs validation images', async () => {
    await expect(create({ earlyStopping: { patience: 2 }, validationImages: 0 })).rejects.toThrow(
      /no validation images are held out/,
    );
  });
});

describe('looking into a step', () => {
  test.each([
    [32, undefined],
    [32, { kind: 'norm', limit: 1e6 }],
    [1, undefined],
    [1, { kind: 'norm', limit: 1e6 }],
  ] as const)(
    'finds the gradient that the step was made with, and changes no bit (batches of %i, clipping %o)',
    async (batchSize, clipping) => {
      const optimizer = { kind: 'sgd', learningRate: 0.02 } as const;
      const settings = { optimizer, batchSize, epochs: 1, ...(clipping && { clipping }) };
      const whole = toEnd(await create(settings));
      const run = await create(settings);
      let before = run.runner.parameters();
      for (const piece of run.work()) {
        if (piece !== 'training') continue;
        const after = run.runner.parameters();
        const gradients = run.runner.gradients()!;
        // w ← w − η·g, so that g = (before − after) / η.
        const observed = run.history.observations.at(-1);
        [0, 3].forEach((layer, place) => {
          const moved = before[layer]!.flatMap((values, part) =>
            Array.from(values, (value, i) => value - after[layer]![part]![i]!),
          );
          const length = Math.hypot(...moved);
          const weights = Math.hypot(...before[layer]!.flatMap((values) => [...values]));
          expect(Math.hypot(...gradients[layer]!) * optimizer.learningRate).toBeCloseTo(length, 5);
          if (!observed) return;
          expect(observed.step).toBe(run.step);
          expect(observed.layers[place]?.layer).toBe(layer);
          expect(observed.layers[place]!.gradientNorm * optimizer.learningRate).toBeCloseTo(length, 5);
          expect(observed.layers[place]!.updateRatio).toBeCloseTo(length / weights, 6);
        });
        before = after;
        run.observeNext(1000);
      }
      expect(run.history.observations.length).toBeGreaterThan(2);
      expect(run.runner.parameters()).toEqual(whole.runner.parameters());
    },
  );

  test('is done a few times a second, whatever is told of it', async () => {
    const run = await create({ epochs: 4 });
    const { told, status } = await drive(run, 'end');
    expect(status).toBe('finished');
    const observed = told.flatMap(({ history }) => history.observations ?? []);
    expect(observed.length).toBeGreaterThan(0);
    expect(observed).toEqual(run.history.observations);
  });

  test('a slow first look keeps nobody from the next ones', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const run = await create({ epochs: 4 });
    const step = run.runner.observedStep.bind(run.runner);
    let looks = 0;
    vi.spyOn(run.runner, 'observedStep').mockImplementation((...given) => {
      looks += 1;
      return { ...step(...given), extraMs: looks === 1 ? 40 : 2 };
    });
    const work = run.work.bind(run);
    vi.spyOn(run, 'work').mockImplementation(function* () {
      for (const piece of work()) {
        now += 50;
        yield piece;
      }
    });
    const events = { ...deaf, checkpoint: () => undefined };
    await new Driver(run, events, () => Promise.resolve()).drive();
    vi.restoreAllMocks();
    // The second comes with the first step after the interval, the next ones every 200 ms: a hundredth of the time.
    const steps = run.history.observations.map((one) => one.step);
    expect(steps.slice(0, 4)).toEqual([1, 4, 7, 11]);
  });

  test('grows only so far: then every other look goes, and it is looked half as often', async () => {
    const perceptron = {
      ...network,
      layers: [{ kind: 'flatten' }, { kind: 'dense', units: 10, bias: true }],
    };
    const settings = { ...base, batchSize: 1, epochs: 50, validationImages: 0 };
    const run = await TrainingRun.create(machine, mnist, perceptron as typeof network, settings);
    for (const piece of run.work()) {
      if (piece === 'training') run.observeNext(1000);
      expect(run.history.observations.length).toBeLessThan(MAX_OBSERVATIONS);
    }
    const steps = run.history.observations.map(({ step }) => step);
    expect(run.step).toBe(8000);
    expect(steps.length).toBeGreaterThan(MAX_OBSERVATIONS / 2);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(run.step);
    expect(run.history.observationStride).toBe(4);
  });
});

describe('checkpoints', () => {
  afterEach(() => vi.restoreAllMocks());

  /** The steps at which a run is put into safety, where a step takes so long by a clock of the test's own. */
  async function checkpoints(
    change: Partial<TrainingSettings>,
    stepMs: number,
    costMs = 0,
  ): Promise<number[]> {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const run = await create(change);
    const work = run.work.bind(run);
    vi.spyOn(run, 'work').mockImplementation(function* () {
      for (const piece of work()) {
        now += stepMs;
        run.trainingMs += stepMs;
        yield piece;
      }
    });
    const steps: number[] = [];
    const checkpoint = () => {
      steps.push(run.step);
      now += costMs;
    };
    const events = { ...deaf, checkpoint };
    await new Driver(run, events, () => Promise.resolve()).drive();
    return steps;
  }

  const longEpochs = { trainImages: 1600, validationImages: 0, epochs: 2 };

  const gapsOf = (steps: readonly number[]) =>
    [...steps, 400].map((step, index) => step - (steps[index - 1] ?? 0));

  test('come every two seconds at first: no more than that is to be done again', async () => {
    const steps = await checkpoints(longEpochs, 50);
    expect(steps.length).toBeGreaterThanOrEqual(400 / 40);
    expect(Math.max(...gapsOf(steps))).toBeLessThanOrEqual(2000 / 50 + 1);
  });

  test('come more seldom the longer it trains: every hundredth of the time that it has', async () => {
    // 800 s of training: from 200 s on the hundredth is more than the two seconds.
    const steps = await checkpoints(longEpochs, 2000);
    const late = steps.filter((step) => step > 300);
    expect(Math.max(...gapsOf(steps))).toBeLessThanOrEqual(800 / 100 / 2 + 1);
    expect(late.length).toBeLessThanOrEqual(100 / 3);
  });

  test('come every half minute, however long it trains', async () => {
    // 12,000 s: a hundredth of that would be two minutes.
    const steps = await checkpoints(longEpochs, 30_000);
    expect(Math.max(...gapsOf(steps.filter((step) => step > 300)).slice(1))).toBe(1);
  });

  test('come at the end of an epoch, too', async () => {
    const steps = await checkpoints({ validationImages: 0, epochs: 6 }, 50);
    expect(steps).toEqual([20, 40, 60, 80, 100, 120]);
  });

  test('that take long come seldom: they take a fiftieth of the time', async () => {
    const steps = await checkpoints(longEpochs, 50, 100);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length * 100).toBeLessThanOrEqual((400 * 50) / 50 + 200);
  });
});

describe('a window that does not keep up', () => {
  test('is told no more until it has heard what it was told, and then all of it', async () => {
    const run = await create();
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const told: Progress['history'][] = [];
    let heard = true;
    const driver = new Driver(
      run,
      {
        ...deaf,
        progress: ({ history }) => {
          told.push(history);
          heard = false;
        },
        isHeard: () => heard,
        checkpoint: () => undefined,
      },
      () => {
        now += 100;
        heard ||= run.step > 20 && told.length < 2;
        return Promise.resolve();
      },
    );
    const work = run.work.bind(run);
    vi.spyOn(run, 'work').mockImplementation(function* () {
      for (const piece of work()) {
        now += 50;
        yield piece;
      }
    });
    await driver.drive();
    vi.restoreAllMocks();
    expect(told.flatMap(({ training }) => training)).toEqual(run.history.training);
    // At the begin, when it had heard, and at the run's end.
    expect(told.length).toBeLessThanOrEqual(4);
  });
});

describe('somebody draws meanwhile', () => {
  test('the run stands back after each step, and comes to the same end', async () => {
    const undisturbed = await create();
    await drive(undisturbed, 'end');
    const run = await create();
    const rests: number[] = [];
    const driver = new Driver(run, { ...deaf, checkpoint: () => undefined }, (restMs = 0) => {
      rests.push(restMs);
      driver.giveWay();
      return new Promise((resolve) => setImmediate(resolve));
    });
    driver.giveWay();
    expect(await driver.drive()).toBe('finished');
    expect(Math.max(...rests)).toBeGreaterThan(0);
    expect(run.history.training).toEqual(undisturbed.history.training);
    expect(run.history.validation).toEqual(undisturbed.history.validation);
  });
});
