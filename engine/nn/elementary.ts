/**
 * The exponential function, the natural logarithm, and what else training needs of their kind, from + − × ÷ alone.
 *
 * IEEE 754 fixes the result of these four operations to the last bit, on every machine. `Math.exp` and
 * `Math.log` have no such promise: their last bits are each JavaScript engine's own. Training repeats its
 * rounding errors a million times over, so one different bit is a different curve. Hence our own.
 *
 * The first two work alike: take out a whole number k of factors 2, which costs nothing as 2^k only moves the exponent,
 * and sum a power series on the small range that remains, far enough that what is left out is below a rounding
 * error. The way of carrying ln 2 in two pieces is W. J. Cody and W. Waite's (Software Manual for the Elementary
 * Functions, 1980); the arrangement of the logarithm's sum is that of fdlibm (K. C. Ng, Sun Microsystems, 1993).
 *
 * An ulp (unit in the last place) is the distance between neighbouring doubles.
 */

/** ln 2 = LN2_HI + LN2_LO. The first holds 33 bits, so k · LN2_HI is exact for every exponent k of a double. */
export const LN2_HI = 0.6931471803691238;
export const LN2_LO = 1.9082149292705877e-10;
export const INVERSE_LN2 = 1.4426950408889634;

/** Above this, e^x is more than the largest double. */
export const EXP_OVERFLOW = 709.782712893384;
/** Below this, e^x is less than half of the smallest. */
export const EXP_UNDERFLOW = -745.1332191019412;

const SQRT2 = 1.4142135623730951;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_POW_54 = 18014398509481984;

/** Sign, exponent and upper part of the mantissa of a double, and below them the rest of the mantissa. */
const bits = new DataView(new ArrayBuffer(8));
const EXPONENT_BIAS = 1023;
const MANTISSA_BITS_ABOVE = 20;
const MANTISSA_MASK = 0x000fffff;

/**
 * e^x, wrong by less than 0.75 ulp; for results below 2^-1022, which have fewer digits, by less than 1 ulp.
 * Infinity from EXP_OVERFLOW on, 0 from EXP_UNDERFLOW on, NaN for NaN.
 *
 *   x = k·ln 2 + r with |r| ≤ ln 2 / 2,   e^x = 2^k · e^r,   e^r = 1 + r + r²/2! + r³/3! + … + r¹³/13!
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;

  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  // r in two pieces: the first is exact, the second tells what the first lacks.
  const high = x - k * LN2_HI;
  const low = k * LN2_LO;
  const r = high - low;

  const tail = expTail(r);
  // 1 + r + r²·tail, where 1 + high drops digits of high: they are added with the small terms.
  const sum = 1 + high;
  const dropped = high - (sum - 1);
  const mantissa = sum + (dropped + (r * r * tail - low));

  // In two steps, because 2^k itself can be too large or too small for a double where the result is not.
  const half = Math.floor(k / 2);
  return mantissa * powerOfTwo(half) * powerOfTwo(k - half);
}

/** 1/2! + r/3! + r²/4! + … + r¹¹/13!, from the last term on (Horner's rule): e^r = 1 + r + r²·tail. */
function expTail(r: number): number {
  let tail = 1 / 6227020800;
  tail = tail * r + 1 / 479001600;
  tail = tail * r + 1 / 39916800;
  tail = tail * r + 1 / 3628800;
  tail = tail * r + 1 / 362880;
  tail = tail * r + 1 / 40320;
  tail = tail * r + 1 / 5040;
  tail = tail * r + 1 / 720;
  tail = tail * r + 1 / 120;
  tail = tail * r + 1 / 24;
  tail = tail * r + 1 / 6;
  tail = tail * r + 1 / 2;
  return tail;
}

/**
 * The logistic function 1 / (1 + e^−x), wrong by less than 2 ulp. Written for each sign so that the exponential
 * is never above 1: it cannot overflow, and small results keep their digits.
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** From here on tanh x rounds to 1. */
const TANH_ONE = 20;
/** Below this, e^2x − 1 is summed as a series; above, e^2x is large enough to have 1 taken from it. */
const TANH_SERIES = 0.17;

/**
 * The hyperbolic tangent, wrong by less than 4 ulp, from t = e^2|x| − 1:
 *
 *   tanh |x| = t / (t + 2),   tanh (−x) = −tanh x
 *
 * Near 0 the subtraction would leave few digits; there t = r + r²·(1/2! + r/3! + …) with r = 2|x|.
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size > TANH_ONE) return x < 0 ? -1 : 1;
  const r = 2 * size;
  const t = size < TANH_SERIES ? r + r * r * expTail(r) : exp(r) - 1;
  const result = t / (t + 2);
  return x < 0 ? -result : result;
}

/** π/2 = HALF_PI_HI + HALF_PI_LO. The first holds 33 bits, so n · HALF_PI_HI is exact for n up to 2^20. */
const HALF_PI_HI = 1.5707963267341256;
const HALF_PI_LO = 6.077100506506192e-11;
const INVERSE_HALF_PI = 0.6366197723675814;

