import type { InputUses, ValueOrigin, WeightUses } from '../../engine/protocol/explain-answers.ts';
import type { Place3 } from '../../engine/protocol/explain-calls.ts';
import type { WalkInfo } from '../../engine/protocol/explain-walk.ts';
import type { ParameterName } from '../../engine/protocol/shapes.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** What is being looked at: a value going out of a layer or into it, or a weight. */
export type Focus =
  | { readonly kind: 'output' | 'input'; readonly layer: number; readonly place: Place3 }
  | {
      readonly kind: 'weight';
      readonly layer: number;
      readonly parameter: ParameterName;
      readonly place: readonly number[];
    };

/** What the engine says of it. */
export type Detail =
  | { readonly kind: 'value'; readonly origin: ValueOrigin }
  | { readonly kind: 'input'; readonly uses: InputUses }
  | { readonly kind: 'weight'; readonly uses: WeightUses };

/** @param inputChannel of a convolution: the input channel whose products are written out. */
export async function askDetail(
  engine: EngineClient,
  { walk, network }: WalkInfo,
  focus: Focus,
  inputChannel: number,
): Promise<Detail> {
  const { layer } = focus;
  if (focus.kind === 'weight') {
    const { parameter } = focus;
    const uses = await engine.call('explainWeight', { walk, layer, parameter, place: [...focus.place] });
    return { kind: 'weight', uses };
  }
  const place: [number, number, number] = [...focus.place];
  if (focus.kind === 'input')
    return { kind: 'input', uses: await engine.call('explainInput', { walk, layer, place }) };
  const channel = network.layers[layer]?.kind === 'conv2d' ? { channel: inputChannel } : {};
  return { kind: 'value', origin: await engine.call('explainValue', { walk, layer, place, ...channel }) };
}
