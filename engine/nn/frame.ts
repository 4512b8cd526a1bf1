import type { Kernels } from '../kernels/kernels.ts';
import type { Shape } from '../protocol/shapes.ts';

/** A convolution's padded input: a copy inside a frame of zeros. */
export interface Frame {
  readonly address: number;
  readonly height: number;
  readonly width: number;
}

interface Framed {
  readonly in: Shape;
  readonly padding: number;
  /** Null without padding. On the way back it holds ∂L/∂input, until its middle is cut out. */
  readonly padded: Frame | null;
}

/** The layer's input with its padding: its address. */
export function placeInFrame(
  kernels: Kernels,
  { in: from, padded, padding }: Framed,
  arena: number,
  input: number,
  count: number,
): number {
  if (padded === null) return input;
  const { height, width, channels } = from;
  const to = arena + padded.address;
  kernels.place(to, input, count, height, width, channels, padded.height, padded.width, padding);
  return to;
}

/** Cuts the input's gradient out of the frame. */
export function takeOutOfFrame(
  kernels: Kernels,
  { in: from, padded, padding }: Framed,
  arena: number,
  inputGradient: number,
  count: number,
): void {
  if (padded === null) return;
  const { height, width, channels } = from;
  const { height: frameHeight, width: frameWidth } = padded;
  const framed = arena + padded.address;
  kernels.unplace(inputGradient, framed, count, height, width, channels, frameHeight, frameWidth, padding);
  // What lies around the middle was padding's gradient; it must be zero again for the next forward pass.
  kernels.clear(framed, count * frameHeight * frameWidth * channels);
}
