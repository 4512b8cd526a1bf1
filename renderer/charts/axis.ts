/** Scales of a chart: where a value stands between two ends, and which round values get a tick. */

export type ScaleKind = 'linear' | 'log';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where a value stands: 0 at the range's begin, 1 at its end. */
export function placeOf(value: number, { from, to }: Range, kind: ScaleKind): number {
  if (kind === 'linear') return (value - from) / (to - from);
  return value > 0 ? Math.log(value / from) / Math.log(to / from) : -Infinity;
}

export function valueAt(place: number, { from, to }: Range, kind: ScaleKind): number {
  return kind === 'linear' ? from + place * (to - from) : from * (to / from) ** place;
}

/** Round values within the range, about `count` of them. */
export function ticksOf(range: Range, kind: ScaleKind, count: number): number[] {
  return kind === 'log' ? logTicks(range, count) : linearTicks(range, count);
}

function linearTicks({ from, to }: Range, count: number): number[] {
  const step = roundStep((to - from) / Math.max(1, count));
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Multiples, not sums, and without the dust of binary fractions.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The next of 1, 2, 5, 10, … times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return digit * power;
}

function logTicks(range: Range, count: number): number[] {
  const [low, high] = [Math.ceil(Math.log10(range.from) - 1e-9), Math.floor(Math.log10(range.to) + 1e-9)];
  const decades = high - low + 1;
  if (decades < 2) {
    const ticks = [1, 2, 5, 10]
      .flatMap((digit) => [low - 2, low - 1, low, low + 1].map((power) => Number(`${digit}e${power}`)))
      .filter((tick) => tick >= range.from && tick <= range.to)
      .sort((a, b) => a - b);
    const distinct = [...new Set(ticks)];
    return distinct.length >= 2 ? distinct : linearTicks(range, count);
  }
  const every = Math.max(1, Math.ceil(decades / count));
  return Array.from({ length: Math.ceil(decades / every) }, (_, i) => Number(`1e${low + i * every}`));
}

/** The range of some values with a little room around them, wide enough to be drawn. */
export function roomFor(lowest: number, highest: number, kind: ScaleKind): Range {
  if (kind === 'log') {
    const from = lowest > 0 && Number.isFinite(lowest) ? lowest : 1e-6;
    const to = Math.max(Number.isFinite(highest) ? highest : 1, from * 1.01);
    const room = Math.max((to / from) ** 0.05, 1.05);
    return { from: from / room, to: to * room };
  }
  if (!(highest >= lowest)) return { from: 0, to: 1 };
  const span = highest - lowest || Math.abs(highest) || 1;
  return { from: lowest - span * 0.05, to: highest + span * 0.05 };
}
