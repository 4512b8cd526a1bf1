import { randomStream } from '../nn/random.ts';
import { ReferenceNetwork } from '../nn/reference-network.ts';
import type { ExcitingImage } from '../protocol/explain-answers.ts';
import { sizeOf } from '../protocol/shapes.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { WalkThrough } from './walk-through.ts';

/** How long each step of the ascent is, as the length of the change against the image's pixels. */
const STEP = 0.5;

/** How strong the noise is that it begins with. */
const NOISE = 0.05;

/**
 * What a filter looks for: the image is moved along the gradient of the filter's mean response, from faint noise
 * on, within the range that images have (D. Erhan, Y. Bengio, A. Courville, P. Vincent, "Visualizing Higher-Layer
 * Features of a Deep Network", 2009). A step at each `yield`.
 *
 * The network is as in use. Each step has the same length, however steep the slope.
 *
 * @param channel a filter of the layer, or a unit.
 * @throws EpochLabError `invalid-argument` where there is no such layer or channel.
 */
export function* exciteChannel(
  walk: WalkThrough,
  layer: number,
  channel: number,
  { seed, steps }: { readonly seed: number; readonly steps: number },
): Generator<void, ExcitingImage> {
  const { output } = walk.checkLayer(layer);
  if (channel >= output.channels) {
    throw new EpochLabError(
      'invalid-argument',
      `Layer ${layer + 1} has ${output.channels} channels, no ${channel + 1}.`,
    );
  }
  const parameters = walk.network.layers.map((reference) => reference.parameters.map(({ values }) => values));
  const { network, classes } = walk.subject;
  const layers = new ReferenceNetwork(network, classes, parameters).layers.slice(0, layer + 1);
  const pixels = output.height * output.width;
  const upward: Float64Array = new Float64Array(sizeOf(output));
  for (let i = channel; i < upward.length; i += output.channels) upward[i] = 1 / pixels;
  const response = (image: Float64Array) =>
    layers
      .reduce((values, reference) => reference.forward(values), image)
      .reduce((sum, value, i) => sum + value * upward[i]!, 0);

  const random = randomStream(seed, 'initialisation', channel);
  const image = Float64Array.from(walk.subject.image, () => random.normal() * NOISE);
  const before = response(image);
  for (let step = 0; step < steps; step++) {
    response(image);
    const gradient = layers.reduceRight((values, reference) => reference.backward(values), upward);
    const length = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
    if (length === 0) break;
    const rate = (STEP * Math.sqrt(image.length)) / 10 / length;
    for (let i = 0; i < image.length; i++) {
      image[i] = Math.min(0.5, Math.max(-0.5, image[i]! + rate * gradient[i]!));
    }
    yield;
  }
  const after = response(image);
  return { layer, channel, values: image, before, after, ofThisImage: response(walk.subject.image) };
}
