import type { ClassSteps } from '../../../engine/protocol/explain-answers.ts';
import type { TensorView, WalkInfo } from '../../../engine/protocol/explain-walk.ts';
import type { Palette } from '../../charts/palette.ts';
import { canvasPen, type Pen, type TextStyle } from '../../charts/pen.ts';
import { SvgPen } from '../../charts/svg-pen.ts';
import { formatCount, formatLoss, formatPercent, formatValue, text } from '../../i18n/index.ts';
import type { TensorName } from '../../state/explain-tensors.ts';
import type { Shown } from '../../state/explain.svelte.ts';
import { CAPTION, drawClasses, drawLinks, drawMarks, drawTensor, ROW, type TensorBox } from './draw-step.ts';
import { peaksOf, toPicture } from './picture.ts';
import { focusOf, tiesOf, type Ties } from './stage-links.ts';
import { channelOf, type Looked } from './step-channels.ts';
import { scalesOf } from './step-scales.ts';
import { headingOf, shapesOf } from './step-words.ts';

/** A step drawn anew with a pen: for a picture, or for an SVG file. */

export interface StepState extends Looked {
  readonly info: WalkInfo;
  readonly shown: Shown;
  readonly classSteps: ClassSteps | null;
}

const MARGIN = 28;
const GAP = 36;
const LARGE = 260;
const SMALL = 180;
const TEXT = 13;

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
  const height = isClassStep(state) ? 120 + rows * ROW : 220 + tallest(state) + linesOf(state).length * ROW;
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
    drawClasses(pen, state, { left: MARGIN, top }, palette, style);
    return;
  }
  let left = MARGIN;
  const boxes = viewsOf(state).map((view): TensorBox => {
    const box = boxOf(view, state, left, top);
    left += sideOf(view) + GAP;
    return box;
  });
  const ties = tiesIn(state);
  // Under the pictures, or they would cross what is between.
  drawLinks(pen, boxes, ties, palette);
  for (const box of boxes) drawTensor(pen, box, palette, style);
  drawMarks(pen, boxes, ties, state, palette);
  linesOf(state).forEach((line, i) =>
    pen.text(line, MARGIN, top + tallest(state) + 92 + i * ROW, style({ font: palette.fontMono })),
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

function tallest(state: StepState): number {
  return Math.max(...viewsOf(state).map(sideOf));
}

function sideOf(view: TensorView): number {
  return smallOnes.has(view.of) ? SMALL : LARGE;
}

function boxOf(view: TensorView, state: StepState, left: number, top: number): TensorBox {
  const picture = toPicture(view);
  const { scaleOf, rangeOf } = scalesOf(state.info, state.shown);
  const names = view.of.startsWith('output') && isLast(state) ? state.info.classes : null;
  return {
    view,
    picture,
    scale: scaleOf(view),
    range: rangeOf(view),
    channel: channelOf(view, state),
    names,
    left,
    top: top + CAPTION,
    side: sideOf(view),
  };
}

function isLast({ info, shown }: StepState): boolean {
  return shown.layer === info.network.layers.length - 1;
}

function tiesIn({ info, shown, detail }: StepState): Ties {
  const spec = info.network.layers[shown.layer]!;
  const focus = shown.step.stage === 'layer' ? focusOf(detail) : null;
  return tiesOf(spec, shown.step.way === 'forward', shown.tensors, focus, detail);
}

/** As what is added: 0.5 → " + 0.500", −0.5 → " − 0.500" */
function signed(value: number): string {
  return value < 0 ? ` − ${formatValue(-value)}` : ` + ${formatValue(value)}`;
}

/** What is said of the touched value, in lines of text. */
export function linesOf(state: StepState): readonly string[] {
  const { detail, info, shown } = state;
  if (shown.step.stage === 'update') return updateLines(state);
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
    const [row, column, unit] = origin.place;
    const { written } = text.explain;
    const place = info.shapes[origin.layer]!.output.flat ? written.unit(unit) : written.at(row, column, unit);
    const sum =
      origin.kind === 'sum' && shown.step.way === 'forward'
        ? ` = Σ ${formatCount(origin.totalTerms)} x·w${origin.bias === null ? '' : signed(origin.bias)}`
        : '';
    return [`${place}: ${value}${sum}`, ...peaks];
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

function updateLines({ info, detail }: StepState): readonly string[] {
  const { update } = info;
  const words = text.explain.update;
  const layers = update.layers.map(({ layer, gradientNorm, weightNorm, stepNorm, ratio }) => {
    const kind = text.explain.path.kinds[info.network.layers[layer]!.kind];
    const numbers = [
      `${words.gradientNorm} ${formatValue(gradientNorm)}`,
      `${words.weightNorm} ${formatValue(weightNorm)}`,
      `${words.stepNorm} ${formatValue(stepNorm)}`,
      ...(Number.isNaN(ratio) ? [] : [`${words.ratio} ${formatPercent(ratio, 2)}`]),
    ];
    return `${layer + 1} ${kind}: ${numbers.join('   ')}`;
  });
  const losses = [
    `${words.before} ${formatLoss(info.loss)}`,
    `${words.predicted} ${formatLoss(update.lossPredicted)}`,
    `${words.after} ${formatLoss(update.lossAfter)}`,
  ];
  const touched =
    detail?.kind === 'weight'
      ? [`w = ${formatValue(detail.uses.value)} → ${formatValue(detail.uses.after)}`]
      : [];
  return [...touched, ...layers, `${words.loss}: ${losses.join('   ')}`];
}
