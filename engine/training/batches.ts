import { randomStream } from '../nn/random.ts';
import { stepsPerEpoch, type TrainingSettings } from '../protocol/settings.ts';

/** Which images each step learns from: every epoch goes through all of them, in an order drawn from the seed and its number. */
export class Batches {
  readonly stepsPerEpoch: number;
  #order: Uint32Array = new Uint32Array(0);
  #orderEpoch = -1;

  constructor(private readonly settings: Pick<TrainingSettings, 'batchSize' | 'trainImages' | 'seed'>) {
    this.stepsPerEpoch = stepsPerEpoch(settings);
  }

  /** Of a step, by its number from 0 on: the numbers of its images, and the epoch that it belongs to. */
  of(step: number): { readonly images: Uint32Array; readonly epoch: number } {
    const { batchSize, trainImages, seed } = this.settings;
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (epoch !== this.#orderEpoch) {
      this.#order = randomStream(seed, 'shuffle', epoch).permutation(trainImages);
      this.#orderEpoch = epoch;
    }
    const first = (step % this.stepsPerEpoch) * batchSize;
    return { images: this.#order.subarray(first, Math.min(first + batchSize, trainImages)), epoch };
  }
}
