import type { Curve } from './curve.ts';
import type { Marker } from './pen.ts';
import { SmoothedCurve } from './smooth.ts';

/** A curve with its looks: told from others by its dashes and marks as well as by its colour. */
export interface Series {
  /** Unique in its chart. */
  readonly id: string;
  readonly name: string;
  readonly curve: Curve;
  /** A token ("--accent") or any CSS colour. */
  readonly colour: string;
  readonly dash: DashName;
  readonly marker: Marker;
  /** Noisy: drawn as a calm line over its pale points where the chart smooths. */
  readonly noisy: boolean;
}

export type DashName = 'solid' | 'dashed' | 'dotted' | 'dash-dot';

export const dashes: Record<DashName, readonly number[]> = {
  solid: [],
  dashed: [7, 4],
  dotted: [2, 3],
  'dash-dot': [8, 3, 2, 3],
};

/** Colours for many curves side by side: tokens, in the order that keeps neighbours distinct. */
export const seriesColours = Array.from({ length: 10 }, (_, i) => `--series-${i + 1}`);
const seriesDashes: readonly DashName[] = ['solid', 'dashed', 'dash-dot', 'dotted'];
const seriesMarkers: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond'];

/** Looks for the curve at this place among many: no two of the first forty are alike, in grey either. */
export function looksOf(place: number): Pick<Series, 'colour' | 'dash' | 'marker'> {
  return {
    colour: seriesColours[place % seriesColours.length]!,
    dash: seriesDashes[Math.floor(place / seriesMarkers.length) % seriesDashes.length]!,
    marker: seriesMarkers[place % seriesMarkers.length]!,
  };
}

/** The calm version of a curve, made once and brought up to date when it is asked for. */
const smoothed = new WeakMap<Curve, SmoothedCurve>();

/** @param reach in units of x; 0 leaves the curve as it is. */
export function smoothedCurve({ curve, noisy }: Series, reach: number): Curve {
  if (!noisy || reach <= 0) return curve;
  let calm = smoothed.get(curve);
  if (!calm) smoothed.set(curve, (calm = new SmoothedCurve(curve)));
  return calm.follow(reach);
}
