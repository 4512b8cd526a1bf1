import { valueOrigin } from '../explain/values.ts';
import { WalkThrough } from '../explain/walk-through.ts';
import { scaleImage } from '../nn/reference-network.ts';
import type { Parameter } from '../nn/layers/layer.ts';
import type { Evaluation, History } from '../protocol/contract.ts';
import type { CellFact, Goal, NumberFact } from '../protocol/lab-facts.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { stepsPerEpoch, type TrainingSettings } from '../protocol/settings.ts';
import { inferShapes, sizeOf, type LayerShape } from '../protocol/shapes.ts';
import type { Cell, Facts } from './check-answer.ts';
import { missing } from './missing.ts';
import { measuredSlope, risingRate } from './slopes.ts';
import { correlate, largest, valueAt, type Volume } from './volume.ts';

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

export class LabFacts implements Facts {
  readonly #subject: LabSubject;
  readonly #shapes: readonly LayerShape[];
  #image: Volume | null = null;
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
        return valueAt(this.image, fact);
      case 'correlation':
        return correlate(this.image, fact.kernel, fact);
      case 'activation':
        return valueAt(this.output(fact.layer), fact);
      case 'logit':
        return this.#ofClass(this.walk.inputs.at(-1)!, fact.class);
      case 'probability':
        return this.#ofClass(this.walk.verdict.probabilities, fact.class);
      case 'loss':
        return this.walk.verdict.loss;
      case 'logit-gradient':
        return this.#ofClass(this.walk.gradients.at(-1)!, fact.class);
      case 'activation-gradient': {
        const shape = this.#shape(fact.layer).output;
        return valueAt({ values: this.walk.outputGradient(fact.layer), shape }, fact);
      }
      case 'weight':
        return this.#weights(fact.layer, fact.weight).values[fact.weight]!;
      case 'weight-gradient':
        return this.#weights(fact.layer, fact.weight).gradient[fact.weight]!;
      case 'measured-slope':
        return measuredSlope(this.walk, fact.layer, this.#weights(fact.layer, fact.weight), fact.weight);
      case 'updated-weight': {
        const { values, gradient } = this.#weights(fact.layer, fact.weight);
        return values[fact.weight]! - fact.learningRate * gradient[fact.weight]!;
      }
      case 'rising-rate':
        return risingRate(this.walk);
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
        return largest(this.image, 0);
      case 'strongest-cell':
        return largest(this.output(fact.layer), fact.channel);
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

  /** As the network sees it: pixel/255 − 0.5. */
  get image(): Volume {
    const { image, network } = this.#subject;
    if (!image) throw missing('No image is looked at. Choose one first.');
    this.#image ??= { values: scaleImage(image.pixels), shape: { ...network.input, flat: false } };
    return this.#image;
  }

  /** The image through both passes, kept for all questions of this moment. */
  get walk(): WalkThrough {
    const { values: image } = this.image;
    const { network, classes, parameters } = this.#subject;
    const { label } = this.#subject.image!;
    this.#walk ??= WalkThrough.of({
      network,
      classes,
      parameters,
      image,
      label,
      tieRule: 'first-maximum',
      moment: null,
    });
    return this.#walk;
  }

  /** Of a layer. */
  output(layer: number): Volume {
    const { output: shape } = this.#shape(layer);
    return { values: this.walk.output(layer), shape };
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

  #ofClass(values: Float64Array, label: number): number {
    const value = values[label];
    if (value !== undefined) return value;
    throw missing(`The question is about class ${label}, and there are ${values.length} classes.`);
  }

  /** The weights of a layer, and their gradient for this image alone. */
  #weights(index: number, weight: number): Parameter {
    this.#shape(index);
    const parameter = this.walk.network.layers[index]!.parameters.find(({ name }) => name === 'weights');
    if (!parameter) throw missing(`Layer ${index + 1} has no weights.`);
    if (weight >= parameter.values.length) {
      throw missing(
        `Layer ${index + 1} has ${parameter.values.length} weights; there is no weight ${weight}.`,
      );
    }
    return parameter;
  }

  #poolWinner({ layer, row, column, channel }: Extract<CellFact, { fact: 'pool-winner' }>): Cell {
    // A cell that is not there is refused in the lab's own words.
    valueAt(this.output(layer), { row, column, channel });
    const origin = valueOrigin(this.walk, layer, [row, column, channel]);
    const winner = origin.kind === 'maximum' ? origin.window.find(({ isMaximum }) => isMaximum) : undefined;
    if (!winner) throw missing(`Layer ${layer + 1} is no max-pooling.`);
    return { row: winner.input[0], column: winner.input[1] };
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
