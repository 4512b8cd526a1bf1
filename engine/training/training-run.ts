import { initialValues } from '../nn/initialisation.ts';
import type { Machine } from '../nn/machine.ts';
import { emptyTally, NetworkRunner, type BrokenLayer, type Tally } from '../nn/network-runner.ts';
import type { OptimizerState } from '../nn/update-rule.ts';
import type { DatasetInfo, Evaluation, History, TrainingPoint } from '../protocol/contract.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { checkSettingsAgainstData, type TrainingSettings } from '../protocol/settings.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { checkAugmentation } from '../data/augment.ts';
import type { Dataset } from '../data/dataset.ts';
import { augmentationOf, blankImages, type Augmentation } from './augmentation.ts';
import { Batches } from './batches.ts';
import { divergence, LOSS_BROKE, WEIGHTS_BROKE } from './divergence.ts';
import { checkInput, evaluateInPieces, slice, toEvaluation } from './evaluation.ts';
import { KeptStates } from './kept-states.ts';
import { RunHistory } from './run-history.ts';
import { withEpochs, withLearningRate } from './run-settings.ts';
import { hasStopped, learningRateAt, lossesOfEpochs, plateauReductions } from './schedules.ts';
import { splitOf } from './training-sets.ts';

/** Where a run was when it was cut off, and all that it needs to go on as if it had not been. */
export interface Resumption {
  readonly parameters: readonly (readonly Float32Array[])[];
  readonly step: number;
  readonly history: History;
  /** Left out, the optimiser begins anew; one that remembers nothing goes on as if nothing had been. */
  readonly optimizer?: OptimizerState | undefined;
}

/** What the run is doing; one `yield` of `work` is one small piece of it. */
export type Piece = 'training' | 'validating' | 'testing';

/**
 * About so many points, less than twice as many, are recorded of a run's training curve, however long it is, besides
 * the end of each epoch: ten for each pixel of a chart. All of them are in every checkpoint.
 */
const TRAINING_POINTS = 20_000;
/** The state is kept so often in a run, for the case that it diverges. */
const KEPT_STATES = 1000;
const VALIDATIONS_PER_EPOCH = 4;

/**
 * One network being trained from its first step to its last, with what is recorded on the way.
 *
 * Every epoch goes through the training images in an order of its own, drawn from the seed and the epoch's number;
 * what else is random, augmentation and dropout, follows in the same way from the seed and from where it is used. So
 * the run is a function of network, settings and data, and can be taken up again at any step.
 */
export class TrainingRun {
  readonly history: RunHistory;
  test: Evaluation | null = null;
  step: number;
  /** Time spent in training steps alone, and images that they learned from. */
  trainingMs = 0;
  trainedImages = 0;
  /** How much longer than others a step takes that is looked at: the least so far, for what is more was the machine's. */
  observationMs = 0;

  #settings: TrainingSettings;
  readonly #batches: Batches;
  /** Set by `observeNext`, for one step. */
  #observed: { readonly imagesPerSecond: number } | null = null;
  readonly #stepsPerValidation: number;
  /** For the case that the run diverges. */
  readonly #kept: KeptStates;
  readonly #augmentation: Augmentation | null;
  /** How often the loss has stopped to fall, for a schedule that asks, once all of an epoch's losses are known. */
  #reductions = { epoch: -1, count: 0 };

  private constructor(
    readonly network: NetworkSpec,
    settings: TrainingSettings,
    /** What it learns from; the images are its runner's. */
    readonly dataset: DatasetInfo,
    readonly runner: NetworkRunner,
    augmentation: Augmentation | null,
    resumption: Resumption,
  ) {
    this.#settings = settings;
    this.#batches = new Batches(settings);
    this.#stepsPerValidation = Math.ceil(this.stepsPerEpoch / VALIDATIONS_PER_EPOCH);
    this.step = resumption.step;
    this.history = new RunHistory(resumption.history);
    this.#kept = new KeptStates(runner, this.step);
    this.#augmentation = augmentation;
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
    if (settings.augmentation) checkAugmentation(settings.augmentation, dataset.info);
    const classes = dataset.info.classes.length;
    const shapes = inferShapes(network, classes);
    const start: Resumption = resumption ?? {
      parameters: initialValues(network, shapes, settings.seed),
      step: 0,
      history: { training: [], validation: [] },
    };
    const { batchSize, threads, optimizer, clipping, seed, fast } = settings;
    const [trainSet, validationSet] = splitOf(settings, dataset);
    const sets = [
      trainSet,
      validationSet,
      slice(dataset, 'test', 0, dataset.info.testImages),
      ...(settings.augmentation ? [blankImages(batchSize, dataset.info)] : []),
    ];
    const runner = await NetworkRunner.create(machine, network, classes, start.parameters, sets, {
      batchSize,
      threads,
      optimizer,
      clipping,
      seed,
      fast,
    });
    runner.setOptimizerState(start.optimizer ?? withoutMemory(runner, start.step));
    const augmentation = augmentationOf(settings, dataset.info, trainSet, runner);
    return new TrainingRun(network, settings, dataset.info, runner, augmentation, start);
  }

