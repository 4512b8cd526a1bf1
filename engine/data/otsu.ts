/**
 * Otsu's threshold (N. Otsu, "A threshold selection method from gray-level histograms", 1979): the level that
 * splits a histogram into two classes whose means lie as far apart as possible, each class weighed by its size.
 */

export interface HistogramSplit {
  /** Bins up to and including this one are the lower class. */
  readonly threshold: number;
  readonly lowerMean: number;
  readonly upperMean: number;
  /** Standard deviation within the classes, of both together, in bins. */
  readonly spread: number;
}

/**
 * @param histogram number of values in each bin.
 * @returns null when all values lie in one bin: there is nothing to split.
 */
export function otsuSplit(histogram: readonly number[]): HistogramSplit | null {
  const total = sum(histogram, () => 1);
  const moment = sum(histogram, (bin) => bin);
  const variance = sum(histogram, (bin) => bin * bin) / total - (moment / total) ** 2;

  let best = 0;
  let split: HistogramSplit | null = null;
  let [lower, lowerMoment] = [0, 0];
  for (const [threshold, amount] of histogram.entries()) {
    lower += amount;
    lowerMoment += amount * threshold;
    const upper = total - lower;
    if (amount === 0 || upper === 0) continue;
    const [lowerMean, upperMean] = [lowerMoment / lower, (moment - lowerMoment) / upper];
    const between = (lower / total) * (upper / total) * (upperMean - lowerMean) ** 2;
    if (between <= best) continue;
    best = between;
    split = { threshold, lowerMean, upperMean, spread: Math.sqrt(Math.max(0, variance - between)) };
  }
  return split;
}

function sum(histogram: readonly number[], weight: (bin: number) => number): number {
  return histogram.reduce((total, amount, bin) => total + amount * weight(bin), 0);
}
