import { cos, exp, sin } from '../nn/elementary.ts';
import { randomStream, type RandomStream } from '../nn/random.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { AugmentationSettings } from '../protocol/settings.ts';
import { writeDigit } from './handwriting/hand.ts';
import { IMAGE_SIDE } from './normalise.ts';
import { normalisedImage } from './ink.ts';

/**
 * Augmentation: a digit that is moved, turned, stretched, slanted or crumpled a little is the same digit. So every
 * time that an image comes up for learning, a new variation of it is shown, and the network cannot learn it by heart
 * (P. Simard, D. Steinkraus, J. Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document
 * Analysis", ICDAR 2003, from which the elastic deformation is).
 *
 * It is done backwards: for each pixel p of the new image, where in the old one does its value come from?
 *
 *   q = R · S · (p − c) / scale + c − shift + d(p)      R turns, S slants, c is the middle
 *
 * q lies between pixels; the value there is that of the four around it, each by how near it is (bilinear). Outside
 * the image there is background. d, the crumpling, is a field of random arrows, smoothed so that neighbours move
 * together.
 *
 * With `handwriting`, some of the digits are not varied but written anew: by a hand that knows more styles than those
 * of one country's schools, and on the drawing pad, whose even strokes no scanner makes (handwriting/hand.ts).
 *
 * What an image becomes follows from the seed, the epoch and the image's number alone: the same whatever the batches
 * and the threads are.
 */
export class Augmenter {
  readonly #random: RandomStream;
  readonly #field: ElasticField | null;

  readonly #warps: boolean;

  constructor(
    private readonly settings: AugmentationSettings,
    private readonly shape: { readonly height: number; readonly width: number; readonly channels: number },
    seed: number,
  ) {
    this.#random = randomStream(seed, 'augmentation');
    const { height, width } = shape;
    const { shift, rotate, scale, shear, elastic } = settings;
    this.#field = elastic > 0 ? new ElasticField(height, width, elastic) : null;
    this.#warps = shift > 0 || rotate > 0 || scale > 0 || shear > 0 || elastic > 0;
  }

