import { initialValues } from '../nn/initialisation.ts';
import { emptyTally, NetworkRunner, type Machine, type Tally } from '../nn/network-runner.ts';
import { randomStream } from '../nn/random.ts';
import type { Evaluation, History, TrainingPoint } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { checkSettingsAgainstData, type TrainingSettings } from '../protocol/settings.ts';
import { inferShapes } from '../protocol/shapes.ts';
import type { Dataset } from '../data/dataset.ts';
import { checkInput, evaluateInPieces, slice, toEvaluation } from './evaluation.ts';

/** Where a run was when it was cut off, and all that it needs to go on as if it had not been. */
export interface Resumption {
  readonly parameters: readonly (readonly Float32Array[])[];
  readonly step: number;
  readonly history: History;
}

/** What the run is doing; one `yield` of `work` is one small piece of it. */
export type Piece = 'training' | 'validating' | 'testing';

/** So many points are recorded of a run's training curve, however long it is. */
const TRAINING_POINTS = 1000;
const VALIDATIONS_PER_EPOCH = 4;

/**
 * One network being trained from its first step to its last, with what is recorded on the way.
 *
 * Every epoch goes through the training images in an order of its own, drawn from the seed and the epoch's
 * number; nothing else is random after the initial weights. So the run is a function of network, settings and
 * data, and can be taken up again at any step.
 */
export class TrainingRun {
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly history: { training: TrainingPoint[]; validation: TrainingPoint[] };
  test: Evaluation | null = null;
  step: number;
  /** Time spent in training steps alone, and images that they learned from. */
  trainingMs = 0;
  trainedImages = 0;

  readonly #stepsPerPoint: number;
  readonly #stepsPerValidation: number;
  /** Weights that gave a finite loss, should a later step not. */
  #lastGood: { parameters: Float32Array[][]; step: number };
  #order: Uint32Array = new Uint32Array(0);
  #orderEpoch = -1;

  private constructor(
    readonly network: NetworkSpec,
    readonly settings: TrainingSettings,
    readonly dataset: Dataset,
    readonly runner: NetworkRunner,
    resumption: Resumption,
  ) {
    this.stepsPerEpoch = Math.ceil(settings.trainImages / settings.batchSize);
    this.totalSteps = this.stepsPerEpoch * settings.epochs;
    this.#stepsPerPoint = Math.max(1, Math.floor(this.totalSteps / TRAINING_POINTS));
    this.#stepsPerValidation = Math.ceil(this.stepsPerEpoch / VALIDATIONS_PER_EPOCH);
    this.step = resumption.step;
    this.history = {
      training: [...resumption.history.training],
      validation: [...resumption.history.validation],
    };
    this.#lastGood = { parameters: runner.parameters(), step: this.step };
  }

  /**
   * A new run with freshly drawn weights; or, with `resumption`, one that goes on.
   *
   * @throws EpochLabError `invalid-argument` or `impossible-network` where network, settings and data do not fit.
   */
  static async create(
    machine: Machine,
    dataset: Dataset,
    network: NetworkSpec,
    settings: TrainingSettings,
    resumption?: Resumption,
  ): Promise<TrainingRun> {
    checkInput(network, dataset);
    checkSettingsAgainstData(settings, dataset.info.trainImages);
    const classes = dataset.info.classes.length;
    const shapes = inferShapes(network, classes);
    const start: Resumption = resumption ?? {
      parameters: initialValues(network, shapes, settings.seed),
      step: 0,
      history: { training: [], validation: [] },
    };
    const { trainImages, validationImages, batchSize, threads, optimizer, clipping, seed } = settings;
    const sets = [
      slice(dataset, 'train', 0, trainImages),
      slice(dataset, 'train', dataset.info.trainImages - validationImages, validationImages),
      slice(dataset, 'test', 0, dataset.info.testImages),
    ];
    const runner = await NetworkRunner.create(machine, network, classes, start.parameters, sets, {
      batchSize,
      threads,
      optimizer,
      clipping,
      seed,
    });
    return new TrainingRun(network, settings, dataset, runner, start);
  }

