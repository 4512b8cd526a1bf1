/** Pooling by itself. */
export interface PoolKernels {
  maxPool(
    out: number,
    winners: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
  maxPoolBack(
    inGradient: number,
    outGradient: number,
    winners: number,
    images: number,
    inputSize: number,
    outSize: number,
  ): void;
  maxPoolPairs(
    out: number,
    winners: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
  ): void;
  maxPoolPairsBack(
    inGradient: number,
    outGradient: number,
    winners: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
  ): void;
  averagePool(
    out: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
  averagePoolBack(
    inGradient: number,
    outGradient: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
}
