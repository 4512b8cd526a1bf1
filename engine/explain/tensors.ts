import { MAX_TENSOR_VALUES, type TensorRequest } from '../protocol/explain-calls.ts';
import type { TensorView } from '../protocol/explain-walk.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { Update } from './update.ts';
import { peaksOf, statistics, vector, volume, type Picture } from './picture.ts';
import type { WalkThrough } from './walk-through.ts';

/** What of a walk-through lies outside of it. */
export interface Around {
  readonly update: Update;
  /** What it is a variation of. */
  readonly base: WalkThrough | null;
}

/**
 * One tensor of one layer. Where it has more than MAX_TENSOR_VALUES, its first channels (of a vector, its first
 * values) are given, and how many there are in all.
 *
 * @throws EpochLabError `invalid-argument` where the layer has no such tensor.
 */
export function tensorView(walk: WalkThrough, request: TensorRequest, around: Around): TensorView {
  walk.checkLayer(request.layer);
  const { layer, of } = request;
  const picture = pictureOf(walk, request, around);
  const total = picture.form === 'vector' ? picture.columns : picture.channels;
  const each = picture.values.length / Math.max(1, total);
  const room = Math.max(1, Math.floor(MAX_TENSOR_VALUES / each));
  const from = Math.min(request.from, total - 1);
  const count = Math.min(request.count, room, total - from);
  const part = cut(picture, from, count);
  return {
    layer,
    of,
    form: picture.form,
    rows: part.rows,
    columns: part.columns,
    channels: part.channels,
    values: part.values,
    from,
    total,
    folded: count === total ? (picture.folded ?? null) : null,
    ...statistics(picture.values),
    peaks: Array.from({ length: part.channels }, (_, channel) => peaksOf(part, channel)),
  };
}

function pictureOf(walk: WalkThrough, request: TensorRequest, { update, base }: Around): Picture {
  const { layer, of } = request;
  switch (of) {
    case 'input':
      return volume(walk, layer, 'input', walk.input(layer));
    case 'output':
      return volume(walk, layer, 'output', walk.output(layer));
    case 'outputGradient':
      return volume(walk, layer, 'output', walk.outputGradient(layer));
    case 'inputGradient':
      return volume(walk, layer, 'input', walk.inputGradient(layer));
    case 'localDerivative': {
      const derivative = walk.localDerivative(layer);
      if (!derivative) {
        throw new EpochLabError(
          'invalid-argument',
          `The local derivative of layer ${layer + 1} is not one number a place: it is its weights.`,
        );
      }
      return volume(walk, layer, 'input', derivative);
    }
    case 'outputChange': {
      if (!base) throw new EpochLabError('invalid-argument', 'Nothing was varied in this walk-through.');
      const before = base.output(layer);
      return volume(
        walk,
        layer,
        'output',
        walk.output(layer).map((value, i) => value - before[i]!),
      );
    }
    case 'products':
      return products(walk, layer, request.unit ?? 0);
    case 'parameter':
      return parameterPicture(walk, request, (values) => values);
    case 'parameterGradient':
      return parameterPicture(walk, request, (_, gradient) => gradient);
    case 'parameterAfter':
    case 'parameterStep': {
      const parameters = walk.network.layers[layer]!.parameters;
      const place = parameters.findIndex(({ name }) => name === request.parameter);
      const after = update.after[layer]?.[place];
      return parameterPicture(walk, request, (values) =>
        of === 'parameterAfter' ? (after ?? values) : values.map((value, i) => (after?.[i] ?? value) - value),
      );
    }
    default:
      throw new Error(`Unknown tensor: ${String(of satisfies never)}`);
  }
}

/** x[i] · w[i, unit] for each input of a dense layer. */
function products(walk: WalkThrough, layer: number, unit: number): Picture {
  const spec = walk.layers[layer]!;
  if (spec.kind !== 'dense' || unit >= spec.units) {
    throw new EpochLabError('invalid-argument', `Layer ${layer + 1} has no unit ${unit + 1}.`, { layer });
  }
  const weights = walk.parameter(layer, 'weights').values;
  const values = walk.input(layer).map((x, i) => x * weights[i * spec.units + unit]!);
  return volume(walk, layer, 'input', values);
}

function parameterPicture(
  walk: WalkThrough,
  { layer, parameter: name, unit, inputChannel }: TensorRequest,
  pick: (values: Float64Array, gradient: Float64Array) => Float64Array,
): Picture {
  const { values, gradient, dimensions } = walk.parameter(layer, name);
  const picked = pick(values, gradient);
  if (name !== 'weights') return vector(picked);
  if (dimensions.length === 4) return kernels(picked, dimensions, { unit, inputChannel });
  const [inputs, units] = dimensions as [number, number];
  if (unit === undefined)
    return { form: 'kernel', rows: inputs, columns: units, channels: 1, values: picked };
  checkBelow(unit, units, 'unit');
  const own = Float64Array.from({ length: inputs }, (_, i) => picked[i * units + unit]!);
  return volume(walk, layer, 'input', own);
}

/** All filters' weights for one input channel, or one filter's for all. */
function kernels(
  values: Float64Array,
  dimensions: readonly number[],
  { unit, inputChannel }: { unit: number | undefined; inputChannel: number | undefined },
): Picture {
  const [rows, columns, channels, filters] = dimensions as [number, number, number, number];
  if (unit !== undefined) checkBelow(unit, filters, 'filter');
  if (inputChannel !== undefined) checkBelow(inputChannel, channels, 'input channel');
  const chosen = { form: 'kernel', rows, columns } as const;
  const at = (place: number, k: number, f: number) => values[(place * channels + k) * filters + f]!;
  if (unit !== undefined && inputChannel !== undefined) {
    const own = Float64Array.from({ length: rows * columns }, (_, n) => at(n, inputChannel, unit));
    return { ...chosen, channels: 1, values: own };
  }
  if (unit !== undefined) {
    const size = rows * columns * channels;
    const own = Float64Array.from({ length: size }, (_, n) =>
      at(Math.floor(n / channels), n % channels, unit),
    );
    return { ...chosen, channels, values: own };
  }
  const size = rows * columns * filters;
  const own = Float64Array.from({ length: size }, (_, n) =>
    at(Math.floor(n / filters), inputChannel ?? 0, n % filters),
  );
  return { ...chosen, channels: filters, values: own };
}

function checkBelow(value: number, count: number, what: string): void {
  if (value < count) return;
  throw new EpochLabError('invalid-argument', `There are ${count}: no ${what} ${value + 1}.`);
}

/** Some channels of a picture; of a vector, some of its values; of a matrix of weights, its first rows. */
function cut(picture: Picture, from: number, count: number): Picture {
  const { form, rows, columns, channels, values } = picture;
  if (form === 'vector') {
    return { ...picture, columns: count, values: values.slice(from, from + count) };
  }
  const shownRows = Math.max(1, Math.min(rows, Math.floor(MAX_TENSOR_VALUES / (columns * count))));
  if (count === channels && shownRows === rows) return picture;
  const own = new Float64Array(shownRows * columns * count);
  for (let n = 0; n < own.length; n++) {
    own[n] = values[Math.floor(n / count) * channels + from + (n % count)]!;
  }
  return { ...picture, rows: shownRows, channels: count, values: own };
}
