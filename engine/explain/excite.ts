import { randomStream } from '../nn/random.ts';
import type { ExcitingImage } from '../protocol/explain-answers.ts';
import { sizeOf } from '../protocol/shapes.ts';
import { layersToChannel } from './layers-to-channel.ts';
import type { WalkThrough } from './walk-through.ts';

/** So many steps of the ascent are as long as the way from a blank image to one that is all ink. */
const STEPS_ACROSS = 20;

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
  const { layers, output } = layersToChannel(walk, layer, channel);
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
    const rate = Math.sqrt(image.length) / STEPS_ACROSS / length;
    for (let i = 0; i < image.length; i++) {
      image[i] = Math.min(0.5, Math.max(-0.5, image[i]! + rate * gradient[i]!));
    }
    yield;
  }
  const after = response(image);
  return { layer, channel, values: image, before, after, ofThisImage: response(walk.subject.image) };
}
