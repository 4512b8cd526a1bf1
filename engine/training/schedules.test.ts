import { describe, expect, it } from 'vitest';
import fixtures from '../nn/fixtures/schedules.json';
import { parse } from '../protocol/parse.ts';
import { presets } from '../protocol/presets.ts';
import { scheduleSchema, type TrainingSettings } from '../protocol/settings.ts';
import { learningRateAt, lossesOfEpochs, plateauReductions } from './schedules.ts';

const settings = (change: Partial<TrainingSettings>): TrainingSettings => ({
  ...presets.report.settings,
  optimizer: { kind: 'sgd', learningRate: 1 },
  threads: 1,
  ...change,
});

describe('a schedule agrees with PyTorch’s', () => {
  it.each(fixtures.map((fixture) => [JSON.stringify(fixture.schedule), fixture] as const))(
    '%s',
    (_, fixture) => {
      const { epochs, stepsPerEpoch, warmUpSteps, losses, rates } = fixture;
      const schedule = parse(scheduleSchema, fixture.schedule, 'The fixture');
      const length = { stepsPerEpoch, totalSteps: epochs * stepsPerEpoch };
      rates.forEach((rate, step) => {
        const known = losses.slice(0, Math.floor(step / stepsPerEpoch));
        const reductions = schedule.kind === 'plateau' ? plateauReductions(known, schedule) : 0;
        const ours = learningRateAt(step, settings({ schedule, warmUpSteps }), length, reductions);
        // PyTorch multiplies its way along the cosine: rounding errors add up.
        expect(Math.abs(ours - rate)).toBeLessThan(1e-13);
      });
    },
  );
});

describe('a learning rate', () => {
  const length = { stepsPerEpoch: 10, totalSteps: 30 };

  it('is the settings’ where nothing else is asked for', () => {
    expect(learningRateAt(7, settings({}), length, 0)).toBe(1);
  });

  it('is finite where a warm-up is longer than the run', () => {
    const long = settings({ schedule: { kind: 'cosine', minimum: 0 }, warmUpSteps: 1000 });
    expect(learningRateAt(29, long, length, 0)).toBeCloseTo(0.03, 12);
  });
});

describe('the losses of the epochs', () => {
  const point = (step: number, loss: number) => ({ step, epoch: step / 4, loss, accuracy: 0 });

  it('are those of the validation images at each end', () => {
    const validation = [point(0, 9), point(2, 8), point(4, 7), point(6, 6), point(8, 5)];
    expect(lossesOfEpochs({ training: [point(4, 1)], validation }, 4)).toEqual([7, 5]);
  });

  it('are else the means of the training steps', () => {
    const training = [point(3, 1), point(4, 5), point(6, 2), point(8, 4), point(9, 100)];
    expect(lossesOfEpochs({ training, validation: [] }, 4)).toEqual([2, 3]);
  });
});
