import { expect, it } from 'vitest';
import page from '../index.html?raw';
import css from './fonts.css?raw';

const styles = import.meta.glob<string>(['../**/*.svelte', '../**/*.css', '!./fonts.css'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const weightsIn = (text: string) => [...text.matchAll(/font-weight: ([^;]+);/g)].map(([, weight]) => weight!);

it('has a file for each weight that the window asks for, and none for a range of them', () => {
  const weights = new Set(weightsIn(css));
  expect([...weights]).toEqual(['400', '500', '600']);
  const asked = Object.entries(styles).flatMap(([file, style]) =>
    weightsIn(style).map((weight) => ({ file, weight })),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter(({ weight }) => weight !== 'inherit' && !weights.has(weight))).toEqual([]);
});

it('has what the page asks for before anything else', () => {
  const early = [...page.matchAll(/href="\.\.\/node_modules\/(.*\.woff2)"/g)].map(([, file]) => file!);
  expect(early.length).toBeGreaterThan(0);
  expect(early.filter((file) => !css.includes(`'${file}'`))).toEqual([]);
});
