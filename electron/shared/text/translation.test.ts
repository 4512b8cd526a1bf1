import { expect, test } from 'vitest';
import { complete, missing, type Texts, type Translation } from './translation.ts';

const english = { run: { train: 'Train', steps: (n: number) => `${n} steps` }, name: 'Lab' } as const;
type English = Texts<typeof english>;
const translation: Translation<English> = { run: { train: 'Lernen' } };

test('English stands where a translation has nothing', () => {
  const text = complete<English>(english, translation);
  expect([text.run.train, text.run.steps(3), text.name]).toEqual(['Lernen', '3 steps', 'Lab']);
});

test('lists what is not translated', () => {
  expect(missing<English>(english, translation)).toEqual(['run.steps', 'name']);
  expect(missing<English>(english, {})).toEqual(['run.train', 'run.steps', 'name']);
  expect(missing<English>(english, english)).toEqual([]);
});

test('a list of sentences stays a list', () => {
  const steps = { steps: ['One.', 'Two.'] } as const;
  expect(complete<Texts<typeof steps>>(steps, { steps: ['Eins.', 'Zwei.'] }).steps).toEqual([
    'Eins.',
    'Zwei.',
  ]);
  expect(complete<Texts<typeof steps>>(steps, { steps: ['Eins.'] }).steps).toEqual(['Eins.', 'Two.']);
  expect(missing<Texts<typeof steps>>(steps, { steps: ['Eins.'] })).toEqual(['steps.1']);
});
