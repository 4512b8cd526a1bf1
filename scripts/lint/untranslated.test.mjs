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
  '<p>{`${n} images`}</p>',
  '<p>{on ? "stop" : x}</p>',
  '<p>{on ? x : `${n} images`}</p>',
  '<p>{on && "stop"}</p>',
  '<p>{x ?? "nothing"}</p>',
  '<p>{n + "images"}</p>',
  '<p title={`epoch ${n}`}>{x}</p>',
  '<p aria-label={on ? "stop" : x}>{x}</p>',
  '<Callout message="it failed" />',
  '<Button reason={on ? undefined : "nothing yet"} />',
  '<svg><text>axis</text></svg>',
  '<script>const words = "Nothing was found";</script>',
  '<script>const words = "nothing was found";</script>',
  '<script>const words = `Epoch number ${n}`;</script>',
  '<script>const words = `${n} images were read`;</script>',
  '<script>const tex = String.raw`0 & \\text{otherwise}`;</script>',
  '<script>class Refused extends Error { constructor() { super("it cannot be done"); } }</script>',
  '<script>const notice = new Notice("It was saved");</script>',
  '<script>const axis = { title: "epochs" };</script>',
  '<script>canvas.getContext("2d").fillText("guessing", 0, 0);</script>',
  '<script>element.setAttribute("aria-label", "guessing");</script>',
  '<script>document.title = "guessing";</script>',
])('%s has words of its own', (markup) => {
  expect([...new Set(found(markup))]).toEqual(['untranslated']);
});

test.each([
  '<p>{text.run.train}</p>',
  '<p>p = {x} − ln {y} × 28²</p>',
  '<p class="large muted" data-part="loss" role="alert" aria-live="polite">{x}</p>',
  '<button title={text.undo} onclick={() => go("data")}>↶</button>',
  '<script>const key = "Enter"; throw new Error("This cannot be");</script>',
  '<script>const parts = "section, main, [role=region]"; const line = ".line button";</script>',
  '<script>const tex = String.raw`\\frac{\\partial L}{\\partial x} = \\max(0, x)`;</script>',
  '<p class={on ? "large" : "small"} data-part={on ? "formula" : undefined}>{go("data")}</p>',
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