  /** As they are now: a changed learning rate and added epochs are among them. */
  get settings(): TrainingSettings {
    return this.#settings;
  }

  get stepsPerEpoch(): number {
    return this.#batches.stepsPerEpoch;
  }

  get totalSteps(): number {
    return this.stepsPerEpoch * this.#settings.epochs;
  }

  /**
   * From the next step on.
   *
   * @throws EpochLabError `wrong-state` where it was changed too often to be written down: nothing has changed then.
   */
  changeLearningRate(learningRate: number): void {
    this.#settings = withLearningRate(this.#settings, this.step, learningRate);
  }

  /**
   * Takes a run up that has ended, until it has so many epochs.
   *
   * @param learningRate as `changeLearningRate` would set it; left out, it stays as it is.
   * @throws EpochLabError `invalid-argument` where it has had them already; `wrong-state` where it was continued, or
   *   its learning rate changed, too often. Nothing has changed then.
   */
  extend(epochs: number, learningRate?: number): void {
    const settings = withEpochs(this.#settings, epochs, this.step, this.#stoppedEarly());
    this.#settings =
      learningRate === undefined ? settings : withLearningRate(settings, this.step, learningRate);
    this.test = null;
    // After a divergence the weights are older than the newest points.
    this.history.forgetAfter(this.step);
  }

  /** The next training step is looked at, and what it did is recorded. */
  observeNext(imagesPerSecond: number): void {
    this.#observed = { imagesPerSecond };
  }

  /** Validation that belongs to the step that was done last is still to come. */
  get isValidationDue(): boolean {
    const isDue = (this.step % this.stepsPerEpoch) % this.#stepsPerValidation === 0;
    return isDue && this.settings.validationImages > 0 && this.history.validation.at(-1)?.step !== this.step;
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
    yield* this.#validateIfDue();
    const tally = emptyTally();
    while (this.step < this.totalSteps && !this.#stoppedEarly()) {
      const learningRate = this.#trainStep(tally);
      const epochEnds = this.step % this.stepsPerEpoch === 0;
      if (epochEnds || this.#isTurn(TRAINING_POINTS)) this.#record(tally, learningRate);
      if (epochEnds || this.#isTurn(KEPT_STATES)) this.#keep();
      yield 'training';
      yield* this.#validateIfDue();
    }
    yield* this.#test();
  }

  /** A moment at which a run can be taken up again without any trace in its history. */
  get atRecordedPoint(): boolean {
    return this.step === 0 || this.history.training.at(-1)?.step === this.step;
  }

  /** The learning rate of the next step, as far as the losses are known by now. */
  get learningRate(): number {
    return learningRateAt(this.step, this.settings, this, this.#countReductions());
  }

  #countReductions(): number {
    const { schedule } = this.settings;
    if (schedule?.kind !== 'plateau') return 0;
    const epoch = Math.floor(this.step / this.stepsPerEpoch);
    if (epoch === this.#reductions.epoch) return this.#reductions.count;
    const count = plateauReductions(lossesOfEpochs(this.history, this.stepsPerEpoch), schedule);
    // Whoever asks between an epoch's last step and its validation must not decide for the steps that follow.
    if (!this.isValidationDue) this.#reductions = { epoch, count };
    return count;
  }

  /** Whether something is to be done now that is done about so many times in a run. */
  #isTurn(times: number): boolean {
    return this.step % Math.max(1, Math.floor(this.totalSteps / times)) === 0;
  }

  /** @returns its learning rate. */
  #trainStep(tally: Tally): number {
    const { images: batch, epoch } = this.#batches.of(this.step);
    const before = performance.now();
    const shown = this.#augmentation?.vary(batch, epoch) ?? batch;
    const { learningRate } = this;
    const finite = this.#observed
      ? this.#observe(shown, learningRate, tally, this.#observed.imagesPerSecond)
      : this.runner.trainStep(shown, learningRate, tally);
    this.trainingMs += performance.now() - before;
    this.step += 1;
    if (!finite) this.#diverge(LOSS_BROKE, this.runner.findBroken(batch.length));
    this.trainedImages += batch.length;
    this.#kept.lossWasFinite();
    return learningRate;
  }

  #observe(images: Uint32Array, learningRate: number, tally: Tally, imagesPerSecond: number): boolean {
    this.#observed = null;
    const { finite, layers, extraMs } = this.runner.observedStep(images, learningRate, tally);
    // The first look tells nothing of the others: none of its code has run before.
    const isFirst = this.history.observations.length === 0;
    if (!isFirst) this.observationMs = Math.min(extraMs, this.observationMs || Infinity);
    // Looking is no training.
    this.trainingMs -= extraMs;
    const step = this.step + 1;
    if (finite)
      this.history.addObservation({ step, epoch: step / this.stepsPerEpoch, imagesPerSecond, layers });
    return finite;
  }

  /** Whether the validation loss has ended the run before its time. Asked at the end of epochs alone. */
  #stoppedEarly(): boolean {
    const { earlyStopping } = this.#settings;
    if (!earlyStopping || this.step === 0 || this.step % this.stepsPerEpoch !== 0) return false;
    return hasStopped(lossesOfEpochs(this.history, this.stepsPerEpoch), earlyStopping.patience);
  }

