import { describe, expect, it } from 'vitest';
import { en as sharedEn, hi as sharedHi, pa as sharedPa } from '../../electron/shared/text/index.ts';
import { missing } from '../../electron/shared/text/translation.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { hi } from './hi.ts';
import { pa } from './pa.ts';

/** The frame around every place: a window that speaks a language speaks it here without a gap. */
const frame = ['commands', 'app', 'places', 'bar', 'run', 'engine', 'notices', 'status', 'window'] as const;

describe.each([
  ['Hindi', hi, sharedHi],
  ['Punjabi', pa, sharedPa],
])('%s', (_, translation, shared) => {
  it('has every menu, command and dialog', () => {
    expect(missing(sharedEn, shared)).toEqual([]);
  });

  it('has the whole frame of the window', () => {
    const gaps = missing<Catalogue>(en, translation).filter((path) =>
      frame.some((area) => path.startsWith(`${area}.`)),
    );
    expect(gaps).toEqual([]);
  });
});
