import { scaleImage } from '../nn/reference-network.ts';
import type { Survey } from '../protocol/explain-answers.ts';
import type { Split } from '../protocol/model-info.ts';
import { layersToChannel } from './layers-to-channel.ts';
import type { WalkThrough } from './walk-through.ts';

/** The first images of a split. */
export interface SurveyedImages {
  readonly split: Split;
  readonly height: number;
  readonly width: number;
  /** count × height × width × channels bytes. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * How a filter or unit responds to many images, sorted by class: what it has learned to tell apart. An image at each
 * `yield`. The network is as in use.
 *
 * @throws EpochLabError `invalid-argument` where there is no such layer or channel.
 */
export function* survey(
  walk: WalkThrough,
  layer: number,
  channel: number,
  images: SurveyedImages,
): Generator<void, Survey> {
  const { layers, output } = layersToChannel(walk, layer, channel);
  const { labels } = images;
  const size = images.pixels.length / labels.length;

  const found: Survey['images'][number][] = [];
  for (let index = 0; index < labels.length; index++) {
    const image = scaleImage(images.pixels.subarray(index * size, (index + 1) * size));
    const values = layers.reduce((input, reference) => reference.forward(input), image);
    let [sum, max] = [0, -Infinity];
    for (let i = channel; i < values.length; i += output.channels) {
      sum += values[i]!;
      max = Math.max(max, values[i]!);
    }
    found.push({ index, label: labels[index]!, mean: sum / (output.height * output.width), max });
    yield;
  }
  found.sort((a, b) => a.label - b.label || b.mean - a.mean || a.index - b.index);
  const pixels = new Uint8Array(images.pixels.length);
  found.forEach(({ index }, i) =>
    pixels.set(images.pixels.subarray(index * size, (index + 1) * size), i * size),
  );
  const means = found.map(({ mean }) => mean);
  const classMeans = Array.from({ length: walk.subject.classes }, (_, label) => {
    const own = found.filter((image) => image.label === label);
    return own.reduce((sum, { mean }) => sum + mean, 0) / own.length;
  });
  return {
    layer,
    channel,
    split: images.split,
    height: images.height,
    width: images.width,
    images: found,
    classMeans,
    pixels,
    min: Math.min(...means),
    max: Math.max(...means),
  };
}
