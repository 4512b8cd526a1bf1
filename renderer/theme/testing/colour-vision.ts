import type { Colour } from '../colour-scales.ts';

/**
 * What a person sees who lacks one kind of cones (G. Machado, M. Oliveira, L. Fernandes, “A Physiologically-based Model
 * for Simulation of Color Vision Deficiency”, 2009, at full severity), and how far apart two colours look.
 */

type Matrix = readonly [Colour, Colour, Colour];

/** In linear light. */
const machado = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

export const visions = ['usual', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof visions)[number];

/** sRGB's primaries to CIE XYZ, and its white (D65). */
const toXyz: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE: Colour = [0.95047, 1, 1.08883];

/** The distance of two colours in CIELAB: 2.3 is just noticed side by side, 20 is told apart at a glance. */
export function distance(one: Colour, other: Colour, vision: Vision): number {
  const [a, b] = [labOf(one, vision), labOf(other, vision)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** How light it looks, from 0 to 100. */
export function lightness(colour: Colour, vision: Vision): number {
  return labOf(colour, vision)[0];
}

function labOf(colour: Colour, vision: Vision): Colour {
  const light = colour.map((part) => toLinear(part / 255)) as unknown as Colour;
  const seen = vision === 'usual' ? light : times(machado[vision], light);
  const clipped = seen.map((part) => Math.min(1, Math.max(0, part))) as unknown as Colour;
  const [x, y, z] = times(toXyz, clipped).map((part, i) => curve(part / WHITE[i]!)) as unknown as Colour;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function times(matrix: Matrix, [r, g, b]: Colour): Colour {
  const [x, y, z] = matrix.map((row) => row[0] * r + row[1] * g + row[2] * b);
  return [x!, y!, z!];
}

function toLinear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function curve(share: number): number {
  return share > (6 / 29) ** 3 ? Math.cbrt(share) : share / (3 * (6 / 29) ** 2) + 4 / 29;
}
