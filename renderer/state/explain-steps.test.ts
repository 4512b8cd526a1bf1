import { expect, it } from 'vitest';
import { presets } from '../../engine/protocol/presets.ts';
import { stepsOf } from './explain-steps.ts';

it('goes forwards through the loss, backwards to the image, and ends in the update', () => {
  const steps = stepsOf(presets.report.network.layers);
  expect(steps.map(({ id }) => id)).toEqual([
    ...[
      'forward-image',
      'forward-0',
      'forward-1',
      'forward-2',
      'forward-3',
      'forward-softmax',
      'forward-loss',
    ],
    ...['backward-loss', 'backward-softmax', 'backward-3', 'backward-2', 'backward-1', 'backward-0'],
    ...['backward-image', 'update'],
  ]);
  for (const { column, way, stage, layer } of steps) {
    const there = steps.filter(
      (step) => step.column === column && step.stage === stage && step.layer === layer,
    );
    expect(there).toHaveLength(way === 'update' ? 1 : 2);
  }
});
