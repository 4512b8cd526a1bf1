import { describe, expect, it } from 'vitest';
import { pluralIn } from './plural.ts';

const form = { one: 'one', other: 'other' };

describe.each([
  ['en', ['other', 'one', 'other', 'other']],
  ['hi', ['one', 'one', 'other', 'other']],
  ['pa', ['one', 'one', 'other', 'other']],
])('%s', (language, expected) => {
  const choose = pluralIn(language, ['one']);

  it('has a form for 0, 1, 2 and 1,000', () => {
    expect([0, 1, 2, 1000].map((count) => choose(count, form))).toEqual(expected);
  });

  it('tells no other forms apart', () => {
    expect(new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()).toEqual(
      Object.keys(form),
    );
  });
});

it('falls back to the form that every language has', () => {
  // Russian has "few", which nobody asked for here.
  expect(pluralIn('ru', ['one'])(2, form)).toBe('other');
});
