import { expect, it } from 'vitest';
import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import type { Palette } from '../../charts/palette.ts';
import type { TextStyle } from '../../charts/pen.ts';
import { SvgPen } from '../../charts/svg-pen.ts';
import { drawTensor } from './draw-step.ts';
import { toPicture } from './picture.ts';

it('writes each number of a kernel into its own cell', () => {
  const values = Float64Array.from({ length: 25 }, (_, i) => (i % 2 === 0 ? -1.23e-7 * (i + 1) : -0.123));
  const view: TensorView = {
    ...{ layer: 0, of: 'parameter', form: 'kernel', rows: 5, columns: 5, channels: 1, from: 0, total: 1 },
    ...{ values, folded: null, min: -0.123, max: 0, mean: 0, peaks: [] },
  };
  const palette = { text: '#556070', surface: '#ffffff', fontMono: 'monospace' } as Palette;
  const plain: TextStyle = { colour: '#000000', font: 'serif', size: 13, align: 'left', baseline: 'top' };
  const pen = new SvgPen(300, 300);
  const box = { picture: toPicture(view), range: { min: -0.2, max: 0.2 }, channel: 0, names: null } as const;
  drawTensor(pen, { ...box, view, scale: 'diverging', left: 20, top: 60, side: 150 }, palette, (over) => ({
    ...plain,
    ...over,
  }));
  const middle = [...pen.toString().matchAll(/<text [^>]*text-anchor="middle"[^>]*>[^<]*</g)].map(
    ([all]) => all,
  );
  const numbers = middle.filter((all) => />−/.test(all));
  expect(numbers).toHaveLength(25);
  for (const all of numbers) {
    const size = Number(/font-size="([\d.]+)"/.exec(all)![1]);
    const words = />([^<]*)</.exec(all)![1]!;
    // A monospaced sign is 0.6 of its size wide.
    expect(words.length * size * 0.6).toBeLessThan(150 / 5);
  }
});
