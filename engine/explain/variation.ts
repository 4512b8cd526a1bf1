import { argmax } from '../nn/argmax.ts';
import type { WalkChange } from '../protocol/explain-calls.ts';
import type { Variation } from '../protocol/explain-walk.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { flatIndex, indexOf, type Subject, type WalkThrough } from './walk-through.ts';

/**
 * What a walk-through's subject is after some changes, and by how much its gradients say that the loss will move.
 *
 * @throws EpochLabError `invalid-argument` where a change names a place that is not there.
 */
export function vary(
  walk: WalkThrough,
  changes: readonly WalkChange[],
): { subject: Subject; predictedChange: number } {
  const image = walk.subject.image.slice();
  const parameters = walk.network.layers.map((layer) => layer.parameters.map(({ values }) => values.slice()));
  let predictedChange = 0;

  const setWeight = (
    layer: number,
    name: Parameters<WalkThrough['parameter']>[1],
    at: number,
    to: number,
  ) => {
    const parameter = walk.parameter(layer, name);
    const own = parameters[layer]![walk.network.layers[layer]!.parameters.indexOf(parameter)]!;
    predictedChange += parameter.gradient[at]! * (to - own[at]!);
    own[at] = to;
  };

  for (const change of changes) {
    switch (change.kind) {
      case 'weight': {
        walk.checkLayer(change.layer);
        const { dimensions, values } = walk.parameter(change.layer, change.parameter);
        const at = flatIndex(dimensions, change.place);
        setWeight(change.layer, change.parameter, at, values[at]! + change.by);
        break;
      }
      case 'pixel': {
        const at = indexOf({ ...walk.subject.network.input, flat: false }, change.place);
        predictedChange += walk.inputGradient(0)[at]! * change.by;
        image[at]! += change.by;
        break;
      }
      case 'filter':
        setFilter(walk, change, setWeight);
        break;
      default:
        throw new Error(`Unknown change: ${JSON.stringify(change satisfies never)}`);
    }
  }
  return { subject: { ...walk.subject, image, parameters }, predictedChange };
}

function setFilter(
  walk: WalkThrough,
  { layer, filter, channel, values }: Extract<WalkChange, { kind: 'filter' }>,
  setWeight: (layer: number, name: 'weights', at: number, to: number) => void,
): void {
  walk.checkLayer(layer);
  const spec = walk.layers[layer]!;
  if (spec.kind !== 'conv2d') {
    throw new EpochLabError('invalid-argument', `Layer ${layer + 1} has no filters.`, { layer });
  }
  if (values.length !== spec.kernel ** 2) {
    throw new EpochLabError(
      'invalid-argument',
      `A filter of ${spec.kernel} × ${spec.kernel} has ${spec.kernel ** 2} weights, not ${values.length}.`,
    );
  }
  const { dimensions } = walk.parameter(layer, 'weights');
  values.forEach((value, n) => {
    const place = [Math.floor(n / spec.kernel), n % spec.kernel, channel, filter];
    setWeight(layer, 'weights', flatIndex(dimensions, place), value);
  });
}

/** What a variation did, beside what was foreseen. */
export function compare(
  before: WalkThrough,
  after: WalkThrough,
  walk: number,
  predictedChange: number,
): Variation {
  return {
    walk,
    lossBefore: before.verdict.loss,
    probabilitiesBefore: [...before.verdict.probabilities],
    predictedBefore: argmax(before.verdict.probabilities),
    predictedChange,
    realChange: after.verdict.loss - before.verdict.loss,
    largestChanges: before.layers.map((_, layer) => largestChange(before.output(layer), after.output(layer))),
  };
}

function largestChange(before: Float64Array, after: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < before.length; i++) largest = Math.max(largest, Math.abs(after[i]! - before[i]!));
  return largest;
}
