import { describe, expect, it } from 'vitest';
import { singleLayer } from '../../testing/single-layer.ts';

describe('a dense layer', () => {
  it('adds up every input through a weight of its own', () => {
    const layer = singleLayer(
      { kind: 'dense', units: 2, bias: true },
      { height: 1, width: 1, channels: 3 },
      1,
    );
    const [weights, bias] = layer.parameters;
    weights!.values.set([1, 10, 2, 20, 3, 30]); // [input, unit]
    bias!.values.set([0.5, -0.5]);

    expect([...layer.forward(Float64Array.of(1, 2, 3))]).toEqual([14.5, 139.5]);
    expect([...layer.backward(Float64Array.of(1, 100))]).toEqual([1001, 2002, 3003]);
    expect([...weights!.gradient]).toEqual([1, 100, 2, 200, 3, 300]);
    expect([...bias!.gradient]).toEqual([1, 100]);
  });
});
