/** Batch norm, whose statistics are put together from those of shards. */
export interface BatchNormKernels {
  measure(record: number, input: number, rows: number, channels: number): void;
  combine(
    moments: number,
    records: number,
    recordBytes: number,
    shards: number,
    rows: number,
    lastRows: number,
    channels: number,
  ): void;
  coefficientsOfBatch(
    coefficients: number,
    moments: number,
    scale: number,
    channels: number,
    epsilon: number,
  ): void;
  coefficientsInUse(
    coefficients: number,
    runningMean: number,
    runningVariance: number,
    scale: number,
    channels: number,
    epsilon: number,
  ): void;
  runningAverages(
    runningMean: number,
    runningVariance: number,
    moments: number,
    channels: number,
    count: number,
    momentum: number,
  ): void;
  normalise(
    out: number,
    input: number,
    rows: number,
    channels: number,
    coefficients: number,
    shift: number,
  ): void;
  sumBack(
    record: number,
    input: number,
    outGradient: number,
    rows: number,
    channels: number,
    coefficients: number,
  ): void;
  batchNormGradients(scaleGradient: number, shiftGradient: number, record: number, channels: number): void;
  combineBack(
    means: number,
    records: number,
    recordBytes: number,
    shards: number,
    count: number,
    channels: number,
  ): void;
  normaliseBack(
    inGradient: number,
    outGradient: number,
    input: number,
    rows: number,
    channels: number,
    coefficients: number,
    means: number,
  ): void;
}
