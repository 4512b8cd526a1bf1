import { describe, expect, it } from 'vitest';
import {
  cellCentre,
  clearCell,
  INK_SIDE,
  inkCell,
  isInked,
  penPaths,
  planNormalisedInk,
  planRawInk,
  type Drawing,
  type Point,
} from './ink.ts';

const stroke = (...points: readonly (readonly [number, number])[]): Drawing => [
  { kind: 'stroke', points: points.map(([x, y]) => ({ x, y })) },
];

const moved = (drawing: Drawing, dx: number, dy: number): Drawing =>
  drawing.map((mark) =>
    mark.kind === 'stroke'
      ? { ...mark, points: mark.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })) }
      : mark,
  );

const seven = stroke([0.3, 0.25], [0.61, 0.25], [0.45, 0.74]);

function box(paths: readonly (readonly Point[])[]) {
  const points = paths.flat();
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  return { x: range(points.map(({ x }) => x)), y: range(points.map(({ y }) => y)) };
}

/** Width of a stroke after the digit, ink and all, was scaled so that its longest side is 20 pixels. */
function widthInDigit({ paths, penWidth }: ReturnType<typeof planNormalisedInk>): number {
  const { x, y } = box(paths);
  const side = Math.max(x[1] - x[0], y[1] - y[0]) + penWidth;
  return (penWidth * 20) / side;
}

describe('ink for a network that sees it normalised', () => {
  it.each([0.15, 0.3, 0.6, 0.9, 1])('has strokes 2.5 pixels wide in a digit of height %d', (height) => {
    const plan = planNormalisedInk(stroke([0.02, 0], [0.05, height / 2], [0.02, height]));
    expect(widthInDigit(plan)).toBeCloseTo(2.5, 1);
  });

  it('is the same wherever it was drawn', () => {
    const plan = planNormalisedInk(seven);
    for (const [dx, dy] of [
      [1 / INK_SIDE, 0],
      [-37 / INK_SIDE, 12 / INK_SIDE],
      [0.1234, -0.2],
    ] as const) {
      expect(planNormalisedInk(moved(seven, dx, dy))).toEqual(plan);
    }
  });

  it('stays inside, pen and all, however large it was drawn', () => {
    const { paths, penWidth } = planNormalisedInk(stroke([0, 0], [1, 0], [0, 1], [1, 1]));
    const { x, y } = box(paths);
    expect(Math.min(x[0], y[0]) - penWidth / 2).toBeGreaterThanOrEqual(0);
    expect(Math.max(x[1], y[1]) + penWidth / 2).toBeLessThanOrEqual(INK_SIDE);
  });

  it('does not blow a dot up', () => {
    const { paths, penWidth } = planNormalisedInk(stroke([0.4, 0.4]));
    expect(paths).toHaveLength(1);
    expect(penWidth).toBeLessThan(10);
  });

  it('is nothing where nothing was drawn', () => {
    expect(planNormalisedInk([]).paths).toEqual([]);
  });
});

it('is left as drawn for a network that sees the pad as it is', () => {
  const { paths } = planRawInk(seven);
  expect(paths[0]?.[0]).toEqual({ x: 0.3 * INK_SIDE, y: 0.25 * INK_SIDE });
});

describe('cells', () => {
  const cells = (...places: readonly (readonly [number, number])[]): Drawing =>
    places.reduce<Drawing>((drawing, [column, row]) => inkCell(drawing, column, row), []);

  it('are inked once and cleared again', () => {
    const drawing = inkCell(cells([3, 4]), 3, 4);
    expect(drawing).toHaveLength(1);
    expect(isInked(drawing, 3, 4)).toBe(true);
    expect(isInked(drawing, 4, 3)).toBe(false);
    expect(clearCell(drawing, 3, 4)).toEqual([]);
  });

  it('are joined to their neighbours, and diagonally only where there is no other way', () => {
    const lines = (drawing: Drawing) => penPaths(drawing).filter((path) => path.length === 2);
    expect(lines(cells([5, 5], [6, 5]))).toEqual([
      [cellCentre({ kind: 'cell', column: 5, row: 5 }), cellCentre({ kind: 'cell', column: 6, row: 5 })],
    ]);
    expect(lines(cells([5, 5], [6, 6]))).toHaveLength(1);
    expect(lines(cells([5, 5], [4, 6]))).toHaveLength(1);
    expect(lines(cells([5, 5], [6, 5], [6, 6]))).toHaveLength(2);
    expect(lines(cells([5, 5], [9, 9]))).toHaveLength(0);
  });
});
