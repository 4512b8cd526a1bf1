import { expect, it } from 'vitest';
import { edgeFilters, filterOf, type EdgeFilter } from './edge-filters.ts';

it('keeps a 3 × 3 filter as it is, and puts it into the middle of a larger kernel', () => {
  expect(filterOf('vertical', 3)).toEqual([...edgeFilters.vertical]);
  const large = filterOf('outline', 5);
  expect(large).toHaveLength(25);
  expect(large[12]).toBe(8);
  expect(large.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
});

it('has edge detectors that see nothing in an even area', () => {
  for (const name of ['vertical', 'horizontal', 'diagonal', 'outline'] satisfies EdgeFilter[]) {
    expect(edgeFilters[name].reduce<number>((a, b) => a + b, 0)).toBe(0);
  }
});
