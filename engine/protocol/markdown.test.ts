import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';

const folder = new URL('../../resources/labs/', import.meta.url);
const labs = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

const types = (text: string) => parseMarkdown(text).map(({ type }) => type);

it('reads paragraphs, tables and formulas', () => {
  expect(types('One $x^2$ and *two*.')).toEqual(['paragraph']);
  expect(types('| a | b |\n| - | - |\n| 1 | 2 |\n')).toEqual(['table']);
  expect(types('$$x = y$$\n')).toEqual(['math']);
  expect(types('- a\n  - b\n    - c')).toEqual(['list']);
});

it.each([
  ['quotations in quotations', '> '.repeat(10_000)],
  ['lists in lists', Array.from({ length: 140 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
  ['numbered lists in one another', '1. '.repeat(6_000)],
  ['emphasis without end', '_a_'.repeat(6_000)],
  ['links that are none', '[a](b'.repeat(4_000)],
  ['a table as wide as a book', `${'|a'.repeat(5_000)}\n${'|-'.repeat(5_000)}`],
])('shows %s as it was written', (_, text) => {
  expect(parseMarkdown(text)).toEqual([{ type: 'text', raw: text, text }]);
});

it('reads every part of the labs that ship', () => {
  const parts = labs.flatMap((lab) => lab.split(/^##.*$/m).slice(1));
  expect(parts.length).toBeGreaterThan(300);
  expect(parts.filter((part) => types(part).join() === 'text')).toEqual([]);
});
