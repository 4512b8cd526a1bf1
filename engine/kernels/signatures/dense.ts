/** Dense layers, with many units and with few. */
export interface DenseKernels {
  dense(
    out: number,
    input: number,
    weights: number,
    bias: number,
    images: number,
    inputs: number,
    units: number,
    weightStride: number,
  ): void;
  keepInputs(panels: number, input: number, images: number, inputs: number, capacity: number): void;
  keepGradients(rows: number, outGradient: number, images: number, units: number): void;
  denseWeightGradient(
    gradient: number,
    panels: number,
    outGradients: number,
    images: number,
    capacity: number,
    shardBytes: number,
    first: number,
    rows: number,
    units: number,
    weightStride: number,
  ): void;
  denseInputGradient(
    out: number,
    outGradients: number,
    weights: number,
    images: number,
    inputs: number,
    weightStride: number,
  ): void;
  turnFew(
    turned: number,
    weights: number,
    first: number,
    rows: number,
    inputs: number,
    weightStride: number,
  ): void;
  stepOfFew(
    weights: number,
    turned: number,
    panel: number,
    panelBytes: number,
    outGradient: number,
    first: number,
    rows: number,
    inputs: number,
    units: number,
    weightStride: number,
    learningRate: number,
  ): void;
  denseFew(
    out: number,
    input: number,
    turned: number,
    bias: number,
    images: number,
    inputs: number,
    units: number,
    panels: number,
    capacity: number,
  ): void;
  denseFewInputGradient(
    out: number,
    outGradients: number,
    turned: number,
    images: number,
    inputs: number,
    units: number,
    weightStride: number,
  ): void;
  sumWindows(sums: number, turned: number, windows: number, filters: number, units: number): void;
  denseWindowsGradient(
    out: number,
    outGradients: number,
    turned: number,
    sums: number,
    list: number,
    images: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    units: number,
    weightStride: number,
  ): void;
  biasGradient(gradient: number, outGradient: number, rows: number, columns: number): void;
}
