import { describe, expect, it } from 'vitest';
import { MAIN_TERMS, type WalkChange } from '../protocol/explain-calls.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import fixture from './fixtures/walk-through.json';
import { updateOf } from './update.ts';
import { inputUses } from './uses.ts';
import { valueOrigin } from './values.ts';
import { complete, indexOf, placeIn, WalkThrough, type Subject } from './walk-through.ts';
import { weightUses } from './weights.ts';
import { classSteps } from './softmax-steps.ts';
import { checkLayer } from './check.ts';
import { compare, vary } from './variation.ts';

/** PyTorch's numbers are written with 14 digits; Adam divides two of about the same size. */
const TOLERANCE = 1e-11;

const subject: Subject = {
  network: fixture.network as NetworkSpec,
  classes: fixture.classes,
  parameters: fixture.parameters,
  image: Float64Array.from(fixture.values[0]!),
  label: fixture.label,
  tieRule: 'first-maximum',
  moment: null,
};
const walk = WalkThrough.of(subject);

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const apart = expected.map((value, i) => Math.abs(actual[i]! - value) / Math.max(1, Math.abs(value)));
  expect(Math.max(...apart)).toBeLessThan(TOLERANCE);
}

/** As in training: dropout drops, batch norm takes mean and variance of this image; and pooling by the mean. */
const training = WalkThrough.of({
  network: fixture.training.network as NetworkSpec,
  classes: fixture.training.classes,
  parameters: fixture.training.parameters,
  image: Float64Array.from(fixture.training.values[0]!),
  label: fixture.training.label,
  tieRule: 'first-maximum',
  moment: fixture.training.moment,
});

describe('a whole walk-through as in training, against PyTorch', () => {
  const expected = fixture.training;

  it('has the same value and the same gradient at every place of every layer', () => {
    expected.values.forEach((values, i) => expectClose(training.inputs[i]!, values));
    expectClose(training.verdict.probabilities, expected.probabilities);
    expect(training.verdict.loss).toBeCloseTo(expected.loss, 12);
    expected.gradients.forEach((gradients, i) => expectClose(training.gradients[i]!, gradients));
  });

  it('has the same gradient of every weight, and central differences confirm it', () => {
    training.network.layers.forEach(({ parameters }, layer) => {
      const learned = parameters.filter((parameter) => parameter.learned);
      learned.forEach(({ gradient }, i) => expectClose(gradient, expected.parameterGradients[layer]![i]!));
      if (learned.length === 0) return;
      const { distance } = complete(checkLayer(training, layer, { epsilon: 1e-5, limit: 10_000 }));
      expect(distance).toBeLessThan(1e-7);
    });
  });

  it('writes out every sum of it', () => {
    training.layers.forEach((_, layer) => {
      const { input } = training.shapes[layer]!;
      training.inputGradient(layer).forEach((gradient, at) => {
        const { uses, rest } = inputUses(training, layer, placeIn(input, at));
        expect(uses.reduce((total, { product }) => total + product, rest)).toBeCloseTo(gradient, 12);
      });
    });
  });
});

