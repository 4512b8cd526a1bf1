import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import type { Detail } from '../../state/explain-focus.ts';
import { cellOf, toPicture } from './picture.ts';

/** What is looked at in a step, as the engine counts channels. */
export interface Looked {
  readonly channel: number;
  readonly inputChannel: number;
  readonly detail: Detail | null;
}

/** The channel of a tensor that is looked at, counted from the first of those that are here. */
export function channelOf(view: TensorView, { channel, inputChannel, detail }: Looked): number {
  if (view.form === 'vector' && view.folded) {
    const touched = detail?.kind === 'value' && view.of.startsWith('output') ? detail.origin.place : null;
    return (
      (touched && cellOf(toPicture(view), touched)?.channel) ??
      Math.min(view.folded.channels - 1, inputChannel)
    );
  }
  if (view.form !== 'volume') return 0;
  const isOfInput = view.of === 'input' || view.of === 'inputGradient' || view.of === 'localDerivative';
  const wanted = isOfInput ? inputChannel : channel;
  return Math.min(view.channels - 1, Math.max(0, wanted - view.from));
}
