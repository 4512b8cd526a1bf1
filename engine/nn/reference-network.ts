import { INPUT_OFFSET, INPUT_SCALE, type LayerSpec, type NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type LayerShape } from '../protocol/shapes.ts';
import { Conv2d } from './layers/conv2d.ts';
import { Dense } from './layers/dense.ts';
import { Flatten } from './layers/flatten.ts';
import type { Layer, Parameter } from './layers/layer.ts';
import { MaxPool, type TieRule } from './layers/max-pool.ts';
import { Relu } from './layers/relu.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';
import type { Optimizer } from './optimizers/optimizer.ts';

/**
 * A whole network, layer after layer, as plainly as it can be said: forward from the image to the logits,
 * backward from the loss to every parameter, and a step of learning. It is the definition that the fast engine
 * is tested against, and the one that the walk-through shows.
 */
export class ReferenceNetwork {
  readonly layers: readonly Layer[];
  /** Those of all layers, from the first to the last. */
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
    this.layers = network.layers.map((spec, index) => createLayer(spec, shapes[index]!, tieRule));
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
   * parameter, which is left in the parameters' gradients.
   *
   * @param labels the true class of each image.
   * @returns the loss, in nats.
   */
  lossAndGradients(images: readonly Float64Array[], labels: ArrayLike<number>): number {
    for (const { gradient } of this.parameters) gradient.fill(0);
    let lossSum = 0;
    images.forEach((image, index) => {
      const { loss, gradient } = softmaxCrossEntropy(this.forward(image), labels[index]!);
      lossSum += loss;
      this.backward(gradient);
    });
    for (const { gradient } of this.parameters) {
      for (let i = 0; i < gradient.length; i++) gradient[i]! /= images.length;
    }
    return lossSum / images.length;
  }

  /** One step of learning, along the gradients that `lossAndGradients` left. */
  step(optimizer: Optimizer): void {
    optimizer.step(this.parameters);
  }
}

/** What the network sees of an image: byte b becomes b/255 − 0.5, from −0.5 for background to 0.5 for ink. */
export function scaleImage(bytes: Uint8Array): Float64Array {
  return Float64Array.from(bytes, (byte) => byte * INPUT_SCALE + INPUT_OFFSET);
}

function createLayer(spec: LayerSpec, shape: LayerShape, tieRule: TieRule): Layer {
  switch (spec.kind) {
    case 'conv2d':
      return new Conv2d(spec, shape);
    case 'maxPool':
      return new MaxPool(spec, shape, tieRule);
    case 'dense':
      return new Dense(spec, shape);
    case 'relu':
      return new Relu(shape);
    case 'flatten':
      return new Flatten(shape);
    default:
      throw new Error(`Unknown layer: ${JSON.stringify(spec satisfies never)}`);
  }
}
