import { describe, expect, it } from 'vitest';
import { layerSchema, networkSchema } from '../protocol/network.ts';
import { parse } from '../protocol/parse.ts';
import { clippingSchema, optimizerSchema } from '../protocol/settings.ts';
import activations from './fixtures/activations.json';
import batchNorm from './fixtures/batch-norm.json';
import layers from './fixtures/layers.json';
import networks from './fixtures/networks.json';
import optimizers from './fixtures/optimizers.json';
import softmaxes from './fixtures/softmax-cross-entropy.json';
import { singleLayer } from '../testing/single-layer.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';
import { clipGradients } from './optimizers/clipping.ts';
import { createOptimizer } from './optimizers/create-optimizer.ts';
import { ReferenceNetwork } from './reference-network.ts';

/** The same layers and networks as PyTorch computes them: see fixtures/make.py. */

const TOLERANCE = 1e-12;

/** Each value within TOLERANCE of the expected one, relative to the largest expected. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value) / scale).toBeLessThan(TOLERANCE));
}

describe('a layer agrees with PyTorch', () => {
  it.each([...layers, ...activations].map((fixture) => [JSON.stringify(fixture.layer), fixture] as const))(
    '%s',
    (_, fixture) => {
      const spec = parse(layerSchema, fixture.layer, 'The fixture');
      const [channels, width, height] = fixture.shape.toReversed();
      const input = { height: height ?? 1, width: width ?? 1, channels: channels! };
      const layer = singleLayer(spec, input, 1);
      layer.parameters.forEach((parameter, i) => parameter.values.set(fixture.parameters[i]!));

      expectClose(layer.forward(Float64Array.from(fixture.input)), fixture.output);
      expectClose(layer.backward(Float64Array.from(fixture.outputGradient)), fixture.inputGradient);
      expect(layer.parameters.length).toBe(fixture.parameterGradients.length);
      layer.parameters.forEach(({ gradient }, i) => expectClose(gradient, fixture.parameterGradients[i]!));
    },
  );
});

describe('softmax with cross-entropy agrees with PyTorch', () => {
  it.each(softmaxes.map((fixture) => [`of ${fixture.logits.length} classes`, fixture] as const))(
    '%s',
    (_, fixture) => {
      const verdict = softmaxCrossEntropy(Float64Array.from(fixture.logits), fixture.label);
      expectClose(verdict.probabilities, fixture.probabilities);
      expectClose([verdict.loss], [fixture.loss]);
      expectClose(verdict.gradient, fixture.gradient);
    },
  );
});

describe('a network agrees with PyTorch', () => {
  const cases = [...networks, ...optimizers, ...batchNorm].map((fixture) => {
    const spec = parse(networkSchema, fixture.network, 'The fixture');
    const images = fixture.images.map((image) => Float64Array.from(image));
    const create = () => new ReferenceNetwork(spec, fixture.classes, fixture.before);
    return [fixture.name, { fixture, create, images }] as const;
  });

  it.each(cases)('%s: logits, loss and gradients of a batch', (_, { fixture, create, images }) => {
    const network = create();
    images.forEach((image, i) => expectClose(network.forward(image), fixture.logits[i]!));
    expectClose([network.lossAndGradients(images, fixture.labels)], [fixture.losses[0]!]);
    const expected = fixture.gradients.flat();
    const learned = network.parameters.filter((parameter) => parameter.learned);
    learned.forEach(({ gradient }, i) => expectClose(gradient, expected[i]!));
  });

  it.each(cases)('%s: ten steps of learning', (_, { fixture, create, images }) => {
    const network = create();
    const optimizer = createOptimizer(parse(optimizerSchema, fixture.optimizer, 'The fixture'));
    const clipping =
      'clipping' in fixture ? parse(clippingSchema, fixture.clipping, 'The fixture') : undefined;
    for (const loss of fixture.losses) {
      expectClose([network.lossAndGradients(images, fixture.labels)], [loss]);
      if (clipping) clipGradients(network.parameters, clipping);
      network.step(optimizer);
    }
    const expected = fixture.after.flat();
    network.parameters.forEach(({ values }, i) => expectClose(values, expected[i]!));
  });
});
