import { MAX_TENSOR_VALUES, type Place3, type TensorRequest } from '../../engine/protocol/explain-calls.ts';
import type { TensorView, WalkInfo } from '../../engine/protocol/explain-walk.ts';
import type { Shape } from '../../engine/protocol/shapes.ts';
import type { Step } from './explain-steps.ts';

/** Which tensors a step shows, and which of their channels and values are looked at first. */

export type TensorName = TensorRequest['of'];
export type Tensors = Readonly<Partial<Record<TensorName, TensorView>>>;

/** The channels that are looked at, as the engine counts them. */
export interface Channels {
  readonly channel: number;
  readonly inputChannel: number;
}

export function tensorsOf(
  info: WalkInfo,
  step: Step,
  layer: number,
  channels: Channels,
): readonly TensorRequest[] {
  return namesOf(info, step, layer).map((of) => ({
    layer,
    of,
    parameter: 'weights',
    from: 0,
    count: 4096,
    ...partOf(info, layer, of, channels),
  }));
}

/** Each channel of the output comes from the same one of the input. */
export function isPerChannel(info: WalkInfo, layer: number): boolean {
  const { kind } = info.network.layers[layer]!;
  return kind !== 'conv2d' && kind !== 'dense' && kind !== 'flatten';
}

/** A layer is looked at first where it responds most. */
export function firstChannels(info: WalkInfo, step: Step, layer: number): Channels {
  if (step.stage !== 'layer') return { channel: 0, inputChannel: 0 };
  const [, , channel] = info.layers[layer]!.first.forward;
  const isSame = isPerChannel(info, layer) && !info.shapes[layer]!.output.flat;
  return { channel, inputChannel: isSame ? channel : 0 };
}

/** Of a channel that was chosen, the value that is touched before a person touches one: its peak. */
export function firstPlace(step: Step, tensors: Tensors, channel: number): Place3 | null {
  if (step.stage !== 'layer') return null;
  const view = step.way === 'forward' ? tensors.output : tensors.outputGradient;
  if (!view) return null;
  if (view.form === 'vector') return [0, 0, channel];
  const peaks = view.peaks[channel - view.from];
  if (!peaks) return null;
  const { high, low } = peaks;
  const peak = step.way === 'forward' || high.value >= -low.value ? high : low;
  return [peak.row, peak.column, channel];
}

function namesOf(info: WalkInfo, step: Step, layer: number): readonly TensorName[] {
  const { kind } = info.network.layers[layer]!;
  const hasWeights = kind === 'conv2d' || kind === 'dense';
  if (step.stage === 'image') return step.way === 'forward' ? ['input'] : ['input', 'inputGradient'];
  if (step.stage === 'softmax' || step.stage === 'loss') return ['output', 'outputGradient'];
  if (step.stage === 'update') {
    return kind === 'batchNorm' || hasWeights
      ? ['parameter', 'parameterGradient', 'parameterStep', 'parameterAfter']
      : ['input'];
  }
  if (step.way === 'forward') {
    const change: readonly TensorName[] = info.variation ? ['outputChange'] : [];
    if (kind === 'dense') return ['input', 'parameter', 'products', 'output', ...change];
    return ['input', ...(hasWeights ? (['parameter'] as const) : []), 'output', ...change];
  }
  if (hasWeights) return ['input', 'inputGradient', 'parameter', 'parameterGradient', 'outputGradient'];
  // While training, every value of a batch norm's channel moves the mean of all others: there is no single slope.
  const hasDerivative = !(kind === 'batchNorm' && info.as === 'training');
  return [
    'input',
    'inputGradient',
    ...(hasDerivative ? (['localDerivative'] as const) : []),
    'outputGradient',
  ];
}

function partOf(
  info: WalkInfo,
  layer: number,
  of: TensorName,
  { channel, inputChannel }: Channels,
): Partial<TensorRequest> {
  const { kind } = info.network.layers[layer]!;
  const { input, output } = info.shapes[layer]!;
  switch (of) {
    case 'products':
      return { unit: channel };
    case 'parameter':
    case 'parameterGradient':
    case 'parameterStep':
    case 'parameterAfter':
      if (kind === 'batchNorm') return { parameter: 'scale' };
      return kind === 'dense' ? { unit: channel } : { unit: channel, inputChannel };
    case 'output':
    case 'outputGradient':
    case 'outputChange':
      return { from: firstOfPart(output, channel) };
    case 'input':
    case 'inputGradient':
    case 'localDerivative':
      return { from: firstOfPart(input, inputChannel) };
    default:
      throw new Error(`Unknown tensor: ${String(of satisfies never)}`);
  }
}

/** Of volumes that are not sent as a whole: the part that a channel lies in. */
function firstOfPart({ height, width, channels, flat }: Shape, channel: number): number {
  const room = Math.max(1, Math.floor(MAX_TENSOR_VALUES / (height * width)));
  return flat || channels <= room ? 0 : Math.floor(channel / room) * room;
}
