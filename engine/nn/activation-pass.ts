import type { Kernels } from '../kernels/kernels.ts';
import type { LeakyReluPlan, ReluPlan, SigmoidPlan } from './layer-plan.ts';

/** Functions of each value by itself: the kernels' arguments. */

type ActivationPlan = ReluPlan | LeakyReluPlan | SigmoidPlan;

export function activationForward(
  kernels: Kernels,
  layer: ActivationPlan,
  arena: number,
  count: number,
): void {
  const output = arena + layer.output;
  const values = layer.size * count;
  switch (layer.kind) {
    case 'relu':
      kernels.relu(output, values);
      return;
    case 'leakyRelu':
      kernels.leakyRelu(output, arena + layer.input, values, layer.slope);
      return;
    case 'sigmoid':
      kernels.applySigmoid(output, arena + layer.input, values);
      return;
    case 'tanh':
      kernels.applyTanh(output, arena + layer.input, values);
      return;
    default:
      layer satisfies never;
  }
}

export function activationBackward(
  kernels: Kernels,
  layer: ActivationPlan,
  arena: number,
  count: number,
): void {
  const outGradient = arena + layer.outputGradient;
  const output = arena + layer.output;
  const values = layer.size * count;
  if (layer.kind === 'relu') {
    kernels.reluBack(outGradient, output, values);
    return;
  }
  if (layer.inputGradient === null) return;
  const to = arena + layer.inputGradient;
  switch (layer.kind) {
    case 'leakyRelu':
      kernels.leakyReluBack(to, outGradient, output, values, layer.slope);
      return;
    case 'sigmoid':
      kernels.sigmoidBack(to, outGradient, output, values);
      return;
    case 'tanh':
      kernels.tanhBack(to, outGradient, output, values);
      return;
    default:
      layer satisfies never;
  }
}
