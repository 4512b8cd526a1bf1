import { argmax } from '../nn/argmax.ts';
import { ln } from '../nn/elementary.ts';
import type { Analysis, ClassScore, ReliabilityBin } from '../protocol/results-calls.ts';

/** What a model's readings of many images add up to. */

/** Readings of labelled images, in one order. */
export interface Readings {
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  /** The probability of the class that was read. */
  readonly confidence: Float32Array;
  /** The probability of the label. */
  readonly truth: Float32Array;
}

/** Bars of the reliability diagram: tenths. */
const RELIABILITY_BINS = 10;

/** Room for the readings of so many images. */
export function emptyReadings(labels: Uint8Array): Readings {
  const count = labels.length;
  return {
    labels: labels.slice(),
    predicted: new Uint8Array(count),
    confidence: new Float32Array(count),
    truth: new Float32Array(count),
  };
}

/** Notes the class probabilities of one image. Of equal ones the first is what was read, as in accuracy. */
export function note(readings: Readings, image: number, probabilities: readonly number[]): void {
  const best = argmax(probabilities);
  readings.predicted[image] = best;
  readings.confidence[image] = probabilities[best]!;
  readings.truth[image] = probabilities[readings.labels[image]!]!;
}

export type Summary = Pick<
  Analysis,
  'images' | 'accuracy' | 'loss' | 'confusion' | 'perClass' | 'reliability' | 'calibrationError'
>;

export function summarise(readings: Readings, classes: number): Summary {
  const { labels, truth } = readings;
  const confusion = confusionOf(readings, classes);
  const perClass = classScores(confusion, classes);
  const images = labels.length;
  const correct = perClass.reduce((sum, one) => sum + one.correct, 0);
  const reliability = reliabilityOf(readings);
  return {
    images,
    accuracy: correct / images,
    loss: truth.reduce((sum, p) => sum - ln(p), 0) / images,
    confusion,
    perClass,
    reliability,
    calibrationError: calibrationErrorOf(reliability, images),
  };
}

/** @returns at label · classes + reading, how many images of that label had that reading. */
function confusionOf({ labels, predicted }: Readings, classes: number): Uint32Array {
  const confusion = new Uint32Array(classes * classes);
  labels.forEach((label, image) => confusion[label * classes + predicted[image]!]!++);
  return confusion;
}

/**
 * Precision, recall and F1 of each class against all others, as C. J. van Rijsbergen, "Information Retrieval" (1979),
 * chapter 7, has them: F1 = 2·P·R / (P + R).
 */
export function classScores(confusion: Uint32Array, classes: number): ClassScore[] {
  return Array.from({ length: classes }, (_, one) => {
    let [images, readAs] = [0, 0];
    for (let other = 0; other < classes; other++) {
      images += confusion[one * classes + other]!;
      readAs += confusion[other * classes + one]!;
    }
    const correct = confusion[one * classes + one]!;
    return {
      images,
      readAs,
      correct,
      precision: share(correct, readAs),
      recall: share(correct, images),
      f1: share(2 * correct, images + readAs),
    };
  });
}

/** How often readings of about the same confidence were right. A certain reading belongs to the last bar. */
export function reliabilityOf({ labels, predicted, confidence }: Readings): ReliabilityBin[] {
  const sums = Array.from({ length: RELIABILITY_BINS }, () => ({ images: 0, confidence: 0, correct: 0 }));
  confidence.forEach((sure, image) => {
    const sum = sums[Math.min(RELIABILITY_BINS - 1, Math.floor(sure * RELIABILITY_BINS))]!;
    sum.images += 1;
    sum.confidence += sure;
    sum.correct += predicted[image] === labels[image] ? 1 : 0;
  });
  return sums.map((sum, bin) => ({
    from: bin / RELIABILITY_BINS,
    to: (bin + 1) / RELIABILITY_BINS,
    images: sum.images,
    confidence: share(sum.confidence, sum.images),
    accuracy: share(sum.correct, sum.images),
  }));
}

/**
 * The expected calibration error: each bar's |accuracy − confidence|, weighed by its images. Guo et al., "On
 * Calibration of Modern Neural Networks" (2017), equation 3.
 */
function calibrationErrorOf(bins: readonly ReliabilityBin[], images: number): number {
  return bins.reduce((sum, { images: inBin, confidence, accuracy }) => {
    return confidence === null || accuracy === null
      ? sum
      : sum + (inBin / images) * Math.abs(accuracy - confidence);
  }, 0);
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
