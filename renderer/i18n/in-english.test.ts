import { expect, test } from 'vitest';
import { en } from './en.ts';
import { hi } from './hi.ts';
import { inEnglish } from './in-english.ts';
import { pa } from './pa.ts';

test('what the window calls something is told in English', () => {
  const fromHindi = (name: string) => inEnglish(name, hi, en);
  expect(fromHindi(hi.places.explain)).toBe('explain');
  expect(fromHindi(hi.settings.learningRate.label)).toBe('learning rate');
  expect(fromHindi(hi.documents.export)).toBe('export');
  expect(inEnglish(pa.settings.learningRate.label, pa, en)).toBe('learning rate');
  expect([fromHindi('learning rate'), fromHindi('क्षत्रज्ञ'), fromHindi('')]).toEqual([null, null, null]);
});
