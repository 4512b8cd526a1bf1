import { describe, expect, it } from 'vitest';
import { singleLayer } from '../../testing/single-layer.ts';

const picture = { height: 3, width: 4, channels: 1 };
const image = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

function convolution(settings: { padding?: number; stride?: number; kernel?: number }, weights: number[]) {
  const { padding = 0, stride = 1, kernel = 2 } = settings;
  const spec = { kind: 'conv2d', filters: 1, kernel, stride, padding, bias: true } as const;
  const layer = singleLayer(spec, picture, 1);
  layer.parameters[0]!.values.set(weights);
  layer.parameters[1]!.values.set([100]);
  return layer;
}

describe('a convolution', () => {
  it('adds up what is under the kernel, as the kernel stands, without turning it', () => {
    const layer = convolution({}, [1, 0, 0, -10]);
    // 1·1 − 10·6 + 100, 1·2 − 10·7 + 100, …
    expect([...layer.forward(image)]).toEqual([41, 32, 23, 5, -4, -13]);
  });

  it('moves by its stride, and leaves out what does not fit', () => {
    const layer = convolution({ stride: 2 }, [1, 0, 0, 0]);
    expect([...layer.forward(image)]).toEqual([101, 103]);
  });

  it('sees zeros in the padding', () => {
    const layer = convolution({ padding: 1, kernel: 3, stride: 2 }, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    // Rows and columns −1 to 1 and 1 to 3: of the first window only 1, 2, 5 and 6 are inside.
    expect([...layer.forward(image)]).toEqual([100 + 14, 100 + 30, 100 + 30, 100 + 54]);
  });

  it('passes each gradient on to what it was made from', () => {
    const layer = convolution({}, [1, 2, 3, 4]);
    layer.forward(image);
    const oneOutput = Float64Array.of(0, 0, 0, 0, 1, 0); // row 1, column 1
    expect([...layer.backward(oneOutput)]).toEqual([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0]);
    expect([...layer.parameters[0]!.gradient]).toEqual([6, 7, 10, 11]);
    expect([...layer.parameters[1]!.gradient]).toEqual([1]);
  });
});
