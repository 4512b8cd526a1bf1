/** What is done to each value by itself. */
export interface ElementKernels {
  relu(values: number, count: number): void;
  reluBack(gradient: number, output: number, count: number): void;
  leakyRelu(out: number, input: number, count: number, slope: number): void;
  leakyReluBack(inGradient: number, outGradient: number, output: number, count: number, slope: number): void;
  applySigmoid(out: number, input: number, count: number): void;
  sigmoidBack(inGradient: number, outGradient: number, output: number, count: number): void;
  applyTanh(out: number, input: number, count: number): void;
  tanhBack(inGradient: number, outGradient: number, output: number, count: number): void;
  dropout(
    out: number,
    input: number,
    images: number,
    size: number,
    position: number,
    step: number,
    layer: number,
    seed: number,
    purpose: number,
    dropped: number,
    factor: number,
  ): void;
  philox4x32(out: number, counter: number, key: number): void;
  firstNotFinite(values: number, count: number): number;
  scaleBytes(out: number, bytes: number, count: number, scale: number, offset: number): void;
  scaleLines(
    out: number,
    bytes: number,
    lines: number,
    line: number,
    outLine: number,
    scale: number,
    offset: number,
  ): void;
  exp(x: number): number;
  ln(x: number): number;
  sigmoid(x: number): number;
  tanh(x: number): number;
}
