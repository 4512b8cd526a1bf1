import type { ClassSteps } from '../../../engine/protocol/explain-answers.ts';
import type { TensorView, WalkInfo } from '../../../engine/protocol/explain-walk.ts';
import type { Palette } from '../../charts/palette.ts';
import type { Pen, TextStyle } from '../../charts/pen.ts';
import { formatPercent, formatValue, text } from '../../i18n/index.ts';
import type { Detail } from '../../state/explain-focus.ts';
import type { Shown } from '../../state/explain.svelte.ts';
import { colourOf, inkOn, toCss, type Range, type ScaleName } from '../../theme/colour-scales.ts';
import { cellOf, valueAt, type Picture } from './picture.ts';
import { isFew, only, type End, type Field, type Ties } from './stage-links.ts';

/** Strokes of a step's drawing: pictures with their scales, what is lit up in them, and the classes' table. */

type Style = (over?: Partial<TextStyle>) => TextStyle;

/** Where a tensor is drawn, and how. */
export interface TensorBox {
  readonly view: TensorView;
  readonly picture: Picture;
  readonly scale: ScaleName;
  readonly range: Range;
  readonly channel: number;
  /** Of units, where they have names. */
  readonly names: readonly string[] | null;
  readonly left: number;
  /** Of the picture, below its name. */
  readonly top: number;
  readonly side: number;
}

/** Height of a line of text. */
export const ROW = 20;
/** Above each picture: its name, and which channel it is. */
export const CAPTION = 40;
/** Below it: its scale. */
const SCALE = 40;

/** Cells from so many pixels on have their numbers written into them. */
const ROOM_FOR_NUMBER = 28;
/** A sign of a monospaced font, in parts of its size. */
const MONO_WIDTH = 0.61;
const SCALE_STEPS = 48;

export function drawTensor(pen: Pen, box: TensorBox, palette: Palette, style: Style): void {
  const { view, picture, scale, range, channel, left, top, side } = box;
  const name = `${text.explain.tensor[view.of]}  ${text.explain.symbol[view.of]}`;
  const which = picture.channels > 1 || view.total > 1 ? channelName(box) : '';
  // Links pass behind it.
  const height = isFew(view) ? view.columns * barHeight(view) : picture.rows * cellSize(box) + SCALE;
  pen.rectangle(left, top - CAPTION, side, CAPTION + height, palette.surface);
  pen.text(name, left, top - CAPTION, style());
  pen.text(which, left, top - CAPTION + 18, style({ colour: palette.text, size: 11 }));
  if (isFew(view)) {
    drawBars(pen, box, palette, style);
    return;
  }
  const cell = cellSize(box);
  for (let row = 0; row < picture.rows; row++) {
    for (let column = 0; column < picture.columns; column++) {
      const value = valueAt(picture, { row, column }, channel);
      if (Number.isNaN(value)) continue;
      const colour = colourOf(scale, value, range);
      // They overlap, or the ground would show through between them; the next one covers what is too much.
      const [width, height] = [column, row].map((at, i) =>
        at + 1 < (i === 0 ? picture.columns : picture.rows) ? cell + 1 : cell,
      ) as [number, number];
      pen.rectangle(left + column * cell, top + row * cell, width, height, toCss(colour));
    }
  }
  if (cell >= ROOM_FOR_NUMBER) drawNumbers(pen, box, palette, style);
  drawScale(pen, box, left, top + picture.rows * cell + 10, side, palette, style);
}

/** All of one size, in which the longest fits into its cell. */
function drawNumbers(pen: Pen, box: TensorBox, palette: Palette, style: Style): void {
  const { picture, scale, range, channel, left, top } = box;
  const cell = cellSize(box);
  const numbers = Array.from({ length: picture.rows * picture.columns }, (_, i) => {
    const [row, column] = [Math.floor(i / picture.columns), i % picture.columns];
    return { row, column, value: valueAt(picture, { row, column }, channel) };
  }).filter(({ value }) => !Number.isNaN(value));
  const longest = Math.max(...numbers.map(({ value }) => formatValue(value).length));
  const size = Math.min(10, (0.94 * cell) / (longest * MONO_WIDTH));
  for (const { row, column, value } of numbers) {
    const ink = { colour: inkOn(colourOf(scale, value, range)), font: palette.fontMono, size } as const;
    const [x, y] = [left + (column + 0.5) * cell, top + (row + 0.5) * cell];
    pen.text(formatValue(value), x, y, style({ ...ink, align: 'center', baseline: 'middle' }));
  }
}

