/**
 * exp, ln, sigmoid and tanh, operation by operation as in `engine/nn/elementary.ts`, where they are explained: a test holds the
 * two to the same bits.
 */

const LN2_HI: f64 = 0.6931471803691238;
const LN2_LO: f64 = 1.9082149292705877e-10;
const INVERSE_LN2: f64 = 1.4426950408889634;
const EXP_OVERFLOW: f64 = 709.782712893384;
const EXP_UNDERFLOW: f64 = -745.1332191019412;
const TANH_ONE: f64 = 20;
const TANH_SERIES: f64 = 0.17;
const SQRT2: f64 = 1.4142135623730951;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_POW_54: f64 = 18014398509481984;

const EXPONENT_BIAS: i32 = 1023;
const MANTISSA_BITS: i64 = 52;
const MANTISSA_MASK: i64 = 0x000fffffffffffff;

export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > EXP_OVERFLOW) return f64.MAX_VALUE * 2.0;
  if (x < EXP_UNDERFLOW) return 0;

  const k = floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HI;
  const low = k * LN2_LO;
  const r = high - low;

  const tail = expTail(r);
  const sum = 1.0 + high;
  const dropped = high - (sum - 1.0);
  const mantissa = sum + (dropped + (r * r * tail - low));

  const half = floor(k / 2.0);
  return mantissa * powerOfTwo(<i32>half) * powerOfTwo(<i32>(k - half));
}

/** The same for two numbers that are not above the largest, by the same operations. */
// @ts-ignore: decorator
@inline
export function expOfTwo(x: v128): v128 {
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(INVERSE_LN2)), f64x2.splat(0.5)));
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HI)));
  const low = f64x2.mul(k, f64x2.splat(LN2_LO));
  const r = f64x2.sub(high, low);

  const tail = expTailOfTwo(r);
  const sum = f64x2.add(f64x2.splat(1.0), high);
  const dropped = f64x2.sub(high, f64x2.sub(sum, f64x2.splat(1.0)));
  const correction = f64x2.sub(f64x2.mul(f64x2.mul(r, r), tail), low);
  const mantissa = f64x2.add(sum, f64x2.add(dropped, correction));

  const half = f64x2.floor(f64x2.div(k, f64x2.splat(2.0)));
  const result = f64x2.mul(f64x2.mul(mantissa, powersOfTwo(half)), powersOfTwo(f64x2.sub(k, half)));
  const isZero = f64x2.lt(x, f64x2.splat(EXP_UNDERFLOW));
  return v128.bitselect(x, v128.andnot(result, isZero), f64x2.ne(x, x));
}

// @ts-ignore: decorator
@inline
function expTailOfTwo(r: v128): v128 {
  let tail = f64x2.splat(1.0 / 6227020800.0);
  tail = f64x2.add(f64x2.splat(1.0 / 479001600.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 39916800.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 3628800.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 362880.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 40320.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 5040.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 720.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 120.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 6.0), f64x2.mul(r, tail));
  return f64x2.add(f64x2.splat(1.0 / 2.0), f64x2.mul(r, tail));
}

// @ts-ignore: decorator
@inline
function expTail(r: f64): f64 {
  return 1.0 / 2.0 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5040.0
    + r * (1.0 / 40320.0 + r * (1.0 / 362880.0 + r * (1.0 / 3628800.0 + r * (1.0 / 39916800.0
    + r * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0)))))))))));
}

export function sigmoid(x: f64): f64 {
  if (x >= 0) return 1.0 / (1.0 + exp(-x));
  const e = exp(x);
  return e / (1.0 + e);
}

export function tanh(x: f64): f64 {
  const size = abs(x);
  if (size > TANH_ONE) return x < 0 ? -1 : 1;
  const r = 2.0 * size;
  const t = size < TANH_SERIES ? r + r * r * expTail(r) : exp(r) - 1.0;
  const result = t / (t + 2.0);
  return x < 0 ? -result : result;
}

export function ln(x: f64): f64 {
  if (x != x || x < 0) return NaN;
  if (x == 0) return -f64.MAX_VALUE * 2.0;
  if (x == f64.MAX_VALUE * 2.0) return x;

  let k: i32 = 0;
  let normal = x;
  if (x < SMALLEST_NORMAL) {
    normal = x * TWO_POW_54;
    k = -54;
  }
  const bits = reinterpret<i64>(normal);
  k += <i32>(bits >> MANTISSA_BITS) - EXPONENT_BIAS;
  let mantissa = reinterpret<f64>((bits & MANTISSA_MASK) | ((<i64>EXPONENT_BIAS) << MANTISSA_BITS));
  if (mantissa > SQRT2) {
    mantissa = mantissa * 0.5;
    k += 1;
  }

  const f = mantissa - 1.0;
  const s = f / (2.0 + f);
  const z = s * s;
  const r = z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0 + z * (2.0 / 9.0 + z * (2.0 / 11.0 + z * (2.0 / 13.0
    + z * (2.0 / 15.0 + z * (2.0 / 17.0 + z * (2.0 / 19.0 + z * (2.0 / 21.0 + z * (2.0 / 23.0)))))))))));
  return <f64>k * LN2_HI - (s * (f - r) - <f64>k * LN2_LO - f);
}

/** 2^k, exactly, for −1022 ≤ k ≤ 1023. */
// @ts-ignore: decorator
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<i64>(k + EXPONENT_BIAS)) << MANTISSA_BITS);
}

// @ts-ignore: decorator
@inline
function powersOfTwo(k: v128): v128 {
  const exponents = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  return i64x2.shl(i64x2.add(exponents, i64x2.splat(EXPONENT_BIAS)), <i32>MANTISSA_BITS);
}
