import type { LayerSpec } from '../protocol/network.ts';
import type { LayerShape, Shape } from '../protocol/shapes.ts';

/**
 * The shapes that are computed, where some values are seen by nobody: of 11 × 11 places, the windows of a 2×2 pool
 * cover 10 × 10. What lies beyond never reaches the loss, and its gradient is zero; so a convolution with a pool behind
 * it leaves its last rows and columns out, and so do the activations between the two.
 *
 * @param shapes as `inferShapes` gives them.
 */
export function seenShapes(specs: readonly LayerSpec[], shapes: readonly LayerShape[]): LayerShape[] {
  const seen = [...shapes];
  specs.forEach((spec, pool) => {
    if (spec.kind !== 'maxPool' && spec.kind !== 'averagePool') return;
    let first = pool;
    while (first > 0 && isElementwise(specs[first - 1]!)) first -= 1;
    const conv = first - 1;
    if (specs[conv]?.kind !== 'conv2d') return;
    const { input, output } = shapes[pool]!;
    const covered = (outputs: number) => (outputs - 1) * spec.stride + spec.size;
    const trimmed: Shape = { ...input, height: covered(output.height), width: covered(output.width) };
    for (let index = conv; index <= pool; index++) {
      const shape = seen[index]!;
      seen[index] = {
        ...shape,
        input: index === conv ? shape.input : trimmed,
        output: index === pool ? shape.output : trimmed,
      };
    }
  });
  return seen;
}

/** Whether each value depends on the one in its place alone. */
function isElementwise({ kind }: LayerSpec): boolean {
  return kind === 'relu' || kind === 'leakyRelu' || kind === 'sigmoid' || kind === 'tanh';
}
