import type { ClassSteps, TensorView, WalkInfo } from '../../../engine/protocol/explain-calls.ts';
import type { Palette } from '../../charts/palette.ts';
import { canvasPen, type Pen, type TextStyle } from '../../charts/pen.ts';
import { SvgPen } from '../../charts/svg-pen.ts';
import { formatLoss, formatPercent, formatValue, text } from '../../i18n/index.ts';
import type { Detail, Shown, TensorName } from '../../state/explain.svelte.ts';
import { colourOf, endsOf, inkOn, toCss, type ScaleName } from '../../theme/colour-scales.ts';
import { cellOf, peaksOf, toPicture, valueAt } from './picture.ts';
import { headingOf, shapesOf } from './step-words.ts';

/** A step drawn anew with a pen: for a picture, or for an SVG file. */

export interface StepState {
  readonly info: WalkInfo;
  readonly shown: Shown;
  readonly detail: Detail | null;
  readonly classSteps: ClassSteps | null;
  readonly channel: number;
  readonly inputChannel: number;
}

const MARGIN = 28;
const GAP = 36;
const LARGE = 260;
const SMALL = 150;
const TEXT = 13;
const ROW = 20;

/** A picture has more pixels than a window, so that it can be printed. */
const PNG_SCALE = 2;

const smallOnes: ReadonlySet<TensorName> = new Set<TensorName>([
  'parameter',
  'parameterGradient',
  'parameterStep',
  'parameterAfter',
  'products',
  'localDerivative',
  'outputChange',
]);

function exportSize(state: StepState): { readonly width: number; readonly height: number } {
  const views = viewsOf(state);
  const width = views.reduce((sum, view) => sum + sideOf(view) + GAP, 2 * MARGIN - GAP);
  const rows = state.info.classes.length + 2;
  const height = isClassStep(state) ? 110 + rows * ROW : 190 + LARGE + linesOf(state).length * ROW;
  return { width: Math.max(640, width), height };
}

export function stepToSvg(state: StepState, palette: Palette): string {
  const size = exportSize(state);
  const pen = new SvgPen(size.width, size.height);
  drawStep(pen, state, size, palette);
  return pen.toString();
}

