import { describe, expect, it } from 'vitest';
import type { TieRule } from './max-pool.ts';
import { singleLayer } from '../../testing/single-layer.ts';

function pool(tieRule?: TieRule, stride = 2, width = 4) {
  return singleLayer({ kind: 'maxPool', size: 2, stride }, { height: 2, width, channels: 1 }, 1, tieRule);
}

describe('max-pooling', () => {
  it('lets the largest through, and sends the gradient back to it', () => {
    const layer = pool();
    // prettier-ignore
    const image = Float64Array.of(
      1, 2, -7, -8,
      4, 3, -6, -5,
    );
    expect([...layer.forward(image)]).toEqual([4, -5]);
    expect([...layer.backward(Float64Array.of(10, 20))]).toEqual([0, 0, 0, 0, 10, 0, 0, 20]);
  });

  it('adds up the gradients of overlapping windows', () => {
    const layer = pool('first-maximum', 1, 3);
    layer.forward(Float64Array.of(1, 9, 2, 3, 4, 5));
    expect([...layer.backward(Float64Array.of(10, 20))]).toEqual([0, 30, 0, 0, 0, 0]);
  });

  it('leaves out what does not fill a window', () => {
    const layer = pool('first-maximum', 2, 3);
    expect([...layer.forward(Float64Array.of(1, 2, 99, 3, 4, 99))]).toEqual([4]);
  });

  // prettier-ignore
  const tied = Float64Array.of(
    5, 5, 1, 0,
    5, 5, 0, 1,
  );

  it('sends the gradient of a tie to the first maximum in reading order', () => {
    const layer = pool();
    layer.forward(tied);
    expect([...layer.backward(Float64Array.of(1, 2))]).toEqual([1, 0, 2, 0, 0, 0, 0, 0]);
  });

  it('can send it to every maximum, to show what that does', () => {
    const layer = pool('every-maximum');
    layer.forward(tied);
    expect([...layer.backward(Float64Array.of(1, 2))]).toEqual([1, 1, 2, 0, 1, 1, 0, 2]);
  });

  it('takes a window of −Infinity or NaN as it is', () => {
    const layer = pool();
    const image = Float64Array.of(-Infinity, -Infinity, NaN, NaN, -Infinity, -Infinity, NaN, NaN);
    expect([...layer.forward(image)]).toEqual([-Infinity, NaN]);
  });
});
