import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { describe, expect, it } from 'vitest';
import { speak } from '../i18n/index.ts';
import { checkDraft, differs, stepField, tidy, toDraft, type Draft, type FieldName } from './draft.ts';

const settings: TrainingSettings = {
  optimizer: { kind: 'sgd', learningRate: 0.05 },
  batchSize: 16,
  epochs: 3,
  trainImages: 20_000,
  validationImages: 2_000,
  seed: 1,
  threads: 2,
};

const draft = toDraft(settings);
const withField = (field: FieldName, typed: string): Draft => ({ ...draft, [field]: typed });

describe('a draft', () => {
  it('comes back as the settings that it was made from', () => {
    expect(checkDraft(draft, 60_000)).toEqual({ settings, problems: null });
  });

  it.each<[FieldName, string]>([
    ['learningRate', '-1'],
    ['learningRate', '0'],
    ['learningRate', 'NaN'],
    ['learningRate', ''],
    ['batchSize', '0'],
    ['batchSize', '1.5'],
    ['epochs', 'three'],
    ['trainImages', '0'],
    ['validationImages', '-1'],
    ['seed', '-1'],
    ['threads', '0'],
  ])('with %s "%s" is refused at that field, and nowhere else', (field, typed) => {
    const { settings: none, problems } = checkDraft(withField(field, typed), 60_000);
    expect(none).toBeNull();
    expect(Object.keys(problems ?? {})).toEqual([field]);
    expect(problems?.[field]).toMatch(/ must be .*\.$/);
  });

  it('says what is wrong in the language of the window', async () => {
    await speak('pa');
    const problem = (field: FieldName, typed: string) =>
      checkDraft(withField(field, typed), 60_000).problems?.[field];
    expect(problem('learningRate', '0')).toBe('ਸਿੱਖਣ ਦੀ ਦਰ 0 ਤੋਂ ਵੱਧ ਅਤੇ 100 ਤੱਕ ਦੀ ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ।');
    expect(problem('batchSize', '')).toBe('ਬੈਚ ਦਾ ਆਕਾਰ 1 ਤੋਂ 1,024 ਤੱਕ ਦੀ ਪੂਰਨ ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ।');
    expect(problem('trainImages', '60,001')).toBe(
      'ਸਿਖਲਾਈ ਲਈ 60,001 ਤਸਵੀਰਾਂ ਮੰਗੀਆਂ ਹਨ, ਪਰ ਡਾਟਾਸੈੱਟ ਵਿੱਚ 60,000 ਹਨ।',
    );
    await speak('en');
  });

  it('names every field that is wrong', () => {
    const { problems } = checkDraft({ ...draft, batchSize: '0', epochs: '-' }, 60_000);
    expect(Object.keys(problems ?? {}).sort()).toEqual(['batchSize', 'epochs']);
  });

  it('may not ask for more images than there are', () => {
    expect(checkDraft(withField('trainImages', '60,001'), 60_000).problems).toHaveProperty('trainImages');
    expect(checkDraft(withField('trainImages', '59,000'), 60_000).problems).toHaveProperty(
      'validationImages',
    );
    expect(checkDraft(withField('trainImages', '58,000'), 60_000).problems).toBeNull();
    expect(checkDraft(withField('trainImages', '10'), 60_000).problems).toHaveProperty('batchSize');
  });

  it('holds every setting that there is, and leaves out what is off', () => {
    const rich: TrainingSettings = {
      ...settings,
      optimizer: {
        kind: 'adamw',
        learningRate: 0.002,
        beta1: 0.8,
        beta2: 0.99,
        epsilon: 1e-7,
        weightDecay: 0,
      },
      clipping: { kind: 'norm', limit: 2 },
      schedule: { kind: 'plateau', factor: 0.5, patience: 3, threshold: 0.01 },
      warmUpSteps: 50,
      augmentation: { shift: 1, rotate: 5, scale: 0.1, shear: 0, elastic: 0.5 },
      earlyStopping: { patience: 4 },
      split: 'stratified',
      rateChanges: [{ step: 10, learningRate: 0.001 }],
      continued: [2],
    };
    expect(checkDraft(toDraft(rich), 60_000).settings).toEqual(rich);
    for (const kind of ['momentum', 'nesterov'] as const) {
      const optimizer = { kind, learningRate: 0.1, momentum: 0.5, weightDecay: 1e-4 };
      expect(checkDraft(toDraft({ ...settings, optimizer }), null).settings).toEqual({
        ...settings,
        optimizer,
      });
    }
    for (const schedule of [
      { kind: 'step', epochs: 2, factor: 0.5 },
      { kind: 'cosine', minimum: 0.1 },
    ] as const) {
      expect(checkDraft(toDraft({ ...settings, schedule }), null).settings).toEqual({
        ...settings,
        schedule,
      });
    }
  });

  it('takes no offence at a field that has no meaning', () => {
    expect(checkDraft(withField('momentum', 'much'), 60_000).problems).toBeNull();
    expect(checkDraft({ ...draft, optimizer: 'momentum', momentum: 'much' }, 60_000).problems).toHaveProperty(
      'momentum',
    );
  });

  it('knows what was changed', () => {
    expect(differs('learningRate', withField('learningRate', '0,05'), draft)).toBe(false);
    expect(differs('learningRate', withField('learningRate', '0.1'), draft)).toBe(true);
    expect(differs('momentum', withField('momentum', '0.5'), draft)).toBe(false);
    const momentum = { ...draft, optimizer: 'momentum' } as const;
    expect(differs('optimizer', momentum, draft)).toBe(true);
    expect(differs('momentum', momentum, draft)).toBe(false);
    expect(differs('momentum', { ...momentum, momentum: '0.5' }, draft)).toBe(true);
  });

  it('needs validation images for early stopping', () => {
    const stopping = { ...draft, earlyStopping: 'on', validationImages: '0' } as const;
    expect(checkDraft(stopping, 60_000).problems).toHaveProperty('validationImages');
  });

  it('is checked by itself while no data set is open', () => {
    expect(checkDraft(withField('trainImages', '900,000'), null).problems).toBeNull();
  });
});

