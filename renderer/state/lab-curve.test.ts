import { expect, it } from 'vitest';
import type { LabRun } from '../../engine/protocol/lab-progress.ts';
import { palette } from '../charts/testing/palette.ts';
import { curveSvg } from './lab-curve.ts';

it('draws a run for a hand-in, and leaves a gap where the loss was not finite', () => {
  const run = {
    training: [
      [0.5, 2.1],
      [1, null],
      [1.5, 0.7],
    ],
    validation: [[1, 0.9]],
    fingerprint: '3f9a-77c1',
  } as unknown as LabRun;
  const svg = curveSvg(run, palette);
  expect(svg).toMatch(/^<svg xmlns/);
  for (const words of ['Loss 3f9a-77c1', 'Training', 'Validation', 'Epochs', 'nats'])
    expect(svg).toContain(words);
  expect(svg).not.toContain('NaN');
});
