import type { Moment } from '../nn/layers/layer.ts';
import type { TieRule } from '../nn/layers/max-pool.ts';
import { softmaxCrossEntropy, type Verdict } from '../nn/layers/softmax-cross-entropy.ts';
import { ReferenceNetwork } from '../nn/reference-network.ts';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type LayerShape, type ParameterName, type Shape } from '../protocol/shapes.ts';
import { counted } from '../protocol/english.ts';
import { EpochLabError } from '../protocol/errors.ts';

/** All that decides what one image does to a network, and the network to it. */
export interface Subject {
  readonly network: NetworkSpec;
  readonly classes: number;
  /** Layer by layer, as `inferShapes` says. */
  readonly parameters: readonly (readonly ArrayLike<number>[])[];
  /** As `scaleImage` gives it. */
  readonly image: Float64Array;
  /** The true class. */
  readonly label: number;
  readonly tieRule: TieRule;
  /** Set to see the network as in training: as a batch of this one image, at this step. Null: as in use. */
  readonly moment: Moment | null;
}

/**
 * One image through both passes of a network, by the reference layers, every value on the way kept. What it is made
 * of can then be asked, number by number, in the other files of this folder.
 */
export class WalkThrough {
  readonly shapes: readonly LayerShape[];
  /** What goes into each layer, and last the logits: one more than there are layers. */
  readonly inputs: readonly Float64Array[];
  /** ∂L/∂inputs, place for place. */
  readonly gradients: readonly Float64Array[];
  readonly verdict: Verdict;
  readonly #derivatives = new Map<number, Float64Array>();

  private constructor(
    readonly subject: Subject,
    /** Its parameters hold the gradients of this image's loss. */
    readonly network: ReferenceNetwork,
    way: { readonly inputs: Float64Array[]; readonly gradients: Float64Array[]; readonly verdict: Verdict },
  ) {
    this.shapes = inferShapes(subject.network, subject.classes);
    this.inputs = way.inputs;
    this.gradients = way.gradients;
    this.verdict = way.verdict;
  }

  /**
   * Both passes, a layer's one way at each `yield`.
   *
   * @throws EpochLabError `impossible-network` where layers or image do not fit.
   */
  static *begin(subject: Subject): Generator<void, WalkThrough> {
    const { image, label, moment } = subject;
    const network = new ReferenceNetwork(
      subject.network,
      subject.classes,
      subject.parameters,
      subject.tieRule,
    );
    checkImage(subject.network.input, image.length);
    const inputs = [image];
    for (const layer of network.layers) {
      const input = inputs.at(-1)!;
      if (moment) layer.meet?.([input]);
      inputs.push(layer.forward(input, moment ?? undefined));
      yield;
    }
    const verdict = softmaxCrossEntropy(inputs.at(-1)!, label);
    const gradients = [verdict.gradient];
    for (let index = network.layers.length - 1; index >= 0; index--) {
      const layer = network.layers[index]!;
      if (moment) layer.meetBack?.([inputs[index]!], [gradients[0]!]);
      gradients.unshift(layer.backward(gradients[0]!));
      yield;
    }
    return new WalkThrough(subject, network, { inputs, gradients, verdict });
  }

  /** The same in one go. */
  static of(subject: Subject): WalkThrough {
    return complete(WalkThrough.begin(subject));
  }

  get layers(): readonly LayerSpec[] {
    return this.subject.network.layers;
  }

  input(layer: number): Float64Array {
    return this.inputs[layer]!;
  }

  output(layer: number): Float64Array {
    return this.inputs[layer + 1]!;
  }

  inputGradient(layer: number): Float64Array {
    return this.gradients[layer]!;
  }

  outputGradient(layer: number): Float64Array {
    return this.gradients[layer + 1]!;
  }

