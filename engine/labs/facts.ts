import { WalkThrough } from '../explain/walk-through.ts';
import { scaleImage } from '../nn/reference-network.ts';
import type { Layer } from '../nn/layers/layer.ts';
import type { Evaluation, History } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { KernelView, PictureView, SoftmaxView } from '../protocol/lab-calls.ts';
import type { CellFact, Goal, NumberFact } from '../protocol/lab-facts.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { inferShapes, sizeOf, type LayerShape, type Shape } from '../protocol/shapes.ts';
import type { Cell, Facts } from './check-answer.ts';

/**
 * The facts that a lab may ask about (engine/protocol/lab-facts.ts), found in the student's own network, image and
 * run. What concerns one image is computed by the reference layers, in double precision.
 */

export interface LabSubject {
  readonly network: NetworkSpec;
  readonly classes: number;
  /** The weights of this moment, layer by layer. */
  readonly parameters: readonly (readonly ArrayLike<number>[])[];
  /** Height × width bytes, and the true class; null where no image is looked at. */
  readonly image: { readonly pixels: Uint8Array; readonly label: number } | null;
  /** The last run of this network, as far as it came. */
  readonly run: {
    readonly settings: TrainingSettings;
    readonly history: History;
    /** The step at which the loss stopped being finite. */
    readonly brokenStep: number | null;
  } | null;
  readonly test: Evaluation | null;
  readonly fingerprint: string | null;
}

/** Half the distance of the two points of a central difference. */
const SLOPE_STEP = 1e-4;

/** In the place of a layer's number. */
const IMAGE = -1;

const SMALLEST_RATE = 2 ** -13;
const LARGEST_RATE = 2 ** 20;
const RATE_HALVINGS = 20;

export class LabFacts implements Facts {
  readonly #subject: LabSubject;
  readonly #shapes: readonly LayerShape[];
  #walk: WalkThrough | null = null;

  constructor(subject: LabSubject) {
    this.#subject = subject;
    this.#shapes = inferShapes(subject.network, subject.classes);
  }

  get fingerprint(): string | null {
    return this.#subject.fingerprint;
  }

