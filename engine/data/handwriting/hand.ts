import { cos, exp, sin } from '../../nn/elementary.ts';
import type { RandomStream } from '../../nn/random.ts';
import type { Stroke } from '../../protocol/drawing.ts';
import { styles, type Style, type StylePoint, type StyleStroke } from './styles.ts';

/**
 * A hand that writes digits with a pen: each time in one of the styles of styles.ts, and never twice alike. It makes
 * strokes, as a person on the pad does, so that they go the very same way to the network (ink.ts).
 */

interface Place {
  x: number;
  y: number;
}

/** All of the following are standard deviations; lengths in units of the digit's height. */
const PLACE_VARIES = 0.045;
const STROKE_IS_MISPLACED = 0.03;
const SLANT = { mean: 0.12, varies: 0.27 };
const TURN_VARIES_DEGREES = 6;
/** Of the logarithm of width against height. */
const ASPECT_VARIES = 0.25;
const TREMOR = 0.006;

/** Places along a curve between two given ones. */
const FINENESS = 8;
/** Half of the digits are sampled as slow devices do: so many points, joined by straight lines. */
const FEWEST_SAMPLES = 5;
const MOST_SAMPLES = 26;

/** Room that is left around a digit on the pad. */
const MARGIN = 0.2;

/** @returns a drawing of that digit, 0 to 9, in the middle of the pad. */
export function writeDigit(digit: number, random: RandomStream): Stroke[] {
  const style = choose(styles[digit]!, random);
  const sloppiness = 0.4 + 1.1 * random.uniform();
  const strokes = style.strokes.map((stroke, i) => {
    const off = i === 0 ? 0 : STROKE_IS_MISPLACED * sloppiness;
    const [dx, dy] = [off * random.normal(), off * random.normal()];
    const varied = stroke.map(([x, y, corner]): StylePoint => {
      const at = [vary(x + dx), vary(y + dy)] as const;
      return corner ? [...at, corner] : at;
    });
    return curveThrough(varied);
  });
  function vary(place: number): number {
    return place + PLACE_VARIES * sloppiness * random.normal();
  }

  const shaped = transform(strokes, random);
  const isCoarse = random.uniform() < 0.5;
  const samples = FEWEST_SAMPLES + random.below(MOST_SAMPLES - FEWEST_SAMPLES + 1);
  const total = shaped.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  const sampled = isCoarse
    ? shaped.map((stroke) =>
        sample(stroke, Math.max(2, Math.floor((samples * lengthOf(stroke)) / total + 0.5))),
      )
    : shaped;
  for (const stroke of sampled) {
    for (const place of stroke) {
      place.x += TREMOR * random.normal();
      place.y += TREMOR * random.normal();
    }
  }
  return onPad(sampled);
}

function choose(choices: readonly Style[], random: RandomStream): Style {
  let left = random.uniform() * choices.reduce((sum, { weight }) => sum + weight, 0);
  return choices.find(({ weight }) => (left -= weight) < 0) ?? choices[0]!;
}

/** A curve of Catmull and Rom (1974) through all places, broken where it turns sharply. */
function curveThrough(points: StyleStroke): Place[] {
  const curve: Place[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i]!, points[i + 1]!];
    const before = from[2] || i === 0 ? from : points[i - 1]!;
    const after = to[2] || i + 2 === points.length ? to : points[i + 2]!;
    for (let step = 0; step < FINENESS; step++) {
      const t = step / FINENESS;
      curve.push({ x: between(before, from, to, after, 0, t), y: between(before, from, to, after, 1, t) });
    }
  }
  const [x, y] = points.at(-1)!;
  curve.push({ x, y });
  return curve;
}

function between(
  before: StylePoint,
  from: StylePoint,
  to: StylePoint,
  after: StylePoint,
  axis: 0 | 1,
  t: number,
): number {
  const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Turned, slanted, stretched and bent a little, all strokes together. */
function transform(strokes: readonly Place[][], random: RandomStream): Place[][] {
  const turn = (TURN_VARIES_DEGREES * random.normal() * Math.PI) / 180;
  const slant = SLANT.mean + SLANT.varies * random.normal();
  const wide = exp(ASPECT_VARIES * random.normal());
  const [cosine, sine] = [cos(turn), sin(turn)];
  const bend = 0.06 * random.normal();
  const swell = 0.12 * random.normal();
  return strokes.map((stroke) =>
    stroke.map((place) => {
      const down = place.y - 0.5;
      // Halves of different width and height, and a stem that is bent.
      const y = down + swell * (0.25 - down * down);
      const x = (place.x - 0.3) * wide * (1 + swell * 2 * down) - slant * y + bend * (1 - 4 * down * down);
      return { x: cosine * x - sine * y, y: sine * x + cosine * y };
    }),
  );
}

function lengthOf(stroke: readonly Place[]): number {
  let length = 0;
  stroke.forEach((to, i) => {
    const from = stroke[i - 1];
    if (from) length += distance(from, to);
  });
  return length;
}

function distance(from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return Math.sqrt(dx * dx + dy * dy);
}

/** `count` places along a stroke, equally far from each other. */
function sample(stroke: readonly Place[], count: number): Place[] {
  const step = lengthOf(stroke) / (count - 1);
  const sampled: Place[] = [{ ...stroke[0]! }];
  let passed = 0;
  stroke.forEach((to, i) => {
    const from = stroke[i - 1];
    if (!from) return;
    const length = distance(from, to);
    while (sampled.length < count - 1 && sampled.length * step <= passed + length) {
      const t = length === 0 ? 0 : (sampled.length * step - passed) / length;
      sampled.push({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
    }
    passed += length;
  });
  sampled.push({ ...stroke.at(-1)! });
  return sampled;
}

function onPad(strokes: readonly (readonly Place[])[]): Stroke[] {
  const all = strokes.flat();
  const range = (axis: 'x' | 'y') => {
    const values = all.map((place) => place[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [top, bottom]] = [range('x'), range('y')];
  const scale = (1 - 2 * MARGIN) / Math.max(right - left, bottom - top);
  return strokes.map((stroke) => ({
    kind: 'stroke',
    x: stroke.map(({ x }) => 0.5 + (x - (left + right) / 2) * scale),
    y: stroke.map(({ y }) => 0.5 + (y - (top + bottom) / 2) * scale),
  }));
}
