// @ts-check
import { Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { expect, test } from 'vitest';
import { inCode, inMarkup, inTexts } from './untranslated.mjs';

/** @type {import('eslint').Linter.Config[]} */
const config = [
  ...svelte.configs.base,
  { files: ['**/*.svelte'], rules: { 'no-restricted-syntax': ['error', ...inMarkup, ...inCode] } },
];

/** @param {string} markup */
const found = (markup) =>
  new Linter()
    .verify(markup, config, { filename: 'View.svelte' })
    .filter(({ ruleId, fatal }) => fatal || ruleId === 'no-restricted-syntax')
    .map(({ message, fatal }) => (fatal ? message : 'untranslated'));

test.each([
  '<p>Train</p>',
  '<button>{x}, please</button>',
  '<p>भाषा {x}</p>',
  '<img alt="A drawing" />',
  '<input placeholder="Name" title={x} />',
  '<button aria-label={on ? "Stop the run" : x}>{x}</button>',
  '<p>{"Train"}</p>',
  '<script>const words = "Nothing was found";</script>',
  '<script>const words = `Epoch number ${n}`;</script>',
])('%s has words of its own', (markup) => {
  expect(found(markup)).toEqual(['untranslated']);
});

test.each([
  '<p>{text.run.train}</p>',
  '<p>p = {x} − ln {y} × 28²</p>',
  '<p class="large muted" data-part="loss" role="alert" aria-live="polite">{x}</p>',
  '<button title={text.undo} onclick={() => go("data")}>↶</button>',
  '<script>const key = "Enter"; throw new Error("This cannot be");</script>',
  '<style>p::before { content: "×"; }</style>',
])('%s has none', (markup) => {
  expect(found(markup)).toEqual([]);
});

/** @param {string} code */
const chosenByHand = (code) =>
  new Linter()
    .verify(code, [{ rules: { 'no-restricted-syntax': ['error', ...inTexts] } }])
    .map(({ ruleId, message }) => ruleId ?? message);

test.each(["(n) => (n === 1 ? 'step' : 'steps')", "(n) => `${n} ${n !== 1 ? 'steps' : 'step'}`"])(
  '%s chooses a form by hand',
  (code) => {
    expect(chosenByHand(code)).toEqual(['no-restricted-syntax']);
  },
);

test.each([
  "(n) => byNumber(n, 'step', 'steps')",
  "(n) => (n === 0 ? 'untrained' : steps(n))",
  '(n) => n === 1',
])('%s does not', (code) => {
  expect(chosenByHand(code)).toEqual([]);
});