function channelName({ view, channel }: TensorBox): string {
  if (view.form === 'vector' && view.total > view.columns)
    return text.explain.channel.partOfVector(view.columns, view.total);
  if (view.form === 'vector')
    return view.folded ? text.explain.channel.volume(channel) : text.explain.channel.vector;
  return view.form === 'kernel' ? '' : text.explain.channel.volume(channel + view.from);
}

function drawScale(
  pen: Pen,
  { scale, range }: TensorBox,
  left: number,
  top: number,
  side: number,
  palette: Palette,
  style: Style,
): void {
  const step = side / SCALE_STEPS;
  for (let i = 0; i < SCALE_STEPS; i++) {
    const value = range.min + ((range.max - range.min) * (i + 0.5)) / SCALE_STEPS;
    pen.rectangle(
      left + i * step,
      top,
      i + 1 < SCALE_STEPS ? step + 1 : step,
      6,
      toCss(colourOf(scale, value, range)),
    );
  }
  const label = style({ colour: palette.text, font: palette.fontMono, size: 11 });
  pen.text(formatValue(range.min), left, top + 12, label);
  if (scale === 'diverging') pen.text('0', left + side / 2, top + 12, { ...label, align: 'center' });
  pen.text(formatValue(range.max), left + side, top + 12, { ...label, align: 'right' });
}

/** A short vector, one bar a unit. */
function drawBars(pen: Pen, box: TensorBox, palette: Palette, style: Style): void {
  const { view, scale, range, names, left, top, side } = box;
  const low = Math.min(0, view.min);
  const span = Math.max(0, view.max) - low || 1;
  const [start, width] = [left + 40, side - 110];
  const number = style({ font: palette.fontMono, size: 11, align: 'right', baseline: 'middle' });
  view.values.forEach((value, k) => {
    const y = top + k * barHeight(view);
    const middle = y + barHeight(view) / 2;
    const name = names?.[k] ?? String(k);
    pen.text(name, left, middle, style({ colour: palette.text, size: 11, baseline: 'middle' }));
    const from = start + ((Math.min(0, value) - low) / span) * width;
    const length = Math.max(1, (Math.abs(value) / span) * width);
    pen.rectangle(from, middle - 5, length, 10, toCss(colourOf(scale, value, range)));
    pen.text(formatValue(value), left + side, middle, number);
  });
  const zero = start + (-low / span) * width;
  const end = top + view.columns * barHeight(view);
  pen.line([zero, top, zero, end], { colour: palette.text, width: 1 });
}

function barHeight(view: TensorView): number {
  return Math.min(26, 260 / view.columns);
}

