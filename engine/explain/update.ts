import type { Parameter } from '../nn/layers/layer.ts';
import { clipGradients } from '../nn/optimizers/clipping.ts';
import { createOptimizer } from '../nn/optimizers/create-optimizer.ts';
import type { OptimizerMemory } from '../nn/update-rule.ts';
import type { UpdateSummary } from '../protocol/explain-walk.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { ReferenceNetwork } from '../nn/reference-network.ts';
import { softmaxCrossEntropy } from '../nn/layers/softmax-cross-entropy.ts';
import { complete, type WalkThrough } from './walk-through.ts';

/** How a gradient becomes a step. */
export interface Learning {
  readonly settings: Pick<TrainingSettings, 'optimizer' | 'clipping' | 'batchSize'>;
  /** Of the next step. */
  readonly learningRate: number;
  /** What the run's optimiser remembers; null where nothing is known of it. */
  readonly memory: { readonly steps: number; readonly memories: readonly OptimizerMemory[] } | null;
}

export interface Update {
  /** Every parameter after the step, layer by layer. */
  readonly after: readonly (readonly Float64Array[])[];
  readonly summary: UpdateSummary;
}

/**
 * The step that the run's optimiser would take if its whole batch were this one image. The gradients are clipped
 * first if the run clips them. Nothing of the walk-through is changed.
 */
export function updateOf(walk: WalkThrough, learning: Learning): Update {
  return complete(beginUpdate(walk, learning));
}

/** The same, about a layer at each `yield`: of a large network it takes its time. */
export function* beginUpdate(
  walk: WalkThrough,
  { settings, learningRate, memory }: Learning,
): Generator<void, Update> {
  const copies: Parameter[][] = [];
  for (const { parameters } of walk.network.layers) {
    copies.push(parameters.map((parameter) => copyOf(parameter, settings.clipping !== undefined)));
    yield;
  }
  const learned = copies.flat().filter((parameter) => parameter.learned);
  const before = walk.network.layers.map(({ parameters }) => parameters.map(({ values }) => values));

  const lengthBefore = norm(learned.map(({ gradient }) => gradient));
  if (settings.clipping) clipGradients(learned, settings.clipping);
  const lengthAfter = norm(learned.map(({ gradient }) => gradient));

  const remembers = memory !== null && memory.memories.length > 0;
  const optimizer = createOptimizer(settings.optimizer, remembers ? remembered() : undefined);
  yield;
  optimizer.step(learned, learningRate);
  yield;

  const after = copies.map((parameters) => parameters.map(({ values }) => values));
  const lossAfter = yield* lossWith(walk, after);
  const lossPredicted = walk.verdict.loss + predictedChange(walk, after);
  yield;
  return {
    after,
    summary: {
      optimizer: settings.optimizer,
      learningRate,
      batchSize: settings.batchSize,
      remembers,
      clipFactor: lengthBefore === 0 ? 1 : lengthAfter / lengthBefore,
      layers: copies.flatMap((parameters, layer) => {
        const own = parameters.map((_, i) => i).filter((i) => parameters[i]!.learned);
        if (own.length === 0) return [];
        const originals = own.map((i) => walk.network.layers[layer]!.parameters[i]!);
        const weightNorm = norm(originals.map(({ values }) => values));
        const stepNorm = Math.hypot(...own.map((i) => distance(before[layer]![i]!, after[layer]![i]!)));
        return [
          {
            layer,
            values: originals.reduce((sum, { values }) => sum + values.length, 0),
            gradientNorm: norm(originals.map(({ gradient }) => gradient)),
            weightNorm,
            stepNorm,
            ratio: weightNorm > 0 ? stepNorm / weightNorm : Number.NaN,
          },
        ];
      }),
      lossAfter,
      lossPredicted,
    },
  };

  function remembered() {
    const { steps, memories } = memory!;
    return {
      steps,
      of(name: OptimizerMemory['name'], parameter: Parameter): ArrayLike<number> {
        const layer = copies.findIndex((parameters) => parameters.includes(parameter));
        const place = copies[layer]!.filter((candidate) => candidate.learned).indexOf(parameter);
        const values = memories.find((candidate) => candidate.name === name)?.values[layer]?.[place];
        return values ?? new Float64Array(parameter.values.length);
      },
    };
  }
}

/** Σ gradient · change over all weights: the change of the loss as far as it is a straight line. */
function predictedChange(walk: WalkThrough, after: Update['after']): number {
  let sum = 0;
  walk.network.layers.forEach(({ parameters }, layer) =>
    parameters.forEach(({ values, gradient, learned }, i) => {
      if (!learned) return;
      for (let n = 0; n < values.length; n++) sum += gradient[n]! * (after[layer]![i]![n]! - values[n]!);
    }),
  );
  return sum;
}

function* lossWith(walk: WalkThrough, parameters: Update['after']): Generator<void, number> {
  const { network, classes, image, label, moment, tieRule } = walk.subject;
  const changed = new ReferenceNetwork(network, classes, parameters, tieRule);
  let values = image;
  for (const layer of changed.layers) {
    if (moment) layer.meet?.([values]);
    values = layer.forward(values, moment ?? undefined);
    yield;
  }
  return softmaxCrossEntropy(values, label).loss;
}

/** Of a large network these are many: what nobody will change is not copied. */
function copyOf(parameter: Parameter, isClipped: boolean): Parameter {
  const { values, gradient } = parameter;
  return { ...parameter, values: values.slice(), gradient: isClipped ? gradient.slice() : gradient };
}

function norm(arrays: readonly Float64Array[]): number {
  let squares = 0;
  for (const values of arrays) {
    for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  }
  return Math.sqrt(squares);
}

function distance(from: Float64Array, to: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < from.length; i++) squares += (to[i]! - from[i]!) ** 2;
  return Math.sqrt(squares);
}
