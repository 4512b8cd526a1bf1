import { describe, expect, it } from 'vitest';
import { singleLayer } from '../../testing/single-layer.ts';

describe('ReLU', () => {
  const layer = singleLayer({ kind: 'relu' }, { height: 1, width: 5, channels: 1 }, 1);
  const image = Float64Array.of(-2, -0, 0, 1e-300, 3);

  it('keeps what is positive', () => {
    expect([...layer.forward(image)]).toEqual([0, 0, 0, 1e-300, 3]);
  });

  it('lets a gradient pass where the input was above 0, and not at 0', () => {
    layer.forward(image);
    expect([...layer.backward(Float64Array.of(1, 2, 3, 4, 5))]).toEqual([0, 0, 0, 4, 5]);
  });

  it('does not hide a NaN', () => {
    expect(layer.forward(Float64Array.of(NaN, 0, 0, 0, 0))[0]).toBeNaN();
  });
});