function cellSize({ picture, side }: TensorBox): number {
  return side / Math.max(picture.rows, picture.columns);
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function rectangleOf(box: TensorBox, { from, to }: Field): Rectangle {
  const { left, top, side, view } = box;
  if (isFew(view)) {
    const height = barHeight(view);
    return { left, top: top + from[0] * height, right: left + side, bottom: top + (to[0] + 1) * height };
  }
  const cell = cellSize(box);
  return {
    left: left + from[1] * cell,
    top: top + from[0] * cell,
    right: left + (to[1] + 1) * cell,
    bottom: top + (to[0] + 1) * cell,
  };
}

export function drawLinks(pen: Pen, boxes: readonly TensorBox[], { links }: Ties, palette: Palette): void {
  const stroke = { colour: palette.of('--touch'), width: 1.5 };
  const placed = ({ part, ...field }: End) => {
    const box = boxes.find(({ view }) => view.of === part);
    return box && rectangleOf(box, field);
  };
  for (const { from, to } of links) {
    const [a, b] = [placed(from), placed(to)];
    if (!a || !b) continue;
    pen.line([a.right, a.top, b.left, b.top], stroke);
    pen.line([a.right, a.bottom, b.left, b.bottom], stroke);
  }
}

/** What is lit up: the field that a value comes from, the cells that won, and what was touched itself. */
export function drawMarks(
  pen: Pen,
  boxes: readonly TensorBox[],
  { field, leftMarks, rightMarks }: Ties,
  { detail, shown }: { readonly detail: Detail | null; readonly shown: Shown },
  palette: Palette,
): void {
  const isForward = shown.step.way === 'forward';
  const left = boxes.find(({ view }) => view.of === (isForward ? 'input' : 'inputGradient'));
  const right = boxes.find(({ view }) => view.of === (isForward ? 'output' : 'outputGradient'));
  const touch = palette.of('--touch');
  if (left && field) outline(pen, rectangleOf(left, field), touch);
  for (const [box, marks] of [
    [left, leftMarks],
    [right, rightMarks],
  ] as const) {
    for (const place of marks) {
      const cell = box && cellOf(box.picture, place);
      if (cell && cell.channel === box.channel) outline(pen, rectangleOf(box, only(cell)), touch);
    }
  }
  const touched =
    detail?.kind === 'value'
      ? { box: right, place: detail.origin.place }
      : detail?.kind === 'input'
        ? { box: left, place: detail.uses.place }
        : null;
  if (!touched?.box) return;
  const { box, place } = touched;
  const cell = isFew(box.view)
    ? { row: place[2], column: 0, channel: box.channel }
    : cellOf(box.picture, place);
  if (!cell || cell.channel !== box.channel) return;
  outline(pen, rectangleOf(box, only(cell)), isFew(box.view) ? touch : '#ffffff');
}

/** Seen on every colour: its line on a dark one. */
function outline(pen: Pen, { left, top, right, bottom }: Rectangle, colour: string): void {
  const corners = [left, top, right, top, right, bottom, left, bottom, left, top];
  pen.line(corners, { colour: '#000000', width: 4 });
  pen.line(corners, { colour, width: 2 });
}

/** Softmax and loss, class by class: forwards the powers, backwards the derivatives. */
export function drawClasses(
  pen: Pen,
  {
    info,
    shown,
    classSteps,
  }: { readonly info: WalkInfo; readonly shown: Shown; readonly classSteps: ClassSteps | null },
  at: { readonly left: number; readonly top: number },
  palette: Palette,
  style: Style,
): void {
  if (!classSteps) return;
  const words = text.explain.classes;
  const { label, lossByProbability } = classSteps;
  const columns: readonly (readonly [name: string, values: readonly number[]])[] =
    shown.step.way === 'forward'
      ? [
          [words.logit, classSteps.logits],
          [words.exponential, classSteps.exponentials],
          [words.probability, classSteps.probabilities],
        ]
      : [
          [words.probability, classSteps.probabilities],
          [
            words.byProbability,
            classSteps.probabilities.map((_, k) => (k === label ? lossByProbability : 0)),
          ],
          [words.slope, classSteps.probabilityByLogits],
          ['p − y', classSteps.gradient],
        ];
  const right = (column: number) => at.left + 180 + column * 100;
  const head = style({ colour: palette.text, align: 'right' });
  columns.forEach(([name], i) => pen.text(name, right(i), at.top, head));
  const bars = right(columns.length - 1) + 24;
  info.classes.forEach((name, k) => {
    const y = at.top + (k + 1) * ROW;
    pen.text(k === label ? `${name} ✓` : name, at.left, y, style());
    columns.forEach(([, values], i) =>
      pen.text(formatValue(values[k]!), right(i), y, style({ font: palette.fontMono, align: 'right' })),
    );
    const p = classSteps.probabilities[k]!;
    pen.rectangle(bars, y + 3, 100 * p + 1, ROW - 9, palette.of('--accent'));
    pen.text(formatPercent(p), bars + 8 + 100 * p, y, style({ colour: palette.text }));
  });
}