  number(fact: NumberFact): number {
    switch (fact.fact) {
      case 'constant':
        return fact.value;
      case 'logarithm':
        return Math.log(fact.of);
      case 'cross-entropy':
        return -Math.log(fact.probability);
      case 'output-size': {
        const { output } = this.#shape(fact.layer);
        return fact.of === 'values' ? sizeOf(output) : output[fact.of];
      }
      case 'parameters':
        return fact.layer === undefined ? this.#parameterCount() : this.#shape(fact.layer).parameterCount;
      case 'classes':
        return this.#subject.classes;
      case 'pixel':
        return valueAt(this.#image(), this.#inputShape(), fact);
      case 'correlation':
        return this.#correlation(fact.kernel, fact.row, fact.column);
      case 'activation':
        return valueAt(this.#output(fact.layer), this.#shape(fact.layer).output, fact);
      case 'logit':
        return this.#ofClass(this.#walkThrough().inputs.at(-1)!, fact.class);
      case 'probability':
        return this.#ofClass(this.#walkThrough().verdict.probabilities, fact.class);
      case 'loss':
        return this.#walkThrough().verdict.loss;
      case 'logit-gradient':
        return this.#ofClass(this.#walkThrough().gradients.at(-1)!, fact.class);
      case 'activation-gradient':
        this.#shape(fact.layer);
        return valueAt(this.#walkThrough().outputGradient(fact.layer), this.#shape(fact.layer).output, fact);
      case 'weight':
        return this.#weights(fact.layer, fact.weight).values[fact.weight]!;
      case 'weight-gradient':
        return this.#weights(fact.layer, fact.weight).gradient[fact.weight]!;
      case 'measured-slope':
        return this.#measuredSlope(fact.layer, fact.weight);
      case 'updated-weight': {
        const { values, gradient } = this.#weights(fact.layer, fact.weight);
        return values[fact.weight]! - fact.learningRate * gradient[fact.weight]!;
      }
      case 'rising-rate':
        return this.#risingRate();
      case 'steps-per-epoch':
        return stepsPerEpoch(this.#run().settings);
      case 'total-steps':
        return stepsPerEpoch(this.#run().settings) * this.#run().settings.epochs;
      case 'broken-step': {
        const { brokenStep } = this.#run();
        if (brokenStep === null)
          throw missing('The last run did not diverge. Raise the learning rate and train again.');
        return brokenStep;
      }
      case 'best-validation-epoch': {
        const points = this.#curve('validation');
        return points.reduce((best, point) => (point.loss < best.loss ? point : best)).epoch;
      }
      case 'curve-end':
        return this.#curve(fact.curve).at(-1)![fact.of];
      case 'test-accuracy':
        return this.#test().accuracy;
      case 'test-loss':
        return this.#test().loss;
      default:
        throw new Error(`Unknown fact: ${JSON.stringify(fact satisfies never)}`);
    }
  }

  cell(fact: CellFact): Cell {
    switch (fact.fact) {
      case 'brightest-pixel':
        return largest(this.#image(), this.#inputShape(), 0);
      case 'strongest-cell':
        return largest(this.#output(fact.layer), this.#shape(fact.layer).output, fact.channel);
      case 'pool-winner':
        return this.#poolWinner(fact);
      default:
        throw new Error(`Unknown fact: ${JSON.stringify(fact satisfies never)}`);
    }
  }

  measure(measure: Goal['measure']): number | null {
    const { run, test } = this.#subject;
    switch (measure) {
      case 'parameters':
        return this.#parameterCount();
      case 'test-accuracy':
        return test?.accuracy ?? null;
      case 'validation-accuracy':
        return run?.history.validation.at(-1)?.accuracy ?? null;
      case 'validation-loss':
        return run?.history.validation.at(-1)?.loss ?? null;
      case 'training-loss':
        return run?.history.training.at(-1)?.loss ?? null;
      default:
        throw new Error(`Unknown measure: ${JSON.stringify(measure satisfies never)}`);
    }
  }

  /** A kernel laid on the image: the sums everywhere, and the products at one place. */
  kernelView(kernel: readonly (readonly number[])[], row: number, column: number): KernelView {
    const input = this.#image();
    const shape = this.#inputShape();
    const side = kernel.length;
    const rows = shape.height - side + 1;
    const columns = shape.width - side + 1;
    if (row >= rows || column >= columns)
      throw noCell({ row, column }, { ...shape, height: rows, width: columns });
    const sums = new Float32Array(rows * columns);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) sums[r * columns + c] = this.#correlation(kernel, r, c);
    }
    const pixels = kernel.flatMap((weights, i) =>
      weights.map((_, j) => valueAt(input, shape, { row: row + i, column: column + j, channel: 0 })),
    );
    return {
      image: this.picture(IMAGE, 0),
      sums: { rows, columns, values: sums },
      pixels,
      products: kernel.flat().map((weight, place) => weight * pixels[place]!),
      sum: this.#correlation(kernel, row, column),
    };
  }

  softmaxView(): Omit<SoftmaxView, 'classes'> {
    const { subject, inputs, verdict } = this.#walkThrough();
    return {
      label: subject.label,
      logits: [...inputs.at(-1)!],
      probabilities: [...verdict.probabilities],
      gradients: [...verdict.gradient],
      loss: verdict.loss,
    };
  }

  /** @param layer −1 for the image. */
  picture(layer: number, channel: number): PictureView {
    const isImage = layer === IMAGE;
    const shape = isImage ? this.#inputShape() : this.#shape(layer).output;
    const values = isImage ? this.#image() : this.#output(layer);
    const picture = new Float32Array(shape.height * shape.width);
    for (let row = 0; row < shape.height; row++) {
      for (let column = 0; column < shape.width; column++) {
        picture[row * shape.width + column] = valueAt(values, shape, { row, column, channel });
      }
    }
    return { rows: shape.height, columns: shape.width, values: picture };
  }

  #inputShape(): Shape {
    return { ...this.#subject.network.input, flat: false };
  }

  #shape(layer: number): LayerShape {
    const shape = this.#shapes[layer];
    if (shape) return shape;
    throw missing(
      `The question is about layer ${layer + 1}, and this network has ${this.#shapes.length}. ` +
        'Choose the network that the lab began with.',
    );
  }

  #parameterCount(): number {
    return this.#shapes.reduce((sum, { parameterCount }) => sum + parameterCount, 0);
  }

  /** The image through both passes, kept for all questions of this moment. */
  #walkThrough(): WalkThrough {
    if (this.#walk) return this.#walk;
    const { image, network, classes, parameters } = this.#subject;
    if (!image) throw missing('No image is looked at. Choose one first.');
    this.#walk = WalkThrough.of({
      network,
      classes,
      parameters,
      image: scaleImage(image.pixels),
      label: image.label,
      tieRule: 'first-maximum',
      moment: null,
    });
    return this.#walk;
  }

  #image(): Float64Array {
    return this.#walkThrough().subject.image;
  }

