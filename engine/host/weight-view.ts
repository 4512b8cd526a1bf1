import type { NetworkRunner } from '../nn/network-runner.ts';
import type { Histogram, LayerWeights, WeightPictures, WeightView } from '../protocol/run-calls.ts';
import { inferShapes, type LayerShape } from '../protocol/shapes.ts';
import type { CurrentModel } from './current-model.ts';

/** Weights and gradients to be looked at: how they are spread, and as pictures where they are some. */

const BINS = 48;
const MAX_PICTURES = 64;
/** Weights of a unit that sees an image are a picture of this many pixels at most. */
const MAX_PICTURE_PIXELS = 64 * 64;

export function weightView({ runner, origin, step }: CurrentModel, channel: number): WeightView {
  const { network, classes } = origin;
  const shapes = inferShapes(network, classes.length);
  const parameters = runner.parameters();
  const gradients: ReturnType<NetworkRunner['gradients']> = runner.gradients();
  const layers = network.layers.flatMap(({ kind }, layer): LayerWeights[] => {
    const shape = shapes[layer]!;
    const place = shape.parameters.findIndex(({ name }) => name === 'weights');
    if (place < 0) return [];
    const weights = parameters[layer]![place]!;
    const before = network.layers[layer - 1]?.kind === 'flatten' ? shapes[layer - 1]!.input : null;
    const pictures =
      kind === 'conv2d'
        ? filterPictures(weights, shape, channel)
        : before && !before.flat
          ? unitPictures(weights, before, shape, channel)
          : null;
    const ofLayer = gradients?.[layer];
    return [
      { layer, weights: histogramOf(weights), gradients: ofLayer ? histogramOf(ofLayer) : null, pictures },
    ];
  });
  return { step, layers };
}

/** Equal stretches from the least value to the greatest. */
function histogramOf(values: Float32Array): Histogram {
  let [from, to, sum, finite] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    from = Math.min(from, value);
    to = Math.max(to, value);
    sum += value;
    finite += 1;
  }
  const counts = Array.from({ length: BINS }, () => 0);
  if (finite === 0) return { from: 0, to: 0, counts, mean: 0, deviation: 0, notFinite: values.length };
  const mean = sum / finite;
  const scale = to > from ? BINS / (to - from) : 0;
  let squares = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) * (value - mean);
    const bin = Math.min(BINS - 1, Math.floor((value - from) * scale));
    counts[bin] = counts[bin]! + 1;
  }
  return {
    from,
    to,
    counts,
    mean,
    deviation: Math.sqrt(squares / finite),
    notFinite: values.length - finite,
  };
}

/** [kernel row, kernel column, input channel, filter] → one picture a filter, of one input channel. */
function filterPictures(weights: Float32Array, { parameters }: LayerShape, wanted: number): WeightPictures {
  const [height, width, channels, filters] = parameters[0]!.dimensions as [number, number, number, number];
  const channel = Math.min(wanted, channels - 1);
  const shown = Math.min(filters, MAX_PICTURES);
  const values = new Float32Array(shown * height * width);
  for (let filter = 0; filter < shown; filter++) {
    for (let pixel = 0; pixel < height * width; pixel++) {
      values[filter * height * width + pixel] = weights[(pixel * channels + channel) * filters + filter]!;
    }
  }
  return { height, width, channel, channels, total: filters, values };
}

/** [input, unit], inputs by row, column, channel → one picture a unit: what it wants to see, and what not. */
function unitPictures(
  weights: Float32Array,
  image: LayerShape['input'],
  { output }: LayerShape,
  wanted: number,
): WeightPictures | null {
  const { height, width, channels } = image;
  if (height < 3 || width < 3 || height * width > MAX_PICTURE_PIXELS) return null;
  const channel = Math.min(wanted, channels - 1);
  const units = output.channels;
  const shown = Math.min(units, MAX_PICTURES);
  const values = new Float32Array(shown * height * width);
  for (let unit = 0; unit < shown; unit++) {
    for (let pixel = 0; pixel < height * width; pixel++) {
      values[unit * height * width + pixel] = weights[(pixel * channels + channel) * units + unit]!;
    }
  }
  return { height, width, channel, channels, total: units, values };
}
