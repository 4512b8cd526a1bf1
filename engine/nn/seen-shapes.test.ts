import { expect, test } from 'vitest';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { formatShape, inferShapes } from '../protocol/shapes.ts';
import { seenShapes } from './seen-shapes.ts';

function seenOf(...layers: LayerSpec[]): string[] {
  const network: NetworkSpec = {
    input: { height: 13, width: 12, channels: 1 },
    layers: [...layers, { kind: 'flatten' }, { kind: 'dense', units: 10, bias: true }],
    initialiser: 'he-normal',
  };
  const shapes = seenShapes(network.layers, inferShapes(network, 10));
  return shapes.slice(0, layers.length).map(({ output }) => formatShape(output));
}

const conv: LayerSpec = { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 0, bias: true };
const pool: LayerSpec = { kind: 'maxPool', size: 2, stride: 2 };

test('a convolution leaves out what its pool does not see, and so do activations between them', () => {
  expect(seenOf(conv, { kind: 'relu' }, pool)).toEqual(['10 × 10 × 4', '10 × 10 × 4', '5 × 5 × 4']);
  expect(seenOf(conv, { kind: 'averagePool', size: 3, stride: 2 })).toEqual(['11 × 9 × 4', '5 × 4 × 4']);
});

test('all is computed where all is seen', () => {
  expect(seenOf(conv, { kind: 'relu' })).toEqual(['11 × 10 × 4', '11 × 10 × 4']);
  expect(seenOf(conv, { kind: 'batchNorm' }, pool)).toEqual(['11 × 10 × 4', '11 × 10 × 4', '5 × 5 × 4']);
  expect(seenOf(conv, { kind: 'dropout', rate: 0.5 }, pool)[0]).toBe('11 × 10 × 4');
  expect(seenOf(pool, conv)).toEqual(['6 × 6 × 1', '4 × 4 × 4']);
});