  /** Epochs done, with the fraction of the one going on. */
  get epoch(): number {
    return this.step / this.stepsPerEpoch;
  }

  /**
   * All that is left of the run, in pieces of some milliseconds at most; between two of them the weights may be
   * read. Ends after the test images were classified.
   *
   * @throws EpochLabError `diverged` at the first step whose loss is not a number; the run then holds the last
   *   recorded weights that were good.
   */
  *work(): Generator<Piece, void> {
    if (this.step === 0) yield* this.#validate();
    const tally = emptyTally();
    while (this.step < this.totalSteps) {
      this.#trainStep(tally);
      const epochEnds = this.step % this.stepsPerEpoch === 0;
      if (epochEnds || this.step % this.#stepsPerPoint === 0) this.#record(tally);
      yield 'training';
      if (epochEnds || (this.step % this.stepsPerEpoch) % this.#stepsPerValidation === 0)
        yield* this.#validate();
    }
    yield* this.#test();
  }

  /** A moment at which a run can be taken up again without any trace in its history. */
  get atRecordedPoint(): boolean {
    return this.step === 0 || this.history.training.at(-1)?.step === this.step;
  }

  #trainStep(tally: Tally): void {
    const { batchSize, optimizer, trainImages } = this.settings;
    const epoch = Math.floor(this.step / this.stepsPerEpoch);
    if (epoch !== this.#orderEpoch) {
      this.#order = randomStream(this.settings.seed, 'shuffle', epoch).permutation(trainImages);
      this.#orderEpoch = epoch;
    }
    const first = (this.step % this.stepsPerEpoch) * batchSize;
    const batch = this.#order.subarray(first, Math.min(first + batchSize, trainImages));
    const before = performance.now();
    this.runner.trainStep(batch, optimizer.learningRate, tally);
    this.trainingMs += performance.now() - before;
    this.trainedImages += batch.length;
    this.step += 1;
    if (!Number.isFinite(tally.lossSum)) this.#diverge();
  }

  #record(tally: Tally): void {
    this.history.training.push(this.#point(tally));
    tally.images = tally.lossSum = tally.correct = 0;
    this.#lastGood = { parameters: this.runner.parameters(), step: this.step };
  }

  *#validate(): Generator<Piece, void> {
    const { trainImages, validationImages } = this.settings;
    if (validationImages === 0) return;
    const tally = emptyTally();
    for (const _ of evaluateInPieces(this.runner, trainImages, validationImages, tally)) yield 'validating';
    this.history.validation.push(this.#point(tally));
  }

  *#test(): Generator<Piece, void> {
    const { trainImages, validationImages } = this.settings;
    const tally = emptyTally();
    const { testImages } = this.dataset.info;
    const first = trainImages + validationImages;
    for (const _ of evaluateInPieces(this.runner, first, testImages, tally)) yield 'testing';
    if (!Number.isFinite(tally.lossSum)) this.#diverge();
    this.test = toEvaluation('test', tally);
  }

  #point(tally: Tally): TrainingPoint {
    return {
      step: this.step,
      epoch: this.epoch,
      loss: tally.lossSum / tally.images,
      accuracy: tally.correct / tally.images,
    };
  }

  #diverge(): never {
    const failedAt = this.step;
    this.step = this.#lastGood.step;
    this.runner.setParameters(this.#lastGood.parameters);
    throw new EpochLabError(
      'diverged',
      `At step ${failedAt.toLocaleString('en')} the loss was no longer a finite number: the weights had grown ` +
        `without bound. The weights of step ${this.step.toLocaleString('en')} were kept. ` +
        'Try a smaller learning rate.',
      { step: failedAt },
    );
  }
}
