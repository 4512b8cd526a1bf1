import { beforeAll, describe, expect, it } from 'vitest';
import { initialValues } from '../nn/initialisation.ts';
import { softmaxCrossEntropy } from '../nn/layers/softmax-cross-entropy.ts';
import { ReferenceNetwork, scaleImage } from '../nn/reference-network.ts';
import type { CellFact, NumberFact } from '../protocol/lab-facts.ts';
import type { LabAnswer } from '../protocol/lab-progress.ts';
import type { LabQuestion } from '../protocol/labs.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { openMnist } from '../testing/mnist.ts';
import { checkAnswer } from './check-answer.ts';
import { LabFacts, type LabSubject } from './facts.ts';

const { network } = presets.report;
const settings = { ...presets.report.settings, threads: 1 };

let subject: LabSubject;
let facts: LabFacts;

beforeAll(async () => {
  const { test } = await openMnist();
  const parameters = initialValues(network, inferShapes(network, 10), 7);
  const image = { pixels: test.images.slice(0, 784), label: test.labels[0]! };
  subject = { network, classes: 10, parameters, image, run: null, test: null, fingerprint: null };
  facts = new LabFacts(subject);
});

const number = (fact: NumberFact) => facts.number(fact);
const cell = (fact: CellFact) => facts.cell(fact);

describe("facts of the report's network", () => {
  it('has its shapes and its 13,602 parameters', () => {
    expect(number({ fact: 'parameters' })).toBe(13_602);
    expect(number({ fact: 'parameters', layer: 0 })).toBe(72);
    expect(number({ fact: 'output-size', layer: 0, of: 'height' })).toBe(26);
    expect(number({ fact: 'output-size', layer: 1, of: 'values' })).toBe(1352);
    expect(number({ fact: 'classes' })).toBe(10);
  });

  it('guesses: the loss is near ln 10, and the probabilities sum to 1', () => {
    expect(number({ fact: 'loss' })).toBeCloseTo(number({ fact: 'logarithm', of: 10 }), 1);
    const sum = range(10).reduce((all, label) => all + number({ fact: 'probability', class: label }), 0);
    expect(sum).toBeCloseTo(1, 12);
    const { label } = subject.image!;
    const probability = number({ fact: 'probability', class: label });
    expect(number({ fact: 'loss' })).toBeCloseTo(number({ fact: 'cross-entropy', probability }), 12);
  });

  it('has p − y as the gradient of its logits', () => {
    const { label } = subject.image!;
    for (const each of range(10)) {
      const p = number({ fact: 'probability', class: each });
      expect(number({ fact: 'logit-gradient', class: each })).toBeCloseTo(each === label ? p - 1 : p, 14);
    }
  });

  it("has a convolution's value as the correlation of the image with the filter", () => {
    const filter = 3;
    const kernel = range(3).map((i) =>
      range(3).map((j) => number({ fact: 'weight', layer: 0, weight: (i * 3 + j) * 8 + filter })),
    );
    for (const [row, column] of [
      [0, 0],
      [12, 9],
      [25, 25],
    ] as const) {
      expect(number({ fact: 'activation', layer: 0, row, column, channel: filter })).toBeCloseTo(
        number({ fact: 'correlation', kernel, row, column }),
        12,
      );
    }
  });

  it('has weight gradients that the measured slope confirms', () => {
    for (const [layer, weight] of [
      [0, 3],
      [0, 40],
      [3, 5000],
    ] as const) {
      const gradient = number({ fact: 'weight-gradient', layer, weight });
      expect(number({ fact: 'measured-slope', layer, weight })).toBeCloseTo(gradient, 6);
      expect(number({ fact: 'updated-weight', layer, weight, learningRate: 0.5 })).toBeCloseTo(
        number({ fact: 'weight', layer, weight }) - 0.5 * gradient,
        12,
      );
    }
  });

  it('finds the rate from which on a step makes the loss larger', () => {
    const rate = number({ fact: 'rising-rate' });
    const lossAfter = (learningRate: number) => {
      const network = new ReferenceNetwork(subject.network, 10, subject.parameters);
      const input = scaleImage(subject.image!.pixels);
      const { label } = subject.image!;
      network.backward(softmaxCrossEntropy(network.forward(input), label).gradient);
      for (const { values, gradient } of network.parameters) {
        for (let i = 0; i < values.length; i++) values[i]! -= learningRate * gradient[i]!;
      }
      return softmaxCrossEntropy(network.forward(input), label).loss;
    };
    const loss = number({ fact: 'loss' });
    expect(lossAfter(rate * 0.99)).toBeLessThan(loss);
    expect(lossAfter(rate * 1.01)).toBeGreaterThan(loss);
  });

  it("finds the pool's winner, whose value is the pooled one", () => {
    const place = { row: 6, column: 5, channel: 2 };
    const winner = cell({ fact: 'pool-winner', layer: 1, ...place });
    expect(number({ fact: 'activation', layer: 0, ...winner, channel: 2 })).toBe(
      number({ fact: 'activation', layer: 1, ...place }),
    );
    // Flat background: four equal values, and the first of them wins.
    expect(cell({ fact: 'pool-winner', layer: 1, row: 0, column: 0, channel: 0 })).toEqual({
      row: 0,
      column: 0,
    });
  });

  it('says what is missing', () => {
    expect(() => number({ fact: 'steps-per-epoch' })).toThrow('no run');
    expect(() => number({ fact: 'test-accuracy' })).toThrow('test images');
    expect(() => number({ fact: 'activation', layer: 9, row: 0, column: 0, channel: 0 })).toThrow('layer 10');
    expect(() => number({ fact: 'pixel', row: 28, column: 0, channel: 0 })).toThrow('row 28');
    expect(() => cell({ fact: 'pool-winner', layer: 0, row: 0, column: 0, channel: 0 })).toThrow(
      'no max-pooling',
    );
    expect(() => new LabFacts({ ...subject, image: null }).number({ fact: 'loss' })).toThrow('No image');
  });

  it('knows the run', () => {
    const point = (epoch: number, loss: number) => ({
      step: epoch * 1250,
      epoch,
      loss,
      accuracy: 1 - loss / 3,
    });
    const run = {
      settings,
      history: { training: [point(1, 0.5)], validation: [point(1, 0.6), point(2, 0.4), point(3, 0.45)] },
      brokenStep: null,
    };
    const trained = new LabFacts({ ...subject, run });
    expect(trained.number({ fact: 'steps-per-epoch' })).toBe(1250);
    expect(trained.number({ fact: 'best-validation-epoch' })).toBe(2);
    expect(trained.number({ fact: 'curve-end', curve: 'validation', of: 'loss' })).toBe(0.45);
    expect(() => trained.number({ fact: 'broken-step' })).toThrow('did not diverge');
  });
});

