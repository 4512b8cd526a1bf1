import { describe, expect, it } from 'vitest';
import { hi as sharedHi, pa as sharedPa } from '../../electron/shared/text/index.ts';
import { hi } from './hi.ts';
import { pa } from './pa.ts';

/** The types see to it that no text is missing. These tests see to it that each text is in its language. */

type Leaf = string | ((...parameters: unknown[]) => string);

/** Every text by its place: "run.train", "explain.formula.steps.0". */
function leavesOf(texts: unknown, path = ''): [string, Leaf][] {
  if (typeof texts === 'string' || typeof texts === 'function') return [[path, texts as Leaf]];
  return Object.entries(texts as object).flatMap(([key, value]) =>
    leavesOf(value, path === '' ? key : `${path}.${key}`),
  );
}

/** What a text says, or, for one that is put together, the words that it is put together of. */
function wordsOf(leaf: Leaf): string {
  if (typeof leaf === 'string') return leaf;
  const literals = String(leaf).match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  return literals.map((literal) => literal.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ' ')).join(' ');
}

/** Names, signs and the names of files are the same in every language. */
const international = new Set(
  (
    'Epoch Lab MNIST Fashion LeNet VGG ReLU Tanh SGD Nesterov RMSprop Adam AdamW He Glorot Sobel Laplace PyTorch NumPy Keras ' +
    'ONNX NPZ NPY CSV IDX EMNIST PNG SVG PDF Markdown safetensors NaN max log kB MB Alt Enter Home End Delete zip ' +
    'runs confusion matrix class by report'
  ).split(' '),
);

const languages = [
  ['Hindi', /\p{Script=Devanagari}/u, hi, sharedHi],
  ['Punjabi', /\p{Script=Gurmukhi}/u, pa, sharedPa],
] as const;

describe.each(languages)('%s', (_, script, texts, shared) => {
  it('is in its own script, but for names, signs and formulas', () => {
    const foreign = [...leavesOf(texts), ...leavesOf(shared)].flatMap(([path, leaf]) => {
      const words = wordsOf(leaf);
      if (script.test(words)) return [];
      const latin = words.match(/[a-z]{3,}/gi) ?? [];
      return latin.every((word) => international.has(word)) ? [] : [`${path}: ${words}`];
    });
    expect(foreign).toEqual([]);
  });
});

/** Words of another script in a sentence are mistakes of the hand. */
it.each([
  ['Hindi', hi, sharedHi, /[\u0a00-\u0a7f]/, 'collect.presets.gurmukhi'],
  ['Punjabi', pa, sharedPa, /[\u0900-\u0963\u0966-\u097f]/, 'collect.presets.devanagari'],
])('%s has no letter of its neighbour', (_, texts, shared, neighbour, digits) => {
  const mixed = [...leavesOf(texts), ...leavesOf(shared)]
    .filter(([path, leaf]) => path !== digits && neighbour.test(wordsOf(leaf)))
    .map(([path]) => path);
  expect(mixed).toEqual([]);
});