  #record(tally: Tally, learningRate: number): void {
    const { step, epoch, loss, accuracy } = this.#point(tally);
    // Written out: of objects made by spreading, V8 keeps a hidden class each, twice the size of a point.
    this.history.training.push({ step, epoch, loss, accuracy, learningRate });
    tally.images = tally.lossSum = tally.correct = 0;
  }

  #keep(): void {
    const broken = this.#kept.save(this.step);
    if (broken) this.#diverge(WEIGHTS_BROKE, broken);
  }

  /** At the begin, some times an epoch, and at the end of each. A run that was cut off just before does it now. */
  *#validateIfDue(): Generator<Piece, void> {
    if (!this.isValidationDue) return;
    const { trainImages, validationImages } = this.settings;
    const tally = yield* this.#evaluate(trainImages, validationImages, 'validating');
    this.history.validation.push(this.#point(tally));
    // Whoever pauses here finds it recorded.
    yield 'validating';
  }

  *#test(): Generator<Piece, void> {
    const { trainImages, validationImages } = this.settings;
    const { testImages } = this.dataset;
    if (testImages === 0) return;
    const tally = yield* this.#evaluate(trainImages + validationImages, testImages, 'testing');
    this.test = toEvaluation('test', tally);
  }

  *#evaluate(first: number, count: number, piece: Piece): Generator<Piece, Tally> {
    const tally = emptyTally();
    for (const _ of evaluateInPieces(this.runner, first, count, tally)) yield piece;
    if (!Number.isFinite(tally.lossSum)) this.#diverge(LOSS_BROKE, this.runner.findBroken(1));
    return tally;
  }

  #point(tally: Tally): TrainingPoint {
    return {
      step: this.step,
      epoch: this.epoch,
      loss: tally.lossSum / tally.images,
      accuracy: tally.correct / tally.images,
    };
  }

  /**
   * For a run that ends before its time: goes back to the last good state where a weight is not finite, which the
   * next step would have found.
   */
  keepGood(): void {
    if (this.#kept.areWeightsBroken()) this.step = this.#kept.goBack();
  }

  /** Goes back to the last good state, and says where it went wrong. */
  #diverge(what: string, broken: BrokenLayer | null): never {
    const failedAt = this.step;
    this.history.diverged = { step: failedAt, epoch: this.epoch };
    this.step = this.#kept.goBack();
    throw divergence(this.network, failedAt, what, broken, this.step);
  }
}

/** An optimiser that has forgotten what it remembered, if it remembers anything, makes its first step again. */
function withoutMemory(runner: NetworkRunner, step: number): OptimizerState {
  const { memories } = runner.optimizerState();
  return { steps: memories.length > 0 ? 0 : step, memories };
}
