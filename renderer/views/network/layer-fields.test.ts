import { expect, it } from 'vitest';
import type { LayerSpec } from '../../../engine/protocol/network.ts';
import { membersOf, memberValue, stepMember, withMember, type LayerMember } from './layer-fields.ts';

const convolution: LayerSpec = { kind: 'conv2d', filters: 8, kernel: 3, stride: 1, padding: 0, bias: true };
const average: LayerSpec = { kind: 'averagePool', size: 8, stride: 8 };

/** From here as far as it goes, by the buttons of its field. */
function farthest(layer: LayerSpec, member: LayerMember, direction: 1 | -1): number {
  let typed = String(memberValue(layer, member));
  for (;;) {
    const next = stepMember(layer, member, typed, direction);
    if (next === typed) return Number(next);
    typed = next;
  }
}

it('goes up and down as far as the layer may, and no farther', () => {
  const ends = (layer: LayerSpec) =>
    membersOf(layer.kind).map((member) => [farthest(layer, member, -1), farthest(layer, member, 1)]);
  expect(ends(convolution)).toEqual([
    [1, 512],
    [1, 15],
    [1, 8],
    [0, 14],
  ]);
  expect(ends({ kind: 'dense', units: 10, bias: true })).toEqual([[1, 4096]]);
  expect(ends({ kind: 'dropout', rate: 0.5 })).toEqual([[0, 0.95]]);
  expect(ends({ kind: 'leakyRelu', slope: 0.01 })).toEqual([[0, 1]]);
});

it('goes on from what is large for another kind: a mean may be taken of a whole map', () => {
  expect(stepMember(average, 'size', '26', 1)).toBe('27');
  expect(farthest(average, 'size', 1)).toBe(64);
});

it('comes back from what is impossible, and leaves what is no number', () => {
  expect(stepMember(convolution, 'filters', '9999', -1)).toBe('512');
  expect(stepMember(convolution, 'kernel', '-3', 1)).toBe('1');
  expect(stepMember(convolution, 'kernel', 'three', 1)).toBe('three');
});

it('says what is wrong with what was typed', () => {
  expect(withMember(convolution, 'kernel', '5')).toMatchObject({ layer: { kernel: 5 }, problem: null });
  expect(withMember(convolution, 'kernel', '99').problem).toBe('Kernel must be a whole number from 1 to 15.');
});
