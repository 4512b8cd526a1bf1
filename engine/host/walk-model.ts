import type { Dataset } from '../data/dataset.ts';
import type { Learning } from '../explain/update.ts';
import type { Subject } from '../explain/walk-through.ts';
import { initialValues } from '../nn/initialisation.ts';
import { ReferenceNetwork, scaleImage } from '../nn/reference-network.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import { stepsPerEpoch, type TrainingSettings } from '../protocol/settings.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { learningRateAt, lossesOfEpochs, plateauReductions, type RunLength } from '../training/schedules.ts';
import type { TrainingRun } from '../training/training-run.ts';
import type { CurrentModel } from './current-model.ts';

/** The weights to walk through, and what a run would do with them. */
export interface WalkModel extends Pick<Subject, 'network' | 'parameters'> {
  readonly classes: readonly string[];
  readonly step: number;
  readonly seed: number;
  readonly learning: Learning;
  /** One number a class, the largest for what is read. */
  readonly predict: (pixels: Uint8Array) => ArrayLike<number>;
}

export interface ModelSurroundings {
  dataset(): Pick<Dataset, 'info'>;
  /** The current model, up to date; null before there is one. */
  model(): CurrentModel | null;
  /** The run that trains it, if one does. */
  run(): TrainingRun | null;
}

type Weights = Parameters<EngineHandlers['explainOpen']>[0]['weights'];

/** @throws EpochLabError `wrong-state` where there is no model yet, or no data set to be untrained for. */
export function walkModelOf(weights: Weights, around: ModelSurroundings): WalkModel {
  if (weights.from === 'untrained') {
    const { network, settings } = weights;
    const { classes } = around.dataset().info;
    const shapes = inferShapes(network, classes.length);
    const learningRate = learningRateAt(0, settings, lengthOf(settings), 0);
    const parameters = initialValues(network, shapes, settings.seed);
    const reference = new ReferenceNetwork(network, classes.length, parameters);
    return {
      network,
      classes,
      parameters,
      step: 0,
      seed: settings.seed,
      learning: { settings, learningRate, memory: null },
      predict: (pixels: Uint8Array): ArrayLike<number> => reference.forward(scaleImage(pixels)),
    };
  }
  const model = around.model();
  if (!model) throw new EpochLabError('wrong-state', 'There is no model yet. Train one or open a file.');
  const { network, settings, classes } = model.origin;
  const state = model.runner.optimizerState();
  const isItsOwn = model.runner.plan.update.optimizer.kind === settings.optimizer.kind && state.steps > 0;
  return {
    network,
    classes,
    parameters: model.runner.parameters(),
    step: model.step,
    seed: settings.seed,
    learning: {
      settings,
      learningRate: around.run()?.learningRate ?? learningRateOf(model),
      memory: isItsOwn ? state : null,
    },
    predict: (pixels: Uint8Array): ArrayLike<number> => model.runner.predict(pixels),
  };
}

/** How long a run with these settings is. */
function lengthOf(settings: TrainingSettings): RunLength {
  const steps = stepsPerEpoch(settings);
  return { stepsPerEpoch: steps, totalSteps: steps * settings.epochs };
}

/** The learning rate that the next step of a model's run would have; past its end, that of its last. */
function learningRateOf({ origin: { settings }, step, history }: CurrentModel): number {
  const length = lengthOf(settings);
  const { schedule } = settings;
  const reductions =
    schedule?.kind === 'plateau'
      ? plateauReductions(lossesOfEpochs(history, length.stepsPerEpoch), schedule)
      : 0;
  return learningRateAt(Math.min(step, length.totalSteps - 1), settings, length, reductions);
}
