/**
 * Otsu's threshold (N. Otsu, "A threshold selection method from gray-level histograms", 1979): the level that
 * splits a histogram into two classes whose means lie as far apart as possible, each class weighed by its size.
 */

export interface Split {
  /** Bins up to and including this one are the lower class. */
  readonly threshold: number;
  readonly lowerMean: number;
  readonly upperMean: number;
  /** Standard deviation within the classes, of both together, in bins. */
  readonly spread: number;
}

/**
 * @param histogram number of values in each bin.
 * @returns null when all values lie in one bin: there is nothing to split. Among thresholds that are equally
 *   good (the bins between are empty) the middle one, so that a mirrored histogram is split at the same place.
 */
export function otsuSplit(histogram: readonly number[]): Split | null {
  const total = sum(histogram, () => 1);
  const moment = sum(histogram, (bin) => bin);
  const square = sum(histogram, (bin) => bin * bin);

  let best = 0;
  let [first, last] = [-1, -1];
  let [lower, lowerMoment] = [0, 0];
  histogram.forEach((amount, bin) => {
    lower += amount;
    lowerMoment += amount * bin;
    const upper = total - lower;
    if (lower === 0 || upper === 0) return;
    const distance = lowerMoment / lower - (moment - lowerMoment) / upper;
    const between = (lower / total) * (upper / total) * distance * distance;
    if (between > best) {
      best = between;
      first = bin;
    }
    if (between === best) last = bin;
  });
  if (first < 0) return null;

  const threshold = Math.floor((first + last) / 2);
  const below = histogram.slice(0, threshold + 1);
  const count = sum(below, () => 1);
  const part = sum(below, (bin) => bin);
  const variance = square / total - (moment / total) ** 2;
  return {
    threshold,
    lowerMean: part / count,
    upperMean: (moment - part) / (total - count),
    spread: Math.sqrt(Math.max(0, variance - best)),
  };
}

function sum(histogram: readonly number[], weight: (bin: number) => number): number {
  return histogram.reduce((total, amount, bin) => total + amount * weight(bin), 0);
}
