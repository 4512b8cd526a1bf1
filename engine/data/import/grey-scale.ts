/**
 * What numbers mean as grey levels. Programs write them from 0 to 255, from 0 to 1, from −1 to 1, from 0 to 16 (the
 * digits of scikit-learn); which it is, the smallest and the largest of them tell.
 */
export interface GreyScale {
  readonly black: number;
  readonly white: number;
}

const KNOWN: readonly GreyScale[] = [
  { black: 0, white: 1 },
  { black: -1, white: 1 },
  { black: 0, white: 16 },
  { black: 0, white: 255 },
  { black: 0, white: 65_535 },
];

/** The narrowest known scale that holds them; else the scale from the lowest to the highest. */
export function scaleOf(lowest: number, highest: number): GreyScale {
  const known = KNOWN.find(({ black, white }) => lowest >= black && highest <= white);
  return known ?? { black: lowest, white: highest };
}

export function toByte(value: number, { black, white }: GreyScale): number {
  return Math.round(((value - black) * 255) / (white - black));
}

/** A sentence for the report; null where there is nothing to say. */
export function noteOfScale({ black, white }: GreyScale): string | null {
  return black === 0 && white === 255 ? null : `Pixel values from ${black} to ${white} became 0 to 255.`;
}
