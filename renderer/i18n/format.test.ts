import { afterEach, describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDateTime,
  formatDecimals,
  formatDuration,
  formatLoss,
  formatPercent,
  formatSignificant,
  parseNumber,
} from './format.ts';
import { setLocale } from './locale.svelte.ts';

/** Units are joined to their number by a space that does not break. */
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatting', () => {
  it('groups counts', () => {
    expect(formatCount(60_000)).toBe('60,000');
  });

  it('writes shares as percent with the digits asked for', () => {
    expect(spaced(formatPercent(0.9587))).toBe('95.9 %');
    expect(spaced(formatPercent(0.9587, 2))).toBe('95.87 %');
    expect(spaced(formatPercent(0.1, 0))).toBe('10 %');
  });

  it('keeps a loss short, whatever its size', () => {
    expect([0.14321, 2.302585, 12.345, 123.45, 1e9, Infinity].map(formatLoss)).toEqual([
      '0.143',
      '2.303',
      '12.35',
      '123.5',
      '1.0e+9',
      '∞',
    ]);
  });

  it('writes a minus sign before a number, and none before a zero', () => {
    expect([-0.5, -0.0004, -0, 12_345.6].map((value) => formatDecimals(value, 3))).toEqual([
      '\u22120.500',
      '0.000',
      '0.000',
      '12,345.600',
    ]);
    expect([-0.0123, 1e-7, 2.302585093].map((value) => formatSignificant(value, 3))).toEqual([
      '\u22120.0123',
      '1.00e\u22127',
      '2.30',
    ]);
  });

  it('writes durations in the unit that people would use', () => {
    expect(
      [0, 3.24, 9.96, 59.4, 125, 3725, 199_000].map((seconds) => spaced(formatDuration(seconds))),
    ).toEqual(['0.0 s', '3.2 s', '10 s', '59 s', '2 min 05 s', '1 h 02 min', '55 h']);
  });
});

describe('in other languages', () => {
  const time = new Date(2026, 10, 28, 19, 5).getTime();
  afterEach(() => setLocale('en'));

  it.each([
    ['en', '1,234,567', '28 Nov 2026, 19:05'],
    ['hi', '12,34,567', '28 नव॰ 2026, 19:05'],
    ['pa', '12,34,567', '28 ਨਵੰ 2026, 19:05'],
  ] as const)('%s: counts are grouped, and times written, as there', (language, count, when) => {
    setLocale(language);
    expect(formatCount(1_234_567)).toBe(count);
    expect(formatDateTime(time)).toBe(when);
  });
});

describe('parseNumber', () => {
  it.each([
    ['20000', 20_000],
    ['20,000', 20_000],
    ['1,234,567', 1_234_567],
    ['20 000', 20_000],
    ['0.05', 0.05],
    ['0,05', 0.05],
    ['0,005', 0.005],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['-1', -1],
    ['\u22121', -1],
    ['१,००,०००', 100_000],
    ['०.५', 0.5],
    ['੧੨', 12],
  ])('understands %s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value);
  });

  it.each(['', 'abc', '1.2.3', '12px', '1,2,3', 'NaN', 'Infinity', '0x10', '--1'])('refuses %j', (typed) => {
    expect(parseNumber(typed)).toBeNaN();
  });
});
