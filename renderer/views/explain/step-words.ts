import type { WalkInfo } from '../../../engine/protocol/explain-walk.ts';
import { formatVolume, text } from '../../i18n/index.ts';
import type { Step } from '../../state/explain-steps.ts';

/** What a step is called, and what there is to say about it. */

export function headingOf(info: WalkInfo, { stage, way, layer }: Step): string {
  if (way === 'update') return text.explain.heading.update;
  if (stage === 'layer')
    return text.explain.heading.layer[way](layer! + 1, info.network.layers[layer!]!.kind);
  return text.explain.heading[stage === 'update' ? 'image' : stage][way];
}

export function leadOf(info: WalkInfo, { stage, way, layer }: Step): string {
  if (way === 'update') return '';
  if (stage === 'layer') return text.explain.lead[way][info.network.layers[layer!]!.kind];
  return text.explain.lead[stage === 'update' ? 'image' : stage][way];
}

/** What to touch, for the window: on a saved page nothing can be. */
export function invitationOf(info: WalkInfo, { stage, way, layer }: Step): string {
  if (way !== 'forward') return '';
  const { touch } = text.explain;
  if (stage === 'image' || stage === 'softmax') return touch[stage];
  if (stage !== 'layer') return '';
  const { kind } = info.network.layers[layer!]!;
  return kind === 'conv2d' || kind === 'maxPool' || kind === 'dense' ? touch[kind] : '';
}

export function shapesOf(info: WalkInfo, { stage, layer }: Step): string {
  if (stage !== 'layer') return '';
  const { input, output, parameterCount } = info.shapes[layer!]!;
  const shapes = text.explain.heading.shapes(formatVolume(input), formatVolume(output));
  return parameterCount > 0 ? `${shapes} · ${text.explain.heading.weights(parameterCount)}` : shapes;
}
