import { expect, test } from 'vitest';
import { guidePages, pageOf } from './pages.ts';
import { plain, searchGuide } from './search-guide.ts';

test('the guide has every page of docs/guide, each with its title', () => {
  const files = Object.keys(import.meta.glob('../../../docs/guide/*.md', { query: '?raw' }));
  const names = files.map((file) => file.replace(/^.*\/|\.md$/g, ''));
  expect(names.length).toBeGreaterThan(10);
  expect(guidePages.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  for (const { title, text } of guidePages) {
    expect(title).toMatch(/^\p{Lu}[^#]+$/u);
    expect(text.length).toBeGreaterThan(200);
  }
});

test('every link of the guide leads to a page of it', () => {
  // The page on the format of labs is one of docs/, and leads to files beside it as well.
  const links = guidePages
    .filter(({ name }) => name !== 'lab-format')
    .flatMap(({ name, text }) =>
      [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, href = '']) => [name, href] as const),
    );
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter(([, href]) => pageOf(href) === null)).toEqual([]);
});

test('finds words wherever they stand, and first where a heading has them', () => {
  const pages = [
    {
      name: 'a',
      title: 'Training',
      text: 'Press **Train**; a `seed` is kept.\n\n## Rate\n\nThe learning rate.',
    },
    { name: 'b', title: 'Seeds', text: 'Nothing here.' },
  ];
  expect(searchGuide(pages, 'SEED')).toEqual([
    { page: 'b', title: 'Seeds', heading: null, excerpt: 'Nothing here.' },
    { page: 'a', title: 'Training', heading: null, excerpt: 'Press Train; a seed is kept.' },
  ]);
  expect(searchGuide(pages, 'learning rate').map(({ heading }) => heading)).toEqual(['Rate']);
  expect(searchGuide(pages, 'rate seed')).toEqual([]);
  expect(searchGuide(pages, ' ')).toEqual([]);
});

test('an excerpt of a long text begins shortly before what was found', () => {
  const text = `${'word '.repeat(60)}needle ${'more '.repeat(60)}`;
  const [found] = searchGuide([{ name: 'a', title: 'A', text }], 'needle');
  expect(found?.excerpt).toMatch(/^… word [\w ]*needle[\w ]* …$/);
  expect(found?.excerpt.length).toBeLessThan(180);
});

test('reads Markdown as it is seen', () => {
  expect(plain('| **a** | `b_c` |\n| --- | --- |\n[there](x.md), _so_.')).toBe('a b_c there, so.');
  expect(plain('Both:\n\n- one - that\n- two')).toBe('Both: one - that two');
});