  /**
   * @param out one image, height × width × channels bytes.
   * @param images where the original stands, from `offset` on.
   * @param image the original's number, for the random stream.
   * @param label its class, which with `handwriting` is a digit.
   */
  augment(
    out: Uint8Array,
    images: Uint8Array,
    offset: number,
    epoch: number,
    image: number,
    label = 0,
  ): void {
    this.#random.moveTo(epoch, image);
    const { handwriting = 0 } = this.settings;
    if (handwriting > 0 && this.#random.uniform() < handwriting) {
      const written = normalisedImage(writeDigit(label, this.#random));
      if (this.#warps) this.#warp(out, written, 0);
      else out.set(written);
    } else this.#warp(out, images, offset);
  }

  #warp(out: Uint8Array, images: Uint8Array, offset: number): void {
    const random = this.#random;
    const { shift, rotate, scale, shear } = this.settings;
    const { height, width, channels } = this.shape;
    const [shiftX, shiftY] = [this.#upTo(shift), this.#upTo(shift)];
    const angle = (this.#upTo(rotate) * Math.PI) / 180;
    const [cosine, sine] = [cos(angle), sin(angle)];
    const size = 1 + this.#upTo(scale);
    const slant = this.#upTo(shear);
    this.#field?.draw(random);

    const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const down = (y - middleY) / size;
        const right = (x - middleX) / size + slant * down;
        const place = y * width + x;
        const fromX = cosine * right - sine * down + middleX - shiftX + (this.#field?.x[place] ?? 0);
        const fromY = sine * right + cosine * down + middleY - shiftY + (this.#field?.y[place] ?? 0);
        for (let channel = 0; channel < channels; channel++) {
          out[place * channels + channel] = this.#sample(images, offset + channel, fromX, fromY);
        }
      }
    }
  }

  /** A random number from −most to most. */
  #upTo(most: number): number {
    return (2 * this.#random.uniform() - 1) * most;
  }

  /** The value between the pixels, rounded. */
  #sample(images: Uint8Array, offset: number, x: number, y: number): number {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - left, y - top];
    const value =
      (1 - below) *
        ((1 - right) * this.#at(images, offset, left, top) +
          right * this.#at(images, offset, left + 1, top)) +
      below *
        ((1 - right) * this.#at(images, offset, left, top + 1) +
          right * this.#at(images, offset, left + 1, top + 1));
    return Math.floor(value + 0.5);
  }

  #at(images: Uint8Array, offset: number, x: number, y: number): number {
    const { height, width, channels } = this.shape;
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    return images[offset + (y * width + x) * channels]!;
  }
}

/**
 * @throws EpochLabError `invalid-argument` where digits are to be written, but the data set's images are none.
 */
export function checkAugmentation(
  { handwriting = 0 }: AugmentationSettings,
  { classes, height, width, channels }: Written,
): void {
  if (handwriting === 0) return;
  const areDigits = classes.length === 10 && classes.every((name, label) => name === String(label));
  if (areDigits && height === IMAGE_SIDE && width === IMAGE_SIDE && channels === 1) return;
  throw new EpochLabError(
    'invalid-argument',
    'Handwriting can take the place of digits only: of ten classes, 0 to 9, in grey images of 28 × 28 pixels.',
    { path: 'augmentation.handwriting' },
  );
}

interface Written {
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How far arrows agree with their neighbours, in pixels: Simard's choice for digits of this size. */
const SMOOTHNESS = 4;
const REACH = 3 * SMOOTHNESS;

/** Random arrows, one a pixel: each component uniform from −1 to 1, smoothed by a Gaussian, and brought to size. */
class ElasticField {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly #scratch: Float64Array;
  readonly #gaussian: Float64Array;
  readonly #factor: number;

  /** @param strength root mean square of each component, in pixels, away from the edges. */
  constructor(
    private readonly height: number,
    private readonly width: number,
    strength: number,
  ) {
    this.x = new Float64Array(height * width);
    this.y = new Float64Array(height * width);
    this.#scratch = new Float64Array(height * width);
    const bell = Float64Array.from({ length: 2 * REACH + 1 }, (_, i) => {
      const distance = (i - REACH) / SMOOTHNESS;
      return exp((-distance * distance) / 2);
    });
    const sum = bell.reduce((a, b) => a + b);
    this.#gaussian = bell.map((value) => value / sum);
    // A uniform number from −1 to 1 has the variance 1/3; smoothing along one axis multiplies it by Σ weight².
    const kept = this.#gaussian.reduce((a, weight) => a + weight * weight, 0);
    this.#factor = strength / (Math.sqrt(1 / 3) * kept);
  }

  draw(random: RandomStream): void {
    this.#fill(this.x, random);
    this.#fill(this.y, random);
  }

  #fill(component: Float64Array, random: RandomStream): void {
    for (let i = 0; i < component.length; i++) component[i] = (2 * random.uniform() - 1) * this.#factor;
    this.#smooth(this.#scratch, component, this.width, 1, this.height, this.width);
    this.#smooth(component, this.#scratch, this.height, this.width, this.width, 1);
  }

  /** Along `lines` lines of `length` values that stand `step` apart, each line `lineStep` from the one before. */
  #smooth(
    out: Float64Array,
    input: Float64Array,
    length: number,
    step: number,
    lines: number,
    lineStep: number,
  ): void {
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        let sum = 0;
        const [first, last] = [Math.max(0, i - REACH), Math.min(length - 1, i + REACH)];
        for (let j = first; j <= last; j++) {
          sum += this.#gaussian[j - i + REACH]! * input[line * lineStep + j * step]!;
        }
        out[line * lineStep + i * step] = sum;
      }
    }
  }
}