  #output(layer: number): Float64Array {
    this.#shape(layer);
    return this.#walkThrough().output(layer);
  }

  #ofClass(values: Float64Array, label: number): number {
    const value = values[label];
    if (value !== undefined) return value;
    throw missing(`The question is about class ${label}, and there are ${values.length} classes.`);
  }

  /** The weights of a layer, and their gradient for this image alone. */
  #weights(index: number, weight: number): Layer['parameters'][number] {
    this.#shape(index);
    const parameter = this.#walkThrough().network.layers[index]!.parameters.find(
      ({ name }) => name === 'weights',
    );
    if (!parameter) throw missing(`Layer ${index + 1} has no weights.`);
    if (weight >= parameter.values.length) {
      throw missing(
        `Layer ${index + 1} has ${parameter.values.length} weights; there is no weight ${weight}.`,
      );
    }
    return parameter;
  }

  /** (L(w + ε) − L(w − ε)) / 2ε */
  #measuredSlope(layer: number, weight: number): number {
    const walk = this.#walkThrough();
    const { values } = this.#weights(layer, weight);
    const kept = values[weight]!;
    const lossAt = (value: number) => {
      values[weight] = value;
      return walk.lossFrom(0, walk.subject.image);
    };
    const slope = (lossAt(kept + SLOPE_STEP) - lossAt(kept - SLOPE_STEP)) / (2 * SLOPE_STEP);
    values[weight] = kept;
    return slope;
  }

  /**
   * Where L(w − η · ∂L/∂w) first exceeds L(w): doubled until it does, then halved in between. The loss along the
   * gradient falls and then rises for every network met so far; of several crossings this finds one.
   */
  #risingRate(): number {
    const walk = this.#walkThrough();
    const { network, subject, verdict } = walk;
    const before = network.parameters.map(({ values }) => values.slice());
    const rises = (rate: number) => {
      network.parameters.forEach(({ values, gradient, learned }, index) => {
        const kept = before[index]!;
        if (learned) for (let i = 0; i < values.length; i++) values[i] = kept[i]! - rate * gradient[i]!;
      });
      const after = walk.lossFrom(0, subject.image);
      network.parameters.forEach(({ values }, index) => values.set(before[index]!));
      return !(after <= verdict.loss);
    };
    let high = SMALLEST_RATE;
    while (!rises(high)) {
      high *= 2;
      if (high > LARGEST_RATE)
        throw missing('No learning rate makes the loss of this image rise. Choose another image.');
    }
    let low = high / 2;
    for (let halving = 0; halving < RATE_HALVINGS; halving++) {
      const middle = (low + high) / 2;
      if (rises(middle)) high = middle;
      else low = middle;
    }
    return high;
  }

  /** Σ over i, j of kernel[i][j] · pixel[row + i, column + j] */
  #correlation(kernel: readonly (readonly number[])[], row: number, column: number): number {
    const input = this.#image();
    const shape = this.#inputShape();
    let sum = 0;
    kernel.forEach((weights, i) => {
      weights.forEach((weight, j) => {
        sum += weight * valueAt(input, shape, { row: row + i, column: column + j, channel: 0 });
      });
    });
    return sum;
  }

  #poolWinner({ layer, row, column, channel }: Extract<CellFact, { fact: 'pool-winner' }>): Cell {
    const spec = this.#subject.network.layers[layer];
    if (spec?.kind !== 'maxPool') throw missing(`Layer ${layer + 1} is no max-pooling.`);
    const { input, output } = this.#shape(layer);
    if (row >= output.height || column >= output.width) throw noCell({ row, column }, output);
    const values = this.#walkThrough().input(layer);
    let winner: Cell & { value: number } = { row: 0, column: 0, value: -Infinity };
    for (let i = 0; i < spec.size; i++) {
      for (let j = 0; j < spec.size; j++) {
        const cell = { row: row * spec.stride + i, column: column * spec.stride + j };
        const value = valueAt(values, input, { ...cell, channel });
        if (value > winner.value) winner = { ...cell, value };
      }
    }
    return { row: winner.row, column: winner.column };
  }

  #run() {
    if (this.#subject.run) return this.#subject.run;
    throw missing('There is no run to look at yet. Press Train first.');
  }

  #curve(name: 'training' | 'validation') {
    const points = this.#run().history[name];
    if (points.length > 0) return points;
    throw missing(
      name === 'validation'
        ? 'The last run had no validation images. Hold some out and train again.'
        : 'The last run recorded nothing. Train again.',
    );
  }

  #test(): Evaluation {
    if (this.#subject.test) return this.#subject.test;
    throw missing('The network has not read the test images yet. Let a run come to its end.');
  }
}

function stepsPerEpoch({ trainImages, batchSize }: TrainingSettings): number {
  return Math.ceil(trainImages / batchSize);
}

/** A list has row 0 and the value's place as its column, or its channel. */
function valueAt(values: Float64Array, shape: Shape, place: Cell & { readonly channel: number }): number {
  const { row, column, channel } = place;
  if (shape.flat) {
    const value = values[column || channel];
    if (row === 0 && value !== undefined) return value;
    throw noCell(place, shape);
  }
  if (row >= shape.height || column >= shape.width || channel >= shape.channels) throw noCell(place, shape);
  return values[(row * shape.width + column) * shape.channels + channel]!;
}

function largest(values: Float64Array, shape: Shape, channel: number): Cell {
  let found: Cell & { value: number } = { row: 0, column: 0, value: -Infinity };
  for (let row = 0; row < shape.height; row++) {
    for (let column = 0; column < shape.width; column++) {
      const value = valueAt(values, shape, { row, column, channel });
      if (value > found.value) found = { row, column, value };
    }
  }
  return { row: found.row, column: found.column };
}

function noCell({ row, column }: Cell, { height, width }: Shape): EpochLabError {
  return missing(`The question is about row ${row}, column ${column}, of a picture of ${height} × ${width}.`);
}

function missing(message: string): EpochLabError {
  return new EpochLabError('wrong-state', message);
}
