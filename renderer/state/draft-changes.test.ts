import { describe, expect, it } from 'vitest';
import { presets } from '../../engine/protocol/presets.ts';
import { forImages, withChoice, withinImages } from './draft-changes.ts';
import { toDraft } from './draft.ts';

const preset = toDraft({ ...presets.report.settings, threads: 2 });

describe('another optimiser', () => {
  it('comes with a rate that works with it, and the preset’s with its own', () => {
    const adam = withChoice(preset, 'optimizer', 'adam', preset);
    expect(adam).toEqual({ ...preset, optimizer: 'adam', learningRate: '0.001' });
    expect(withChoice(adam, 'optimizer', preset.optimizer, preset)).toEqual(preset);
  });

  it('leaves a rate that was set by hand', () => {
    const byHand = { ...preset, learningRate: '0.123' };
    expect(withChoice(byHand, 'optimizer', 'adam', preset).learningRate).toBe('0.123');
  });
});

describe('a data set with fewer images', () => {
  const draft = { ...preset, trainImages: '60,000', validationImages: '2,000', batchSize: '32' };

  it('changes nothing where there are enough', () => {
    expect(withinImages(draft, 62_000)).toBe(draft);
  });

  it('changes nothing where no number stands yet', () => {
    const unfinished = { ...draft, validationImages: '' };
    expect(withinImages(unfinished, 100)).toBe(unfinished);
  });

  it('gives a tenth to validate on, and the others to learn from', () => {
    const fewer = withinImages(draft, 10_000);
    expect(fewer).toEqual({ ...draft, trainImages: '9,000', validationImages: '1,000' });
  });

  it('makes no batch larger than what is left', () => {
    expect(withinImages(draft, 20)).toMatchObject({
      trainImages: '18',
      validationImages: '2',
      batchSize: '18',
    });
  });
});

describe('after a small data set', () => {
  const small = forImages(preset, preset, 60_000, 20);

  it('the preset’s counts come back', () => {
    expect(small).toMatchObject({ trainImages: '18', validationImages: '2' });
    expect(forImages(small, preset, 20, 60_000)).toEqual(preset);
  });

  it('counts that were set by hand stay', () => {
    const byHand = { ...small, trainImages: '10' };
    expect(forImages(byHand, preset, 20, 60_000)).toEqual(byHand);
  });
});