export async function stepToPng(state: StepState, palette: Palette): Promise<Uint8Array> {
  const size = exportSize(state);
  const canvas = new OffscreenCanvas(size.width * PNG_SCALE, size.height * PNG_SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas to draw on.');
  context.scale(PNG_SCALE, PNG_SCALE);
  drawStep(canvasPen(context), state, size, palette);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function drawStep(
  pen: Pen,
  state: StepState,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
): void {
  const { info, shown } = state;
  const style = (over: Partial<TextStyle> = {}): TextStyle => ({
    ...{ colour: palette.strong, font: palette.fontText, size: TEXT, align: 'left', baseline: 'top' },
    ...over,
  });
  pen.rectangle(0, 0, size.width, size.height, palette.surface);
  pen.text(headingOf(info, shown.step), MARGIN, MARGIN, style({ size: 20 }));
  pen.text(subtitle(state), MARGIN, MARGIN + 28, style({ colour: palette.text }));
  const top = MARGIN + 64;
  if (isClassStep(state)) {
    drawClasses(pen, state, top, palette, style);
    return;
  }
  let left = MARGIN;
  for (const view of viewsOf(state)) {
    drawTensor(pen, state, view, left, top, palette, style);
    left += sideOf(view) + GAP;
  }
  linesOf(state).forEach((line, i) =>
    pen.text(line, MARGIN, top + LARGE + 62 + i * ROW, style({ font: palette.fontMono })),
  );
}

function subtitle({ info, shown }: StepState): string {
  const { split, index } = info.image;
  const image =
    split === null || index === null ? text.explain.image.drawing : text.explain.image.chosen(split, index);
  const says = text.explain.image.says(info.classes[info.predicted]!, info.probabilities[info.predicted]!);
  const parts = [image, says, text.explain.image.loss(formatLoss(info.loss)), shapesOf(info, shown.step)];
  return parts.filter((part) => part !== '').join(' · ');
}

function isClassStep({ shown }: StepState): boolean {
  return shown.step.stage === 'softmax' || shown.step.stage === 'loss';
}

/** In the order of the picture on screen: input, what is between, output. */
function viewsOf({ shown }: StepState): readonly TensorView[] {
  const order: readonly TensorName[] =
    shown.step.way === 'backward' && shown.step.stage === 'layer'
      ? ['inputGradient', 'parameter', 'parameterGradient', 'localDerivative', 'outputGradient']
      : [
          ...([
            'input',
            'inputGradient',
            'parameter',
            'parameterGradient',
            'parameterStep',
            'parameterAfter',
          ] as const),
          ...(['products', 'output', 'outputChange'] as const),
        ];
  return order.map((name) => shown.tensors[name]).filter((view) => view !== undefined);
}

function sideOf(view: TensorView): number {
  return smallOnes.has(view.of) ? SMALL : LARGE;
}

function scaleOf(view: TensorView, state: StepState): ScaleName {
  if (view.of === 'input') return state.shown.layer === 0 ? 'grey' : 'sequential';
  return view.of === 'output' || view.of === 'localDerivative' ? 'sequential' : 'diverging';
}

export function channelOf(view: TensorView, { channel, inputChannel }: StepState): number {
  if (view.form !== 'volume') return 0;
  const wanted = ['input', 'inputGradient', 'localDerivative'].includes(view.of) ? inputChannel : channel;
  return Math.min(view.channels - 1, Math.max(0, wanted - view.from));
}

function drawTensor(
  pen: Pen,
  state: StepState,
  view: TensorView,
  left: number,
  top: number,
  palette: Palette,
  style: (over?: Partial<TextStyle>) => TextStyle,
): void {
  const picture = toPicture(view);
  const scale = scaleOf(view, state);
  const range = endsOf(scale, view);
  const channel = channelOf(view, state);
  const cell = sideOf(view) / Math.max(picture.rows, picture.columns);
  pen.text(`${text.explain.tensor[view.of]}  ${text.explain.symbol[view.of]}`, left, top, style());
  const start = top + 22;
  for (let row = 0; row < picture.rows; row++) {
    for (let column = 0; column < picture.columns; column++) {
      const value = valueAt(picture, { row, column }, channel);
      if (Number.isNaN(value)) continue;
      const colour = colourOf(scale, value, range);
      // A little overlap, or the ground would show through between them.
      pen.rectangle(left + column * cell, start + row * cell, cell + 0.3, cell + 0.3, toCss(colour));
      if (cell < 28) continue;
      const [x, y] = [left + (column + 0.5) * cell, start + (row + 0.5) * cell];
      const ink = { colour: inkOn(colour), font: palette.fontMono, size: 10 } as const;
      pen.text(formatValue(value), x, y, style({ ...ink, align: 'center', baseline: 'middle' }));
    }
  }
  const end = start + picture.rows * cell + 8;
  const words = `${formatValue(range.min)} … ${formatValue(range.max)}`;
  pen.text(words, left, end, style({ colour: palette.text, font: palette.fontMono, size: 11 }));
  const touched = state.detail?.kind === 'value' && view.of.startsWith('output') ? state.detail.origin : null;
  const at = touched && cellOf(picture, touched.place);
  if (!at || at.channel !== channel) return;
  const [x, y] = [left + at.column * cell, start + at.row * cell];
  const outline = [x, y, x + cell, y, x + cell, y + cell, x, y + cell, x, y];
  pen.line(outline, { colour: '#000000', width: 4 });
  pen.line(outline, { colour: '#ffffff', width: 2 });
}

/** What is said of the touched value, in lines of text. */
export function linesOf(state: StepState): readonly string[] {
  const { detail, shown } = state;
  const views = viewsOf(state).filter((view) => view.form === 'volume');
  const peaks = views.map((view) => {
    const picture = toPicture(view);
    const channel = channelOf(view, state);
    const { high } = peaksOf(picture, channel);
    const which = text.explain.channel.volume(channel + view.from);
    return text.explain.describe.peak(text.explain.tensor[view.of], which, high.row, high.column, high.value);
  });
  if (detail?.kind === 'value') {
    const { origin } = detail;
    const value =
      shown.step.way === 'forward'
        ? `y = ${formatValue(origin.value)}`
        : `∂L/∂y = ${formatValue(origin.gradient)}`;
    const place = origin.place.map((at) => at + 1).join(', ');
    const sum =
      origin.kind === 'sum'
        ? ` = Σ ${origin.totalTerms} x·w${origin.bias === null ? '' : ` + ${formatValue(origin.bias)}`}`
        : '';
    return [`[${place}]: ${value}${sum}`, ...peaks];
  }
  if (detail?.kind === 'weight') {
    const { value, gradient, after } = detail.uses;
    return [
      `w = ${formatValue(value)}   ∂L/∂w = ${formatValue(gradient)}   → ${formatValue(after)}`,
      ...peaks,
    ];
  }
  if (detail?.kind === 'input') {
    return [`x = ${formatValue(detail.uses.value)}   ∂L/∂x = ${formatValue(detail.uses.gradient)}`, ...peaks];
  }
  return peaks;
}

function drawClasses(
  pen: Pen,
  { info, classSteps }: StepState,
  top: number,
  palette: Palette,
  style: (over?: Partial<TextStyle>) => TextStyle,
): void {
  if (!classSteps) return;
  const words = text.explain.classes;
  const columns = [MARGIN + 90, MARGIN + 190, MARGIN + 300, MARGIN + 400];
  const head = [words.logit, words.exponential, words.probability, 'p − y'];
  head.forEach((name, i) =>
    pen.text(name, columns[i]!, top, style({ colour: palette.text, align: 'right' })),
  );
  info.classes.forEach((name, k) => {
    const y = top + (k + 1) * ROW;
    const isTruth = k === info.label;
    pen.text(isTruth ? `${name} ✓` : name, MARGIN, y, style());
    const values = [
      classSteps.logits,
      classSteps.exponentials,
      classSteps.probabilities,
      classSteps.gradient,
    ];
    values.forEach((of, i) =>
      pen.text(formatValue(of[k]!), columns[i]!, y, style({ font: palette.fontMono, align: 'right' })),
    );
    const p = classSteps.probabilities[k]!;
    pen.rectangle(MARGIN + 420, y + 3, 150 * p + 1, ROW - 9, palette.of('--accent'));
    pen.text(formatPercent(p), MARGIN + 428 + 150 * p, y, style({ colour: palette.text }));
  });
}