describe('a whole walk-through, against PyTorch', () => {
  it('has the same value at every place of every layer, forwards', () => {
    fixture.values.forEach((values, i) => expectClose(walk.inputs[i]!, values));
    expectClose(walk.verdict.probabilities, fixture.probabilities);
    expect(walk.verdict.loss).toBeCloseTo(fixture.loss, 12);
  });

  it('has the same gradient at every place of every layer, backwards', () => {
    fixture.gradients.forEach((gradients, i) => expectClose(walk.gradients[i]!, gradients));
  });

  it('has the same gradient of every weight', () => {
    walk.network.layers.forEach(({ parameters }, layer) =>
      parameters.forEach(({ gradient, learned }, i) => {
        if (learned) expectClose(gradient, fixture.parameterGradients[layer]![i]!);
      }),
    );
  });

  it.each(['sgd', 'adam'] as const)('takes the same step with %s', (kind) => {
    const optimizer =
      kind === 'sgd'
        ? { kind, learningRate: 0.1 }
        : { kind, learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    const settings = { optimizer, batchSize: 1 };
    const { after } = updateOf(walk, { settings, learningRate: fixture.learningRate, memory: null });
    after.forEach((parameters, layer) =>
      parameters.forEach((values, i) => expectClose(values, fixture[`after-${kind}`][layer]![i]!)),
    );
  });
});

/** What the largest of them add up to, of which each is written out. */
function mainOf(terms: readonly { readonly product: number }[]): number {
  const sizes = terms.map(({ product }) => product).sort((a, b) => Math.abs(b) - Math.abs(a));
  return sizes.slice(0, MAIN_TERMS).reduce((a, b) => a + b, 0);
}

describe('every sum that is written out', () => {
  it('adds up to the output value it stands behind', () => {
    walk.layers.forEach((_, layer) => {
      const { output } = walk.shapes[layer]!;
      walk.output(layer).forEach((value, at) => {
        const origin = valueOrigin(walk, layer, placeIn(output, at));
        expect(origin.value).toBe(value);
        if (origin.kind === 'sum') {
          const sum = origin.terms.reduce((total, { x, w }) => total + x * w, origin.bias ?? 0);
          expect(sum + origin.rest).toBeCloseTo(value, 12);
          expect(mainOf(origin.terms) + (origin.bias ?? 0) + origin.smaller).toBeCloseTo(value, 12);
        } else if (origin.kind === 'function') {
          expect(walk.input(layer)[indexOf(walk.shapes[layer]!.input, origin.source)]).toBe(origin.input);
        } else if (origin.kind === 'maximum') {
          expect(Math.max(...origin.window.map((cell) => cell.value))).toBe(value);
          expect(origin.window.reduce((sum, { receives }) => sum + receives, 0)).toBe(origin.gradient);
        }
      });
    });
  });

  it('adds up to the gradient of the input value', () => {
    walk.layers.forEach((_, layer) => {
      const { input } = walk.shapes[layer]!;
      walk.inputGradient(layer).forEach((gradient, at) => {
        const { uses, rest, smaller } = inputUses(walk, layer, placeIn(input, at));
        const sum = uses.reduce((total, { product }) => total + product, rest);
        expect(sum).toBeCloseTo(gradient, 12);
        expect(mainOf(uses) + smaller).toBeCloseTo(gradient, 12);
      });
    });
  });

  it('adds up to the gradient of the weight', () => {
    walk.network.layers.forEach(({ parameters }, layer) =>
      parameters
        .filter(({ learned }) => learned)
        .forEach(({ name, dimensions, gradient }) =>
          gradient.forEach((value, at) => {
            const place = dimensions.map((length, i) => {
              const after = dimensions.slice(i + 1).reduce((product, n) => product * n, 1);
              return Math.floor(at / after) % length;
            });
            const { uses, rest, smaller, map } = weightUses(walk, layer, name, place);
            const sum = uses.reduce((total, { product }) => total + product, rest);
            expect(sum).toBeCloseTo(value, 12);
            expect(mainOf(uses) + smaller).toBeCloseTo(value, 12);
            if (map) expect(map.values.reduce((a, b) => a + b)).toBeCloseTo(value, 12);
          }),
        ),
    );
  });
});

describe('the softmax gradient', () => {
  it('comes out as p − y by way of the chain rule, too', () => {
    const { chained, gradient, lossByProbability, probabilities, difference, sums } = classSteps(walk, 1);
    expectClose(chained, gradient);
    expect(lossByProbability).toBeCloseTo(-1 / probabilities[fixture.label]!, 12);
    expect(sums.gradient).toBeCloseTo(0, 12);
    expect(sums.probabilityByLogits).toBeCloseTo(0, 12);
    expect(sums.probabilities).toBeCloseTo(1, 12);
    expect(difference).toBeLessThan(1e-12);
  });
});

describe('central differences', () => {
  it.each([0, 3, 4, 7, 9])('confirm the gradient of layer %i', (layer) => {
    const { worst, distance, checked, total } = complete(
      checkLayer(walk, layer, { epsilon: 1e-5, limit: 10_000 }),
    );
    expect(checked).toBe(total);
    expect(worst.relativeError).toBeLessThan(1e-6);
    expect(distance).toBeLessThan(1e-7);
  });

  it('refute the rule that sends a gradient to every maximum, in the layer before the pool', () => {
    const other = WalkThrough.of({ ...subject, tieRule: 'every-maximum' });
    const { distance } = complete(checkLayer(other, 0, { epsilon: 1e-5, limit: 10_000 }));
    expect(distance).toBeGreaterThan(0.01);
  });

  it('leave the weights as they were', () => {
    const before = walk.network.layers[0]!.parameters[0]!.values.slice();
    complete(checkLayer(walk, 0, { epsilon: 1e-3, limit: 10 }));
    expect(walk.network.layers[0]!.parameters[0]!.values).toEqual(before);
  });

  it('of one weight say both losses', () => {
    const weight = { parameter: 'weights', place: [1, 1, 0, 2] } as const;
    const { losses, worst } = complete(checkLayer(walk, 0, { weight, epsilon: 1e-4, limit: 1 }));
    expect((losses!.above - losses!.below) / 2e-4).toBeCloseTo(worst.numeric, 9);
  });
});

describe('a variation', () => {
  it('of a small step moves the loss as the gradient predicts', () => {
    const changes: WalkChange[] = [
      { kind: 'weight', layer: 0, parameter: 'weights', place: [0, 1, 0, 1], by: 1e-5 },
      { kind: 'pixel', place: [6, 7, 0], by: -1e-5 },
    ];
    const { subject: varied, predictedChange } = vary(walk, changes);
    const { realChange } = compare(walk, WalkThrough.of(varied), 1, predictedChange);
    expect(realChange).not.toBe(0);
    expect(Math.abs(realChange - predictedChange)).toBeLessThan(1e-3 * Math.abs(realChange));
  });

  it('sets a filter', () => {
    const values = [1, 0, -1, 2, 0, -2, 1, 0, -1];
    const { subject: varied } = vary(walk, [{ kind: 'filter', layer: 0, filter: 1, channel: 0, values }]);
    const after = WalkThrough.of(varied);
    const origin = valueOrigin(after, 0, [4, 4, 1]);
    expect(origin.kind === 'sum' && origin.terms.map(({ w }) => w)).toEqual(values);
  });

  it('refuses a place that is not there', () => {
    expect(() => vary(walk, [{ kind: 'pixel', place: [8, 0, 0], by: 1 }])).toThrow('no value at row 9');
    expect(() => vary(walk, [{ kind: 'filter', layer: 1, filter: 0, channel: 0, values: [1] }])).toThrow(
      'Layer 2 has no filters',
    );
  });
});
