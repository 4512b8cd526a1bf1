import { expect, test } from 'vitest';
import type { Analysis } from '../../../engine/protocol/results-calls.ts';
import { imagesOfCell, mistakes } from './pick-images.ts';

const analysis = {
  labels: Uint8Array.of(0, 0, 1, 1, 0),
  predicted: Uint8Array.of(1, 0, 1, 0, 1),
  confidence: Float32Array.of(0.6, 0.9, 0.8, 0.7, 0.95),
} as unknown as Analysis;

test('a cell opens its images, the surest first', () => {
  expect(imagesOfCell(analysis, 0, 1)).toEqual([4, 0]);
  expect(imagesOfCell(analysis, 1, 1)).toEqual([2]);
  expect(imagesOfCell(analysis, 2, 0)).toEqual([]);
});

test('mistakes come the surest first', () => {
  expect(mistakes(analysis)).toEqual([4, 3, 0]);
});