describe('an answer', () => {
  const check = (question: LabQuestion, answer: LabAnswer) => checkAnswer(question, answer, facts);
  const ln10: LabQuestion = { kind: 'number', answer: { fact: 'logarithm', of: 10 }, tolerance: 0.002 };
  const typed = (value: number): LabAnswer => ({ kind: 'number', value });

  it('is right within the tolerance, and a wrong one is told what went wrong where that can be told', () => {
    expect(check(ln10, typed(2.303))).toEqual({ correct: true, expected: '2.303', remark: null });
    expect(check(ln10, typed(-2.303))).toMatchObject({ correct: false, remark: 'sign' });
    expect(check(ln10, typed(230.3))).toMatchObject({ correct: false, remark: 'percent' });
    expect(check(ln10, typed(2.3))).toMatchObject({ correct: false, remark: 'close' });
    expect(check(ln10, typed(1))).toMatchObject({ correct: false, remark: null });
    // A third of the value is not close to it, however few digits are asked for.
    const few = { ...ln10, tolerance: 0.05 };
    expect(check(few, typed(2.2))).toMatchObject({ correct: false, remark: 'close' });
    expect(check(few, typed(1.5))).toMatchObject({ correct: false, remark: null });
    // Where a rough answer will do, no digit is off.
    const rough = { ...ln10, tolerance: 0, relativeTolerance: 0.3 };
    expect(check(rough, typed(2.9))).toMatchObject({ correct: true });
    expect(check(rough, typed(0.5))).toMatchObject({ correct: false, remark: null });
  });

  it('may be a choice or a cell', () => {
    const choice: LabQuestion = { kind: 'choice', answer: 'smaller' };
    expect(check(choice, { kind: 'choice', option: 'smaller' }).correct).toBe(true);
    expect(check(choice, { kind: 'choice', option: 'larger' }).correct).toBe(false);
    const { row, column } = cell({ fact: 'brightest-pixel' });
    const where: LabQuestion = {
      kind: 'cell',
      picture: { of: 'image' },
      answer: { fact: 'brightest-pixel' },
    };
    expect(check(where, { kind: 'cell', row, column }).correct).toBe(true);
    expect(check(where, { kind: 'cell', row: column, column: row }).remark).toBe('swapped-cell');
    expect(check(where, { kind: 'cell', row: row + 1, column }).remark).toBe('neighbouring-cell');
  });

  it('may be a goal, of a network that is small enough', () => {
    const goal: LabQuestion = { kind: 'goal', goal: { measure: 'test-accuracy', atLeast: 0.9 } };
    expect(check(goal, { kind: 'goal' }).remark).toBe('no-run');
    const test = { split: 'test', images: 10_000, accuracy: 0.92, loss: 0.3 } as const;
    const trained = new LabFacts({ ...subject, test });
    expect(checkAnswer(goal, { kind: 'goal' }, trained).correct).toBe(true);
    const small = { kind: 'goal', goal: { ...goal.goal, parametersAtMost: 10_000 } } as const;
    expect(checkAnswer(small, { kind: 'goal' }, trained).remark).toBe('too-large-network');
  });

  it('may be the fingerprint, however it is typed', () => {
    const question: LabQuestion = { kind: 'fingerprint' };
    const trained = new LabFacts({ ...subject, fingerprint: '3f9a-77c1' });
    expect(checkAnswer(question, { kind: 'fingerprint', typed: '3F9A 77C1' }, trained).correct).toBe(true);
    expect(checkAnswer(question, { kind: 'fingerprint', typed: '3f9a-77c2' }, trained).correct).toBe(false);
    expect(check(question, { kind: 'fingerprint', typed: '3f9a-77c1' }).remark).toBe('no-run');
  });

  it('in free text is for a person to mark', () => {
    const question: LabQuestion = { kind: 'text', minimumWords: 3 };
    expect(check(question, { kind: 'text', text: 'because it is flat' })).toMatchObject({
      correct: null,
      remark: null,
    });
    expect(check(question, { kind: 'text', text: 'so' }).remark).toBe('too-short');
  });

  it('of another kind is refused', () => {
    expect(() => check(ln10, { kind: 'goal' })).toThrow('kind "number"');
  });
});

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
