import { initialValues } from '../nn/initialisation.ts';
import type { Layer } from '../nn/layers/layer.ts';
import type { TieRule } from '../nn/layers/max-pool.ts';
import { randomStream } from '../nn/random.ts';
import { ReferenceNetwork } from '../nn/reference-network.ts';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { inferShapes } from '../protocol/shapes.ts';

/** One layer on an input of any size, all its parameters random, its biases too. */
export function singleLayer(
  spec: LayerSpec,
  input: NetworkSpec['input'],
  seed: number,
  tieRule?: TieRule,
): Layer {
  // A network that is as short as one can be with this layer in it.
  const end: LayerSpec = { kind: 'dense', units: 1, bias: false };
  const flatten: LayerSpec = { kind: 'flatten' };
  const layers = spec.kind === 'dense' ? [flatten, spec, end] : [spec, flatten, end];
  const network: NetworkSpec = { input, layers, initialiser: 'he-normal' };
  const values = initialValues(network, inferShapes(network, 1), seed);
  const layer = new ReferenceNetwork(network, 1, values, tieRule).layers[layers.indexOf(spec)]!;

  const random = randomStream(seed, 'split');
  for (const parameter of layer.parameters) {
    const { name, values } = parameter;
    if (name === 'weights') continue;
    // A variance is above 0.
    values.forEach(
      (_, i) => (values[i] = name === 'runningVariance' ? 0.5 + random.uniform() : random.normal()),
    );
  }
  return layer;
}

/** Values around 0 in random order, none of them 0 and no two alike, so that no slope is at a corner. */
export function distinctValues(count: number, seed: number): Float64Array {
  return Float64Array.from(
    randomStream(seed, 'shuffle').permutation(count),
    (rank) => ((rank + 0.5) / count - 0.5) * 4,
  );
}
