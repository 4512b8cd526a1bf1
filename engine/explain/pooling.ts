import type { WindowCell } from '../protocol/explain-answers.ts';
import type { Place3 } from '../protocol/explain-calls.ts';
import type { LayerSpec } from '../protocol/network.ts';
import { indexOf, type WalkThrough } from './walk-through.ts';

/** The windows of pooling layers: what is in them, which values go on, and which are tied. */

type Pool = Extract<LayerSpec, { kind: 'maxPool' | 'averagePool' }>;

/** The cells of the window that a place of the output looks at, each with the gradient that it receives. */
export function windowOf(walk: WalkThrough, layer: number, spec: Pool, place: Place3): WindowCell[] {
  const { input, output } = walk.shapes[layer]!;
  const [row, column, channel] = place;
  const gradient = walk.outputGradient(layer)[indexOf(output, place)]!;
  const values = walk.input(layer);
  const cells = Array.from({ length: spec.size ** 2 }, (_, n) => {
    const [i, j] = [Math.floor(n / spec.size), n % spec.size];
    const at: Place3 = [row * spec.stride + i, column * spec.stride + j, channel];
    return { input: at, value: values[indexOf(input, at)]! };
  });
  const maximum = Math.max(...cells.map(({ value }) => value));
  const first = cells.findIndex(({ value }) => value === maximum);
  return cells.map((cell, n) => {
    const isMaximum = cell.value === maximum;
    return { ...cell, isMaximum, receives: share(isMaximum, n === first) * gradient };
  });

  function share(isMaximum: boolean, isFirst: boolean): number {
    if (spec.kind === 'averagePool') return 1 / spec.size ** 2;
    return (walk.subject.tieRule === 'first-maximum' ? isFirst : isMaximum) ? 1 : 0;
  }
}

/** In how many windows of a max-pooling layer the maximum stands more than once. */
export function countTies(walk: WalkThrough, layer: number): { windows: number; tied: number } {
  const spec = walk.layers[layer]!;
  if (spec.kind !== 'maxPool') return { windows: 0, tied: 0 };
  const { input, output } = walk.shapes[layer]!;
  const values = walk.input(layer);
  let tied = 0;
  for (let row = 0; row < output.height; row++) {
    for (let column = 0; column < output.width; column++) {
      for (let channel = 0; channel < output.channels; channel++) {
        let maximum = -Infinity;
        let times = 0;
        for (let n = 0; n < spec.size ** 2; n++) {
          const y = row * spec.stride + Math.floor(n / spec.size);
          const x = column * spec.stride + (n % spec.size);
          const value = values[(y * input.width + x) * input.channels + channel]!;
          if (value > maximum) [maximum, times] = [value, 1];
          else if (value === maximum) times += 1;
        }
        if (times > 1) tied += 1;
      }
    }
  }
  return { windows: output.height * output.width * output.channels, tied };
}
