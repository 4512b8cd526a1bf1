import { expect, it } from 'vitest';
import { offeredColumns } from './table-columns.ts';

const pixels = Array.from({ length: 784 }, (_, i) => `pixel ${i}`);

it('offers all of a few, each once', () => {
  expect(offeredColumns({ names: ['x', 'y', 'x', 'label'], label: 'label' })).toEqual(['x', 'y', 'label']);
});

it('offers the ends of a thousand', () => {
  const offered = offeredColumns({ names: ['label', ...pixels], label: 'label' });
  expect(offered).toHaveLength(24);
  expect([offered[0], offered[11], offered[12], offered.at(-1)]).toEqual([
    'label',
    'pixel 10',
    'pixel 772',
    'pixel 783',
  ]);
});

it('has the column that is taken, wherever it stands', () => {
  const names = [...pixels.slice(0, 400), 'label', ...pixels.slice(400)];
  const offered = offeredColumns({ names, label: 'label' });
  expect(offered).toHaveLength(25);
  expect(offered[12]).toBe('label');
});
