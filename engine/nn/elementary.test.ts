import { describe, expect, it } from 'vitest';
import {
  EXP_OVERFLOW,
  EXP_UNDERFLOW,
  INVERSE_LN2,
  LN2_HI,
  LN2_LO,
  cos,
  exp,
  ln,
  sigmoid,
  sin,
  tanh,
  wholePower,
} from './elementary.ts';
import { randomStream } from './random.ts';

/** The judge: fixed-point numbers of 160 fractional bits, held in BigInt. */
const FRACTION_BITS = 160n;
const ONE = 1n << FRACTION_BITS;

/** ln 2 = 2·artanh(1/3). */
const LN2 = twiceArtanh(ONE / 3n);

function twiceArtanh(s: bigint): bigint {
  const square = (s * s) >> FRACTION_BITS;
  let sum = 0n;
  for (let power = s, n = 1n; power !== 0n; power = (power * square) >> FRACTION_BITS, n += 2n)
    sum += power / n;
  return 2n * sum;
}

/** A double ≥ 0 is integer · 2^exponent, and 2^exponent is its ulp. */
function decompose(x: number): { integer: bigint; exponent: bigint } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = word >> 52n;
  const fraction = word & ((1n << 52n) - 1n);
  return exponent === 0n
    ? { integer: fraction, exponent: -1074n }
    : { integer: fraction | (1n << 52n), exponent: exponent - 1075n };
}

function shift(value: bigint, places: bigint): bigint {
  return places >= 0n ? value << places : value >> -places;
}

function toFixed(x: number): bigint {
  const { integer, exponent } = decompose(Math.abs(x));
  const magnitude = shift(integer, exponent + FRACTION_BITS);
  return x < 0 ? -magnitude : magnitude;
}

/** How far `actual` is from the true value, mantissa · 2^k, in ulps of `actual`. */
function errorInUlps(actual: number, mantissa: bigint, k: bigint): number {
  const { integer, exponent } = decompose(Math.abs(actual));
  const extraBits = 20n;
  const truth = shift(actual < 0 ? -mantissa : mantissa, k - FRACTION_BITS - exponent + extraBits);
  return Math.abs(Number(truth - (integer << extraBits))) / 2 ** Number(extraBits);
}

function expError(x: number): number {
  const fixed = toFixed(x);
  const k = fixed / LN2;
  const r = fixed - k * LN2;
  let sum = 0n;
  for (let term = ONE, n = 1n; term !== 0n; term = (term * r) / (n << FRACTION_BITS), n += 1n) sum += term;
  return errorInUlps(exp(x), sum, k);
}

function lnError(x: number): number {
  const { integer, exponent } = decompose(x);
  const length = BigInt(integer.toString(2).length) - 1n;
  const mantissa = shift(integer, FRACTION_BITS - length);
  const s = ((mantissa - ONE) << FRACTION_BITS) / (mantissa + ONE);
  return errorInUlps(ln(x), (exponent + length) * LN2 + twiceArtanh(s), 0n);
}

function nextAbove(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

const SAMPLES = 2000;
const random = randomStream(1, 'split');
const between = (low: number, high: number) => () => low + random.uniform() * (high - low);

function worst(error: (x: number) => number, sample: () => number): number {
  let result = 0;
  for (let i = 0; i < SAMPLES; i++) result = Math.max(result, error(sample()));
  return result;
}

describe('the constants', () => {
  it('split ln 2 so that its first part has room for a factor of 2^20', () => {
    const missing = Number(LN2 - toFixed(LN2_HI) - toFixed(LN2_LO)) / Number(ONE);
    expect(Math.abs(missing)).toBeLessThan(2 ** -85);
    expect((LN2_HI * 2 ** 33) % 1).toBe(0);
  });

  it('have their values', () => {
    expect(INVERSE_LN2).toBe(Math.LOG2E);
    expect(exp(EXP_OVERFLOW)).toBeLessThan(Infinity);
    expect(exp(nextAbove(EXP_OVERFLOW))).toBe(Infinity);
    expect(exp(-745.13)).toBe(Number.MIN_VALUE);
    expect(exp(-nextAbove(-EXP_UNDERFLOW))).toBe(0);
  });
});

describe('exp', () => {
  it('has the exact values there are', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-0)).toBe(1);
    expect(exp(1)).toBe(Math.E);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(NaN)).toBeNaN();
  });

  it('is within 0.75 ulp of the true value, and within 1 where digits are lost', () => {
    expect(worst(expError, between(-708.3, EXP_OVERFLOW))).toBeLessThan(0.75);
    expect(worst(expError, between(-20, 20))).toBeLessThan(0.75);
    expect(worst(expError, between(-0.4, 0.4))).toBeLessThan(0.75);
    expect(worst(expError, between(-1e-3, 1e-3))).toBeLessThan(0.75);
    expect(worst(expError, between(EXP_UNDERFLOW, -708.4))).toBeLessThan(1);
  });

  it('stays within 2 ulp of Math.exp', () => {
    const relative = (x: number) => Math.abs(exp(x) / Math.exp(x) - 1);
    for (let i = 0; i < 20; i++) expect(worst(relative, between(-708, 709))).toBeLessThan(2 * Number.EPSILON);
  });
});

