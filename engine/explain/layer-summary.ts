import { argmax } from '../nn/argmax.ts';
import type { Place3 } from '../protocol/explain-calls.ts';
import type { LayerSummary, Thumbnail } from '../protocol/explain-walk.ts';
import { peaksOf, statistics, volume, type Picture } from './picture.ts';
import { countTies } from './pooling.ts';
import { placeIn, type WalkThrough } from './walk-through.ts';

/** Sides of a thumbnail at most. */
const THUMBNAIL = 32;

/** What the column of layers shows of one: small pictures, and the place to begin at. */
export function layerSummary(walk: WalkThrough, layer: number): LayerSummary {
  const picture = volume(walk, layer, 'output', walk.output(layer));
  const gradient = volume(walk, layer, 'output', walk.outputGradient(layer));
  const top = argmax(picture.values);
  const channel = picture.form === 'vector' ? 0 : top % picture.channels;
  const isLast = layer === walk.layers.length - 1;
  const { output } = walk.shapes[layer]!;
  const forward = placeIn(output, isLast ? walk.subject.label : top);
  return {
    output: thumbnail(picture, channel),
    gradient: thumbnail(gradient, channel),
    first: { forward, backward: picture.form === 'vector' ? forward : steepest(gradient, channel) },
    ...countTies(walk, layer),
  };
}

/** Every so many pixels of a picture; a vector is broken into rows, as square as they will go. */
function thumbnail({ form, rows, columns, channels, values }: Picture, channel: number): Thumbnail {
  const { min, max } = statistics(values);
  if (form === 'vector') {
    const width = Math.min(THUMBNAIL, Math.ceil(Math.sqrt(values.length)));
    const height = Math.min(THUMBNAIL, Math.ceil(values.length / width));
    const own = Float32Array.from({ length: width * height }, (_, i) => values[i] ?? Number.NaN);
    return { rows: height, columns: width, channel: 0, values: own, min, max };
  }
  const stride = Math.ceil(Math.max(rows, columns) / THUMBNAIL);
  const [height, width] = [Math.ceil(rows / stride), Math.ceil(columns / stride)];
  const own = new Float32Array(height * width);
  for (let i = 0; i < own.length; i++) {
    const [row, column] = [Math.floor(i / width) * stride, (i % width) * stride];
    own[i] = values[(row * columns + column) * channels + channel]!;
  }
  return { rows: height, columns: width, channel, values: own, min, max };
}

function steepest(picture: Picture, channel: number): Place3 {
  const { high, low } = peaksOf(picture, channel);
  const { row, column } = high.value >= -low.value ? high : low;
  return [row, column, channel];
}
