import averagePool from '../nn/layers/average-pool.ts?raw';
import batchNorm from '../nn/layers/batch-norm.ts?raw';
import conv2d from '../nn/layers/conv2d.ts?raw';
import dense from '../nn/layers/dense.ts?raw';
import dropout from '../nn/layers/dropout.ts?raw';
import flatten from '../nn/layers/flatten.ts?raw';
import leakyRelu from '../nn/layers/leaky-relu.ts?raw';
import maxPool from '../nn/layers/max-pool.ts?raw';
import relu from '../nn/layers/relu.ts?raw';
import sigmoid from '../nn/layers/sigmoid.ts?raw';
import softmax from '../nn/layers/softmax-cross-entropy.ts?raw';
import tanh from '../nn/layers/tanh.ts?raw';
import adam from '../nn/optimizers/adam.ts?raw';
import momentum from '../nn/optimizers/momentum.ts?raw';
import rmsprop from '../nn/optimizers/rmsprop.ts?raw';
import sgd from '../nn/optimizers/sgd.ts?raw';
import type { LayerSource } from '../protocol/explain-answers.ts';
import type { SourceKind } from '../protocol/explain-calls.ts';

/** The reference's own text, taken in when the application is built: what is shown is what computes. */
const sources: Record<SourceKind, { readonly path: string; readonly text: string }> = {
  conv2d: { path: 'layers/conv2d', text: conv2d },
  maxPool: { path: 'layers/max-pool', text: maxPool },
  averagePool: { path: 'layers/average-pool', text: averagePool },
  dense: { path: 'layers/dense', text: dense },
  relu: { path: 'layers/relu', text: relu },
  leakyRelu: { path: 'layers/leaky-relu', text: leakyRelu },
  sigmoid: { path: 'layers/sigmoid', text: sigmoid },
  tanh: { path: 'layers/tanh', text: tanh },
  dropout: { path: 'layers/dropout', text: dropout },
  batchNorm: { path: 'layers/batch-norm', text: batchNorm },
  flatten: { path: 'layers/flatten', text: flatten },
  softmax: { path: 'layers/softmax-cross-entropy', text: softmax },
  sgd: { path: 'optimizers/sgd', text: sgd },
  momentum: { path: 'optimizers/momentum', text: momentum },
  nesterov: { path: 'optimizers/momentum', text: momentum },
  rmsprop: { path: 'optimizers/rmsprop', text: rmsprop },
  adam: { path: 'optimizers/adam', text: adam },
  adamw: { path: 'optimizers/adam', text: adam },
};

export function layerSource(kind: SourceKind): LayerSource {
  const { path, text } = sources[kind];
  const file = `engine/nn/${path}.ts`;
  if (kind === 'softmax') {
    const whole = linesOf(text, /^export function softmaxCrossEntropy\(/, /^}/);
    return { file, text, forward: whole, backward: whole };
  }
  if (path.startsWith('optimizers/')) {
    const step = linesOf(text, /^ {2}step\(/, /^ {2}}/);
    return { file, text, forward: step, backward: step };
  }
  return {
    file,
    text,
    forward: linesOf(text, /^ {2}forward\(/, /^ {2}}/),
    backward: linesOf(text, /^ {2}backward\(/, /^ {2}}/),
  };
}

function linesOf(text: string, first: RegExp, last: RegExp): { from: number; to: number } {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => first.test(line));
  const length = lines.slice(from).findIndex((line) => last.test(line));
  return { from: from + 1, to: from + length + 1 };
}