describe('ln', () => {
  it('has the exact values there are', () => {
    expect(ln(1)).toBe(0);
    expect(ln(2)).toBe(Math.LN2);
    expect(ln(10)).toBe(Math.LN10);
    expect(ln(0)).toBe(-Infinity);
    expect(ln(-0)).toBe(-Infinity);
    expect(ln(-1)).toBeNaN();
    expect(ln(-Infinity)).toBeNaN();
    expect(ln(NaN)).toBeNaN();
    expect(ln(Infinity)).toBe(Infinity);
  });

  it('is within 1 ulp of the true value on its whole range', () => {
    const anyMagnitude = () => (1 + random.uniform()) * 2 ** (random.below(2046) - 1022);
    const subnormal = () => (1 + random.below(2 ** 32)) * Number.MIN_VALUE;
    expect(worst(lnError, anyMagnitude)).toBeLessThan(1);
    expect(worst(lnError, subnormal)).toBeLessThan(1);
    expect(worst(lnError, between(0.5, 2))).toBeLessThan(1);
    expect(worst(lnError, between(0.999, 1.001))).toBeLessThan(1);
    expect(lnError(Number.MAX_VALUE)).toBeLessThan(1);
    expect(lnError(Number.MIN_VALUE)).toBeLessThan(1);
  });

  it('stays within 2 ulp of Math.log', () => {
    const relative = (x: number) => Math.abs(ln(x) / Math.log(x) - 1);
    for (let i = 0; i < 20; i++) expect(worst(relative, between(0, 4))).toBeLessThan(2 * Number.EPSILON);
  });
});

/** These are held to JavaScript's own, which are good to about an ulp, if not the same everywhere. */
describe('sigmoid and tanh', () => {
  const relative = (mine: (x: number) => number, other: (x: number) => number) => (x: number) =>
    Math.abs(mine(x) / other(x) - 1) / Number.EPSILON;

  it('have the exact values there are', () => {
    expect([sigmoid(0), sigmoid(Infinity), sigmoid(-Infinity), sigmoid(NaN)]).toEqual([0.5, 1, 0, NaN]);
    expect([tanh(0), tanh(Infinity), tanh(-Infinity), tanh(NaN)]).toEqual([0, 1, -1, NaN]);
  });

  it('are within 4 ulp', () => {
    for (const range of [1e-9, 1e-3, 0.17, 0.5, 1, 20, 30]) {
      expect(worst(relative(tanh, Math.tanh), between(-range, range))).toBeLessThan(4);
      expect(
        worst(
          relative(sigmoid, (x) => 1 / (1 + Math.exp(-x))),
          between(-range, range),
        ),
      ).toBeLessThan(4);
    }
  });

  it('are symmetric', () => {
    for (let i = 0; i < SAMPLES; i++) {
      const x = between(0, 30)();
      expect(tanh(-x)).toBe(-tanh(x));
      expect(Math.abs(sigmoid(x) + sigmoid(-x) - 1)).toBeLessThan(2 * Number.EPSILON);
    }
  });
});

describe('cosine and sine', () => {
  const error = (mine: (x: number) => number, other: (x: number) => number) => (x: number) =>
    Math.abs(mine(x) - other(x));

  it('have the values at quarter turns', () => {
    expect([cos(0), sin(0)]).toEqual([1, 0]);
    expect(cos(Math.PI)).toBe(-1);
    expect(sin(Math.PI / 2)).toBe(1);
    expect(Math.abs(cos(Math.PI / 2))).toBeLessThan(1e-16);
    expect([cos(NaN), sin(Infinity)]).toEqual([NaN, NaN]);
  });

  it('are within 2^−52', () => {
    for (const range of [1e-6, 1, 4, 100, 1e6]) {
      expect(worst(error(cos, Math.cos), between(-range, range))).toBeLessThan(2 ** -52);
      expect(worst(error(sin, Math.sin), between(-range, range))).toBeLessThan(2 ** -52);
    }
  });
});

it('a whole power is the product that it stands for', () => {
  expect([0, 1, 2, 5, 10].map((n) => wholePower(3, n))).toEqual([1, 3, 9, 243, 59049]);
  expect(wholePower(0.999, 100_000) / Math.exp(100_000 * Math.log(0.999))).toBeCloseTo(1, 9);
});
