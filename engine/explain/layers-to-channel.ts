import type { Layer } from '../nn/layers/layer.ts';
import { ReferenceNetwork } from '../nn/reference-network.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/shapes.ts';
import type { WalkThrough } from './walk-through.ts';

/**
 * The network as in use, from its input up to a layer of which one channel is asked for. Layers remember what went
 * through them: these are others than the walk-through's, which keep what its own image gave.
 *
 * @param channel a filter of the layer, or a unit.
 * @throws EpochLabError `invalid-argument` where there is no such layer or channel.
 */
export function layersToChannel(
  walk: WalkThrough,
  layer: number,
  channel: number,
): { readonly layers: readonly Layer[]; readonly output: Shape } {
  const { output } = walk.checkLayer(layer);
  if (channel >= output.channels) {
    throw new EpochLabError(
      'invalid-argument',
      `Layer ${layer + 1} has ${output.channels} channels, no ${channel + 1}.`,
    );
  }
  const parameters = walk.network.layers.map((reference) => reference.parameters.map(({ values }) => values));
  const { network, classes } = walk.subject;
  return { layers: new ReferenceNetwork(network, classes, parameters).layers.slice(0, layer + 1), output };
}
