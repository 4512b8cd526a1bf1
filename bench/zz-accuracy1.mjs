// @ts-check
/**
 * Compares what is learned, not how fast: the test accuracy of our engine and of PyTorch over many seeds, each from
 * first weights and in an order of its own. README.md says how to read what it prints.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: 'M1,report,M2,M3,M3-fashion' },
    seeds: { type: 'string', default: '0-9' },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
});

/**
 * @typedef {object} Case
 * @property {string} model of bench/models
 * @property {string} dataset
 * @property {'adam' | 'report'} recipe see peers/pytorch_accuracy.py
 * @property {number[]} epochs after which to test
 */

/** @type {Record<string, Case>} */
const CASES = {
  M1: { model: 'm1', dataset: 'mnist', recipe: 'adam', epochs: [1, 5] },
  report: { model: 'm1', dataset: 'mnist', recipe: 'report', epochs: [1] },
  M2: { model: 'm2', dataset: 'mnist', recipe: 'adam', epochs: [1] },
  M3: { model: 'm3', dataset: 'mnist', recipe: 'adam', epochs: [1, 5] },
  'M3-fashion': { model: 'm3', dataset: 'fashion-mnist', recipe: 'adam', epochs: [1, 5] },
};

/** The same recipes for our command line. */
const OURS = {
  adam: '--initialiser torch-default --optimizer adam --learning-rate 0.001 --batch-size 64',
  report: '--initialiser report --optimizer sgd --learning-rate 0.005 --batch-size 1',
};

const root = resolve(import.meta.dirname, '..');

/** @param {string} model */
const networkFile = (model) => join(import.meta.dirname, 'models', `${model}.json`);

/**
 * @param {Case} one
 * @param {number} seed
 * @returns {number[]} test accuracy in percent after each of the case's numbers of epochs
 */
function trainOurs({ model, dataset, recipe, epochs }, seed) {
  return epochs.map((count) => {
    const output = execFileSync(
      process.execPath,
      [
        join(root, 'out/cli/epochlab.js'),
        ...['train', '--model', networkFile(model), '--dataset', dataset, '--json'],
        ...OURS[recipe].split(' '),
        ...['--epochs', String(count), '--seed', String(seed), '--threads', '1'],
      ],
      { encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    /** @type {{ testAccuracy: number }} */
    const done = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
    return done.testAccuracy * 100;
  });
}

/** PyTorch in a process of its own, which answers one request after the other. */
function openTorch() {
  const child = spawn(options.python, [join(import.meta.dirname, 'peers/pytorch_accuracy.py')], {
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /**
     * @param {Case} one
     * @param {number} seed
     */
    async train({ model, dataset, recipe, epochs }, seed) {
      const network = JSON.parse(readFileSync(networkFile(model), 'utf8'));
      const last = Math.max(...epochs);
      child.stdin.write(`${JSON.stringify({ network, dataset, recipe, seed, epochs: last })}\n`);
      /** @type {number[]} */
      const accuracies = [];
      for (let epoch = 1; epoch <= last; epoch++) {
        const { done, value } = await lines.next();
        if (done) throw new Error('PyTorch ended before it answered.');
        /** @type {{ accuracy: number }} */
        const answer = JSON.parse(value);
        if (epochs.includes(epoch)) accuracies.push(answer.accuracy);
      }
      return accuracies;
    },
    close: () => child.stdin.end(),
  };
}

/** @param {number[]} values */
function spread(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
  if (values.length < 2) return { mean, error: NaN, text: mean.toFixed(2) };
  const text = `${mean.toFixed(2)} ± ${deviation.toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
  return { mean, error: deviation / Math.sqrt(values.length), text };
}

const cases = options.cases.split(',');
const unknown = cases.find((name) => !(name in CASES));
if (unknown !== undefined) {
  throw new Error(`There is no case "${unknown}", only ${Object.keys(CASES).join(', ')}.`);
}
const [from, to] = options.seeds.split('-').map(Number);
const seeds = Array.from({ length: (to ?? from ?? 0) - (from ?? 0) + 1 }, (_, i) => (from ?? 0) + i);
execFileSync(process.execPath, [join(root, 'scripts/epochlab.mjs'), '--version'], {
  stdio: ['ignore', 2, 2],
});

const torch = openTorch();
try {
  console.log(
    '| case | epochs | Epoch Lab | PyTorch | difference ± standard error |\n| --- | --: | --- | --- | --- |',
  );
  for (const name of cases) {
    const one = /** @type {Case} */ (CASES[name]);
    /** @type {{ ours: number[], theirs: number[] }[]} */
    const results = [];
    for (const seed of seeds) {
      const result = { ours: trainOurs(one, seed), theirs: await torch.train(one, seed) };
      results.push(result);
      console.error(`${name} seed ${seed}: ${JSON.stringify(result)}`);
    }
    one.epochs.forEach((epochs, i) => {
      const ours = spread(results.map((result) => result.ours[i] ?? NaN));
      const theirs = spread(results.map((result) => result.theirs[i] ?? NaN));
      const apart = (ours.mean - theirs.mean).toFixed(2);
      // One seed has no spread.
      const difference =
        seeds.length > 1 ? `${apart} ± ${Math.hypot(ours.error, theirs.error).toFixed(2)}` : apart;
      console.log(`| ${name} | ${epochs} | ${ours.text} | ${theirs.text} | ${difference} |`);
    });
  }
} finally {
  torch.close();
}
