import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { hi } from './hi.ts';
import { pa } from './pa.ts';

/** Each language says 0, 1, 2 and 1,000 by its own rules. */
const counts = [0, 1, 2, 1000];

describe('English', () => {
  it('has one form for 1, and another for all other numbers', () => {
    expect(counts.map(en.collect.chosen)).toEqual([
      '0 drawings chosen',
      '1 drawing chosen',
      '2 drawings chosen',
      '1,000 drawings chosen',
    ]);
    expect(counts.map((wrong) => en.results.measured(wrong, wrong))).toEqual([
      'Measured on 0 test images: 0 were read wrong.',
      'Measured on 1 test image: 1 was read wrong.',
      'Measured on 2 test images: 2 were read wrong.',
      'Measured on 1,000 test images: 1,000 were read wrong.',
    ]);
  });
});

describe('Hindi', () => {
  it('has one form for 0 and 1, and another for all other numbers', () => {
    expect(counts.map(hi.collect.chosen)).toEqual([
      '0 चित्र चुना गया',
      '1 चित्र चुना गया',
      '2 चित्र चुने गए',
      '1,000 चित्र चुने गए',
    ]);
    expect(counts.map(hi.network.details.dense)).toEqual(['0 इकाई', '1 इकाई', '2 इकाइयाँ', '1,000 इकाइयाँ']);
  });
});

describe('Punjabi', () => {
  it('has one form for 0 and 1, and another for all other numbers', () => {
    expect(counts.map(pa.collect.chosen)).toEqual([
      '0 ਚਿੱਤਰ ਚੁਣਿਆ',
      '1 ਚਿੱਤਰ ਚੁਣਿਆ',
      '2 ਚਿੱਤਰ ਚੁਣੇ',
      '1,000 ਚਿੱਤਰ ਚੁਣੇ',
    ]);
    expect(counts.map(pa.network.details.dense)).toEqual(['0 ਇਕਾਈ', '1 ਇਕਾਈ', '2 ਇਕਾਈਆਂ', '1,000 ਇਕਾਈਆਂ']);
  });
});
