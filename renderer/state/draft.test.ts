import { describe, expect, it } from 'vitest';
import { checkDraft, stepField, tidy, toDraft, type Draft, type FieldName } from './draft.ts';

const settings = {
  optimizer: { kind: 'sgd', learningRate: 0.05 },
  batchSize: 16,
  epochs: 3,
  trainImages: 20_000,
  validationImages: 2_000,
  seed: 1,
  threads: 2,
} as const;

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