describe('a field that is left', () => {
  it.each<[FieldName, string, string]>([
    ['trainImages', '20000', '20,000'],
    ['learningRate', '0,05', '0.05'],
    ['seed', '12,345', '12345'],
    ['batchSize', '1.5', '1.5'],
    ['epochs', 'three', 'three'],
  ])('%s "%s" reads "%s"', (field, typed, shown) => {
    expect(tidy(field, typed)).toBe(shown);
  });
});

describe('stepping a field', () => {
  it.each<[FieldName, string, 1 | -1, string]>([
    ['learningRate', '0.05', 1, '0.1'],
    ['learningRate', '0.1', -1, '0.05'],
    ['learningRate', '0.07', -1, '0.05'],
    ['learningRate', '0.001', -1, '0.0005'],
    ['weightDecay', '0', 1, '0.00001'],
    ['weightDecay', '0.00001', -1, '0'],
    ['momentum', '0.9', 1, '0.95'],
    ['epsilon', '1e-8', 1, '1e-7'],
    ['rotate', '10', 1, '15'],
    ['scale', '0.1', 1, '0.15'],
    ['scale', '0.5', 1, '0.5'],
    ['batchSize', '16', 1, '32'],
    ['batchSize', '20', -1, '16'],
    ['batchSize', '1', -1, '1'],
    ['epochs', '1', -1, '1'],
    ['trainImages', '20,000', 1, '21,000'],
    ['trainImages', '1,500', -1, '1,000'],
    ['validationImages', '0', -1, '0'],
    ['seed', '0', -1, '0'],
    ['threads', '2', 1, '3'],
    ['epochs', 'three', 1, 'three'],
  ])('%s from %s by %d gives %s', (field, typed, direction, stepped) => {
    expect(stepField(field, typed, direction)).toBe(stepped);
  });
});