  /**
   * The slope of a layer's output, place for place of its input: for an activation ∂y/∂x, for a pool how many
   * windows (or which share of one) a value decides. Convolution and dense have none: theirs are their weights.
   *
   * @returns null where the derivative is not one number a place.
   */
  localDerivative(layer: number): Float64Array | null {
    const { kind } = this.layers[layer]!;
    if (kind === 'conv2d' || kind === 'dense') return null;
    // While training, every value of a batch norm's channel moves the mean of all others.
    if (kind === 'batchNorm' && this.subject.moment) return null;
    const known = this.#derivatives.get(layer);
    if (known) return known;
    const reference = this.network.layers[layer]!;
    const kept = reference.parameters.map(({ gradient }) => gradient.slice());
    // What a layer sends back when each of its outputs matters as much as any other.
    const derivative = reference.backward(new Float64Array(this.output(layer).length).fill(1));
    reference.parameters.forEach(({ gradient }, i) => gradient.set(kept[i]!));
    this.#derivatives.set(layer, derivative);
    return derivative;
  }

  /** The loss if this layer's input were `input`, everything after it as it is. */
  lossFrom(layer: number, input: Float64Array): number {
    const { moment, label } = this.subject;
    const logits = this.network.layers.slice(layer).reduce((values, reference) => {
      if (moment) reference.meet?.([values]);
      return reference.forward(values, moment ?? undefined);
    }, input);
    return softmaxCrossEntropy(logits, label).loss;
  }

  /** @throws EpochLabError `invalid-argument` where the layer has no such parameter. */
  parameter(layer: number, name: ParameterName): ReferenceNetwork['parameters'][number] {
    const parameter = this.network.layers[layer]?.parameters.find((candidate) => candidate.name === name);
    if (parameter) return parameter;
    throw new EpochLabError('invalid-argument', `Layer ${layer + 1} has no ${name}.`, { layer });
  }

  /** @throws EpochLabError `invalid-argument` where there is no such layer. */
  checkLayer(layer: number): LayerShape {
    const shape = this.shapes[layer];
    if (shape) return shape;
    throw new EpochLabError(
      'invalid-argument',
      `The network has ${counted(this.shapes.length, 'layer', 'layers')}, no number ${layer + 1}.`,
    );
  }
}

function checkImage({ height, width, channels }: NetworkSpec['input'], values: number): void {
  if (values === height * width * channels) return;
  throw new EpochLabError(
    'impossible-network',
    `The network takes images of ${height} × ${width} × ${channels}, and this one has ${values} values.`,
  );
}

/** Runs work that is done in pieces to its end. */
export function complete<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Where a value stands, among those of a volume. */
export function indexOf(shape: Shape, [row, column, channel]: readonly [number, number, number]): number {
  if (row >= shape.height || column >= shape.width || channel >= shape.channels) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no value at row ${row + 1}, column ${column + 1}, channel ${channel + 1} of ` +
        `${shape.height} × ${shape.width} × ${shape.channels}.`,
    );
  }
  return (row * shape.width + column) * shape.channels + channel;
}

export function placeIn(shape: Shape, index: number): [number, number, number] {
  const channel = index % shape.channels;
  const pixel = Math.floor(index / shape.channels);
  return [Math.floor(pixel / shape.width), pixel % shape.width, channel];
}

/** Where a value of a parameter stands, the last dimension running fastest. */
export function flatIndex(dimensions: readonly number[], place: readonly number[]): number {
  const fits = place.length === dimensions.length && place.every((at, i) => at < dimensions[i]!);
  if (!fits) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no weight at [${place.join(', ')}] of ${dimensions.join(' × ')}.`,
    );
  }
  return place.reduce((index, at, i) => index * dimensions[i]! + at, 0);
}

/**
 * The volume that a vector was before it was flattened, its values in the same order: what a dense layer's inputs
 * look like as pictures.
 *
 * @param index of the layer that the vector goes into; the number of layers for the logits.
 * @returns null where the values are no longer those of a volume.
 */
export function foldedInput(
  shapes: readonly LayerShape[],
  layers: readonly LayerSpec[],
  index: number,
): Shape | null {
  for (let before = index - 1; before >= 0; before--) {
    if (layers[before]!.kind === 'dense') return null;
    const { input } = shapes[before]!;
    if (!input.flat) return input;
  }
  return null;
}