/** The cosine of an angle in radians, up to 10⁶ either way, wrong by less than 2^−52. NaN for NaN and ±Infinity. */
export function cos(x: number): number {
  return quarterTurns(x, 0);
}

/** The sine, as good as the cosine. */
export function sin(x: number): number {
  return quarterTurns(x, 3);
}

/**
 * cos(x + turns · π/2). A whole number n of quarter turns is taken out of x; on what remains, |r| ≤ π/4, the power
 * series of cosine and sine are summed until what is left out is below a rounding error.
 */
function quarterTurns(x: number, turns: number): number {
  const n = Math.floor(x * INVERSE_HALF_PI + 0.5);
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  const quadrant = (((n + turns) % 4) + 4) % 4;
  switch (quadrant) {
    case 0:
      return cosSeries(r);
    case 1:
      return -sinSeries(r);
    case 2:
      return -cosSeries(r);
    case 3:
      return sinSeries(r);
    default:
      return NaN;
  }
}

/** 1 − r²/2! + r⁴/4! − … + r¹⁶/16! */
function cosSeries(r: number): number {
  const z = r * r;
  let tail = 1 / 20922789888000;
  tail = tail * z - 1 / 87178291200;
  tail = tail * z + 1 / 479001600;
  tail = tail * z - 1 / 3628800;
  tail = tail * z + 1 / 40320;
  tail = tail * z - 1 / 720;
  tail = tail * z + 1 / 24;
  return 1 - (z / 2 - z * z * tail);
}

/** r − r³/3! + r⁵/5! − … + r¹⁷/17! */
function sinSeries(r: number): number {
  const z = r * r;
  let tail = 1 / 355687428096000;
  tail = tail * z - 1 / 1307674368000;
  tail = tail * z + 1 / 6227020800;
  tail = tail * z - 1 / 39916800;
  tail = tail * z + 1 / 362880;
  tail = tail * z - 1 / 5040;
  tail = tail * z + 1 / 120;
  tail = tail * z - 1 / 6;
  return r + r * z * tail;
}

/**
 * The natural logarithm, wrong by less than 1 ulp. −Infinity for 0, NaN below 0 and for NaN.
 *
 *   x = 2^k · (1 + f) with √½ ≤ 1 + f ≤ √2,   ln x = k·ln 2 + ln(1 + f)
 *   s = f / (2 + f),   ln(1 + f) = ln((1 + s) / (1 − s)) = 2s + R·s with R = 2·(s²/3 + s⁴/5 + … + s²²/23)
 *
 * As 2s = f − s·f, the sum is f − s·(f − R): the largest term, f, is exact.
 */
export function ln(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;

  let k = 0;
  let normal = x;
  if (x < SMALLEST_NORMAL) {
    normal = x * TWO_POW_54;
    k = -54;
  }
  bits.setFloat64(0, normal);
  const upper = bits.getUint32(0);
  k += (upper >>> MANTISSA_BITS_ABOVE) - EXPONENT_BIAS;
  bits.setUint32(0, (upper & MANTISSA_MASK) | (EXPONENT_BIAS << MANTISSA_BITS_ABOVE));
  let mantissa = bits.getFloat64(0);
  if (mantissa > SQRT2) {
    mantissa = mantissa * 0.5;
    k += 1;
  }

  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  // 2/3 + 2z/5 + 2z²/7 + … + 2z¹⁰/23, from the last term on; then R, all of it times z.
  let tail = 2 / 23;
  tail = tail * z + 2 / 21;
  tail = tail * z + 2 / 19;
  tail = tail * z + 2 / 17;
  tail = tail * z + 2 / 15;
  tail = tail * z + 2 / 13;
  tail = tail * z + 2 / 11;
  tail = tail * z + 2 / 9;
  tail = tail * z + 2 / 7;
  tail = tail * z + 2 / 5;
  tail = tail * z + 2 / 3;
  const r = tail * z;
  return k * LN2_HI - (s * (f - r) - k * LN2_LO - f);
}

/** 2^k, exactly, for −1022 ≤ k ≤ 1023: the exponent is k, and the mantissa has no bit set. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + EXPONENT_BIAS) << MANTISSA_BITS_ABOVE);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/**
 * x^n for a whole number n ≥ 0, from products alone: squares of x, and of these the ones that the binary digits
 * of n ask for. Wrong by about n roundings at most.
 */
export function wholePower(x: number, n: number): number {
  let power = 1;
  let square = x;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power *= square;
    square *= square;
  }
  return power;
}
