import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

const total = fc.double({ min: -30, max: 30, noNaN: true });
const question = fc
  .array(total, { minLength: 1, maxLength: 12 })
  .chain((totals) => fc.tuple(fc.constant(Float64Array.from(totals)), fc.nat(totals.length - 1)));

const sum = (values: Float64Array) => values.reduce((a, b) => a + b);

describe('softmax with cross-entropy', () => {
  it('gives a network that guesses among ten classes a loss of ln 10', () => {
    const { probabilities, loss } = softmaxCrossEntropy(new Float64Array(10), 3);
    expect([...probabilities]).toEqual(Array(10).fill(0.1));
    expect(loss).toBeCloseTo(2.302585092994046, 15);
  });

  it('has probabilities that add up to 1 and a gradient that adds up to 0', () => {
    fc.assert(
      fc.property(question, ([logits, label]) => {
        const { probabilities, loss, gradient } = softmaxCrossEntropy(logits, label);
        expect(Math.abs(sum(probabilities) - 1)).toBeLessThan(1e-14);
        expect(Math.abs(sum(gradient))).toBeLessThan(1e-14);
        expect(Math.abs(loss + Math.log(probabilities[label]!))).toBeLessThan(1e-12);
      }),
    );
  });

  it("has the gradient that the report's path arrives at", () => {
    fc.assert(
      fc.property(question, ([logits, label]) => {
        // One non-zero ∂L/∂out, then the two cases of ∂out/∂t, from the exponentials themselves.
        const exponentials = logits.map((t) => Math.exp(t));
        const S = sum(exponentials);
        const e = exponentials[label]!;
        const lossByOut = -S / e;
        const { gradient } = softmaxCrossEntropy(logits, label);
        exponentials.forEach((other, k) => {
          const outByTotal = k === label ? (e * (S - e)) / S ** 2 : (-e * other) / S ** 2;
          expect(gradient[k]).toBeCloseTo(lossByOut * outByTotal, 12);
        });
      }),
    );
  });

  it('has the gradient that is measured', () => {
    const epsilon = 1e-5;
    fc.assert(
      fc.property(question, ([logits, label]) => {
        const { gradient } = softmaxCrossEntropy(logits, label);
        logits.forEach((t, i) => {
          const above = softmaxCrossEntropy(logits.with(i, t + epsilon), label).loss;
          const below = softmaxCrossEntropy(logits.with(i, t - epsilon), label).loss;
          expect(Math.abs(gradient[i]! - (above - below) / (2 * epsilon))).toBeLessThan(1e-8);
        });
      }),
    );
  });

  it('survives totals that are far apart', () => {
    const { probabilities, loss, gradient } = softmaxCrossEntropy(Float64Array.of(1e4, -1e4), 1);
    expect([...probabilities]).toEqual([1, 0]);
    expect(loss).toBe(2e4);
    expect([...gradient]).toEqual([1, -1]);
  });

  it('does not hide a NaN', () => {
    expect(softmaxCrossEntropy(Float64Array.of(0, NaN), 0).loss).toBeNaN();
  });
});
