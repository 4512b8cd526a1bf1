import { INPUT_OFFSET, INPUT_SCALE, type LayerSpec, type NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type LayerShape } from '../protocol/shapes.ts';
import { AveragePool } from './layers/average-pool.ts';
import { BatchNorm } from './layers/batch-norm.ts';
import { Conv2d } from './layers/conv2d.ts';
import { Dense } from './layers/dense.ts';
import { Dropout } from './layers/dropout.ts';
import { Flatten } from './layers/flatten.ts';
import type { Layer, Moment, Parameter } from './layers/layer.ts';
import { LeakyRelu } from './layers/leaky-relu.ts';
import { MaxPool, type TieRule } from './layers/max-pool.ts';
import { Relu } from './layers/relu.ts';
import { Sigmoid } from './layers/sigmoid.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';
import { Tanh } from './layers/tanh.ts';
import type { Optimizer } from './optimizers/optimizer.ts';

/**
 * A whole network, layer after layer, as plainly as it can be said: forward from the image to the logits,
 * backward from the loss to every parameter, and a step of learning. It is the definition that the fast engine
 * is tested against, and the one that the walk-through shows.
 */
export class ReferenceNetwork {
  readonly layers: readonly Layer[];
  /** Those of all layers, from the first to the last, running averages included. */
  readonly parameters: readonly Parameter[];

  /**
   * @param classes how many labels there are.
   * @param values what each parameter begins with, layer by layer, as `initialValues` gives them. Copied.
   * @param tieRule how max-pooling treats equal maxima on its way back.
   * @throws EpochLabError `impossible-network` where the layers do not fit together.
   */
  constructor(
    network: NetworkSpec,
    classes: number,
    values: readonly (readonly ArrayLike<number>[])[],
    tieRule: TieRule = 'first-maximum',
  ) {
    const shapes = inferShapes(network, classes);
    this.layers = network.layers.map((spec, index) => createLayer(spec, shapes[index]!, index, tieRule));
    this.parameters = this.layers.flatMap((layer) => layer.parameters);

    const initial = values.flat();
    this.parameters.forEach((parameter, index) => {
      const given = initial[index]?.length ?? 0;
      if (given !== parameter.values.length) {
        throw new RangeError(
          `Parameter ${index} has ${parameter.values.length} values, but ${given} are given.`,
        );
      }
      parameter.values.set(initial[index]!);
    });
  }

  /**
   * The network in use: dropout lets everything through, batch norm takes its running averages.
   *
   * @param image height × width × channels values, scaled as `scaleImage` does.
   * @returns the logits, one for each class.
   */
  forward(image: Float64Array): Float64Array {
    return this.layers.reduce((values, layer) => layer.forward(values), image);
  }

  /**
   * The way back of the latest `forward`: adds the derivative of the loss with respect to each parameter to its
   * gradient.
   *
   * @param logitsGradient ∂L/∂logits.
   * @returns ∂L/∂image.
   */
  backward(logitsGradient: Float64Array): Float64Array {
    return this.layers.reduceRight((gradient, layer) => layer.backward(gradient), logitsGradient);
  }

  /**
   * The loss of a batch, which is the mean of its images' losses, and its derivative with respect to each
   * parameter, which is left in the parameters' gradients. Running averages take in what the batch was like.
   *
   * @param labels the true class of each image.
   * @param at which step of which run this is.
   * @returns the loss, in nats.
   */
  lossAndGradients(images: readonly Float64Array[], labels: ArrayLike<number>, at = FIRST_STEP): number {
    for (const { gradient } of this.parameters) gradient.fill(0);
    const inputs = this.#forwardTogether(images, at);
    for (const layer of this.layers) layer.remember?.();

    const verdicts = inputs.at(-1)!.map((logits, i) => softmaxCrossEntropy(logits, labels[i]!));
    let gradients: Float64Array[] = verdicts.map(({ gradient }) =>
      gradient.map((value) => value / images.length),
    );
    for (let index = this.layers.length - 1; index >= 0; index--) {
      const layer = this.layers[index]!;
      layer.meetBack?.(inputs[index]!, gradients);
      gradients = gradients.map((gradient, position) => {
        // A layer keeps what it needs for the way back of one image only.
        layer.forward(inputs[index]![position]!, { ...at, position });
        return layer.backward(gradient);
      });
    }
    return verdicts.reduce((sum, { loss }) => sum + loss, 0) / images.length;
  }

  /** The loss alone, as `lossAndGradients` has it; nothing is remembered of it. */
  loss(images: readonly Float64Array[], labels: ArrayLike<number>, at = FIRST_STEP): number {
    const logits = this.#forwardTogether(images, at).at(-1)!;
    const losses = logits.map((of, i) => softmaxCrossEntropy(of, labels[i]!).loss);
    return losses.reduce((sum, loss) => sum + loss, 0) / images.length;
  }

  /** One step of learning, along the gradients that `lossAndGradients` left. */
  step(optimizer: Optimizer): void {
    optimizer.step(this.parameters.filter(({ learned }) => learned));
  }

  /**
   * A batch on its way forward, layer by layer, as in training.
   *
   * @returns for each layer what goes into it, image by image; and last, what comes out of them all.
   */
  #forwardTogether(images: readonly Float64Array[], at: Step): (readonly Float64Array[])[] {
    const inputs: (readonly Float64Array[])[] = [images];
    for (const layer of this.layers) {
      const values = inputs.at(-1)!;
      layer.meet?.(values);
      inputs.push(values.map((input, position) => layer.forward(input, { ...at, position })));
    }
    return inputs;
  }
}

/** Which step of which run. */
type Step = Pick<Moment, 'seed' | 'step'>;
const FIRST_STEP: Step = { seed: 0, step: 0 };

/** What the network sees of an image: byte b becomes b/255 − 0.5, from −0.5 for background to 0.5 for ink. */
export function scaleImage(bytes: Uint8Array): Float64Array {
  return Float64Array.from(bytes, (byte) => byte * INPUT_SCALE + INPUT_OFFSET);
}

function createLayer(spec: LayerSpec, shape: LayerShape, index: number, tieRule: TieRule): Layer {
  switch (spec.kind) {
    case 'conv2d':
      return new Conv2d(spec, shape);
    case 'maxPool':
      return new MaxPool(spec, shape, tieRule);
    case 'averagePool':
      return new AveragePool(spec, shape);
    case 'dense':
      return new Dense(spec, shape);
    case 'relu':
      return new Relu(shape);
    case 'leakyRelu':
      return new LeakyRelu(spec, shape);
    case 'sigmoid':
      return new Sigmoid(shape);
    case 'tanh':
      return new Tanh(shape);
    case 'dropout':
      return new Dropout(spec, shape, index);
    case 'batchNorm':
      return new BatchNorm(shape);
    case 'flatten':
      return new Flatten(shape);
    default:
      throw new Error(`Unknown layer: ${JSON.stringify(spec satisfies never)}`);
  }
}
