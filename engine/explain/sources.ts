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
import type { LayerSource, SourceKind } from '../protocol/explain-calls.ts';

/** The reference's own text, taken in when the application is built: what is shown is what computes. */
const sources: Record<SourceKind, { readonly name: string; readonly text: string }> = {
  conv2d: { name: 'conv2d', text: conv2d },
  maxPool: { name: 'max-pool', text: maxPool },
  averagePool: { name: 'average-pool', text: averagePool },
  dense: { name: 'dense', text: dense },
  relu: { name: 'relu', text: relu },
  leakyRelu: { name: 'leaky-relu', text: leakyRelu },
  sigmoid: { name: 'sigmoid', text: sigmoid },
  tanh: { name: 'tanh', text: tanh },
  dropout: { name: 'dropout', text: dropout },
  batchNorm: { name: 'batch-norm', text: batchNorm },
  flatten: { name: 'flatten', text: flatten },
  softmax: { name: 'softmax-cross-entropy', text: softmax },
};

export function layerSource(kind: SourceKind): LayerSource {
  const { name, text } = sources[kind];
  const file = `engine/nn/layers/${name}.ts`;
  if (kind === 'softmax') {
    const whole = linesOf(text, /^export function softmaxCrossEntropy\(/, /^}/);
    return { file, text, forward: whole, backward: whole };
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
