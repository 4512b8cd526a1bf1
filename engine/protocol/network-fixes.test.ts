import { describe, expect, test } from 'vitest';
import type { LayerSpec, NetworkSpec } from './network.ts';
import { fixesFor } from './network-fixes.ts';
import { presets } from './presets.ts';
import { checkShapes } from './shapes.ts';

const conv = (kernel: number, padding = 0): LayerSpec => ({
  kind: 'conv2d',
  filters: 8,
  kernel,
  stride: 1,
  padding,
  bias: true,
});
const pool: LayerSpec = { kind: 'maxPool', size: 2, stride: 2 };
const dense = (units: number): LayerSpec => ({ kind: 'dense', units, bias: true });
const flatten: LayerSpec = { kind: 'flatten' };

function network(...layers: LayerSpec[]): NetworkSpec {
  return { input: { height: 28, width: 28, channels: 1 }, layers, initialiser: 'he-normal' };
}

const kinds = (spec: NetworkSpec) => fixesFor(spec, 10).map(({ kind }) => kind);

describe('ways out of an impossible network', () => {
  test('there are none where it is possible', () => {
    for (const { network: possible } of Object.values(presets)) expect(fixesFor(possible, 10)).toEqual([]);
  });

  test.each<[string, NetworkSpec, string]>([
    ['dense after an image', network(conv(3), dense(10)), 'addFlatten'],
    ['a convolution after flatten', network(flatten, conv(3), dense(10)), 'moveBeforeFlatten'],
    ['a pool after flatten', network(conv(3), flatten, pool, dense(10)), 'moveBeforeFlatten'],
    ['a kernel with no room', network(pool, pool, pool, conv(5), flatten, dense(10)), 'reduceKernel'],
    ['a kernel with no room, padded', network(pool, pool, pool, conv(5), flatten, dense(10)), 'addPadding'],
    ['one pool too many', network(pool, pool, pool, pool, pool, flatten, dense(10)), 'removePool'],
    ['padding as large as the kernel', network(conv(3, 3), flatten, dense(10)), 'lessPadding'],
    ['no dense layer', network(conv(3), pool), 'addDense'],
    ['other classes', network(flatten, dense(7)), 'setUnits'],
    ['an activation last', network(flatten, dense(7), { kind: 'relu' }), 'setUnits'],
    ['too many parameters', network(flatten, dense(4096), dense(4096), dense(10)), 'halve'],
  ])('%s', (_, spec, expected) => {
    expect(checkShapes(spec, 10).problem).not.toBeNull();
    expect(kinds(spec)).toContain(expected);
  });

  test('followed one after the other, the first ones always lead out', () => {
    const parts = [
      conv(3),
      conv(7),
      conv(3, 3),
      pool,
      flatten,
      dense(5),
      dense(64),
      { kind: 'relu' },
    ] as const;
    // All stacks of three of these, and some of five.
    const stacks = parts.flatMap((a, i) =>
      parts.flatMap((b, j) =>
        parts.flatMap((c, k) => [[a, b, c], ...((i + j + k) % 3 === 0 ? [[a, pool, b, pool, c]] : [])]),
      ),
    );
    for (const layers of stacks) {
      let spec = network(...layers);
      for (let steps = 0; checkShapes(spec, 10).problem; steps++) {
        const [first] = fixesFor(spec, 10);
        expect(first, JSON.stringify(spec.layers)).toBeDefined();
        expect(steps).toBeLessThan(12);
        spec = first!.network;
      }
    }
  });

  test('what fits is known as far as it fits', () => {
    const { shapes, problem } = checkShapes(network(conv(3), pool, dense(10)), 10);
    expect(shapes.map(({ output }) => output.height)).toEqual([26, 13]);
    expect(problem?.details['layer']).toBe(2);
    expect(problem?.message).toMatch(/Layer 3 \(dense\).*flatten/);
  });
});
