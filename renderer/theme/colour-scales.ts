/**
 * From a number to a colour, for pictures of tensors. Both scales of measured values grow lighter from end to end,
 * so that they can be told apart in grey, and go from blue to yellow, which colour-blind eyes tell apart as well.
 *
 * - `diverging`: gradients and weights. Blue below zero, grey at zero, yellow above; as far as the larger side.
 * - `sequential`: activations, from the smallest to the largest.
 * - `grey`: images, ink white on black.
 */
export type ScaleName = 'diverging' | 'sequential' | 'grey';

export interface Range {
  readonly min: number;
  readonly max: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

const scales: Record<ScaleName, readonly Colour[]> = {
  diverging: [
    [8, 29, 88],
    [24, 68, 150],
    [78, 120, 184],
    [138, 150, 168],
    [212, 168, 92],
    [246, 203, 92],
    [255, 240, 168],
  ],
  sequential: [
    [9, 12, 34],
    [26, 42, 96],
    [20, 86, 122],
    [24, 128, 124],
    [74, 168, 108],
    [158, 202, 92],
    [250, 238, 150],
  ],
  grey: [
    [0, 0, 0],
    [255, 255, 255],
  ],
};

/** The ends of a scale for these values: about zero, where the scale diverges. */
export function endsOf(scale: ScaleName, { min, max }: Range): Range {
  if (scale !== 'diverging') return { min, max };
  const reach = Math.max(Math.abs(min), Math.abs(max));
  return { min: -reach, max: reach };
}

/** Pictures of which one reaches so many times as far as the other would not both be seen on one scale. */
const FURTHEST_SHARED = 20;

/** One scale for two pictures of the same kind of quantity; null where one of them would show nothing on it. */
export function sharedEnds(scale: ScaleName, a: Range, b: Range): Range | null {
  const spans = [endsOf(scale, a), endsOf(scale, b)].map(({ min, max }) => max - min) as [number, number];
  const ratio = Math.max(...spans) / Math.min(...spans);
  // Also where one of them is 0 all over.
  if (!(ratio <= FURTHEST_SHARED)) return null;
  return endsOf(scale, { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) });
}

/** @param range what `endsOf` gave. */
export function colourOf(scale: ScaleName, value: number, { min, max }: Range): Colour {
  const stops = scales[scale];
  const middle = scale === 'diverging' ? 0.5 : 0;
  const share = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : middle;
  const at = share * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [stops[low]!, stops[low + 1]!];
  const mix = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * (at - low));
  return [mix(0), mix(1), mix(2)];
}

/** So many colours stand for a scale where whole pictures are painted. */
const RAMP_COLOURS = 1024;
const ramps = new Map<ScaleName, readonly Colour[]>();

/** Like `colourOf`, for many values: from a table, as near as no eye can tell. */
export function painterOf(scale: ScaleName, { min, max }: Range): (value: number) => Colour {
  let ramp = ramps.get(scale);
  if (!ramp) {
    const last = RAMP_COLOURS - 1;
    ramp = Array.from({ length: RAMP_COLOURS }, (_, i) => colourOf(scale, i / last, { min: 0, max: 1 }));
    ramps.set(scale, ramp);
  }
  const table = ramp;
  if (!(max > min)) {
    const flat = colourOf(scale, min, { min, max });
    return () => flat;
  }
  const step = (RAMP_COLOURS - 1) / (max - min);
  return (value) => table[Math.min(RAMP_COLOURS - 1, Math.max(0, Math.round((value - min) * step)))]!;
}

export function toCss([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** All of a scale from its lower end to its upper, from left to right, as a CSS image. */
export function gradientOf(scale: ScaleName): string {
  return `linear-gradient(to right, ${scales[scale].map(toCss).join(', ')})`;
}

/** How light a colour is, from 0 to 1 (WCAG's relative luminance). */
export function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever can be read better on this colour. */
export function inkOn(colour: Colour): '#000000' | '#ffffff' {
  return luminance(colour) > 0.18 ? '#000000' : '#ffffff';
}
