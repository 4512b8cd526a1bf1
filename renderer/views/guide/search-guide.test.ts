import { expect, test } from 'vitest';
import { guidePages, pageOf } from './pages.ts';
import { GuideSearch, plain, type Search } from './search-guide.ts';

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
  const guide = new GuideSearch(pages);
  expect(guide.search('SEED')).toEqual({
    found: [
      { page: 'b', title: 'Seeds', heading: null, excerpt: 'Nothing here.' },
      { page: 'a', title: 'Training', heading: null, excerpt: 'Press Train; a seed is kept.' },
    ],
    instead: null,
  });
  expect(headings(guide.search('learning rate'))).toEqual(['Rate']);
  expect(headings(guide.search('learn'))).toEqual(['Rate']);
  expect(guide.search(' ').found).toEqual([]);
  expect(guide.search('aeroplane').found).toEqual([]);
});

test('where nothing has all words, what has some of them is found, and first the rarest', () => {
  const pages = [{ name: 'a', title: 'A', text: 'red\n\n## B\n\nred and blue\n\n## C\n\nblue and green' }];
  const guide = new GuideSearch(pages);
  expect(headings(guide.search('red blue'))).toEqual(['B']);
  expect(headings(guide.search('red blue green'))[0]).toBe('C');
  expect(headings(guide.search('green aeroplane'))).toEqual(['C']);
});

test('spelling, endings and slips of the finger do not matter', () => {
  const guide = new GuideSearch(guidePages);
  const first = (typed: string) => {
    const { found, instead } = guide.search(typed);
    return [found[0]?.page, instead];
  };
  expect(guide.search('optimizer')).toEqual(guide.search('optimiser'));
  expect(guide.search('color')).toEqual(guide.search('colour'));
  expect(first('seeds')[0]).toBeDefined();
  expect(first('crashed')[1]).toBe('crash');
  expect(first('lerning rate')).toEqual(['train', 'learning rate']);
  expect(first('overfited')[1]).toBe('overfit');
  expect(first('fahsion')[1]).toBe('fashion');
  expect(first('how do I delete a run')[0]).toBe('runs');
  expect(first('xyzzy qqq')).toEqual([undefined, null]);
});

test('what is said of a place comes before the format of labs and the list of changes', () => {
  const guide = new GuideSearch(guidePages);
  const pagesOf = (typed: string) => guide.search(typed).found.map(({ page }) => page);
  expect(pagesOf('dropout').at(-1)).toBe('changes');
  expect(pagesOf('loss')[0]).not.toBe('lab-format');
  expect(pagesOf('class set')[0]).not.toBe('lab-format');
});

test('what the window calls something in its language is looked up in English', () => {
  const guide = new GuideSearch(guidePages, (name) => (name === 'निर्यात' ? 'Export' : null));
  const { found, instead } = guide.search('निर्यात');
  expect([found[0]?.heading, instead]).toEqual(['Export', 'export']);
});

const headings = ({ found }: Search) => found.map(({ heading }) => heading);

test('an excerpt of a long text begins shortly before what was found', () => {
  const text = `${'word '.repeat(60)}needle ${'more '.repeat(60)}`;
  const {
    found: [found],
  } = new GuideSearch([{ name: 'a', title: 'A', text }]).search('needle');
  expect(found?.excerpt).toMatch(/^… word [\w ]*needle[\w ]* …$/);
  expect(found?.excerpt.length).toBeLessThan(180);
});

test('reads Markdown as it is seen', () => {
  expect(plain('| **a** | `b_c` |\n| --- | --- |\n[there](x.md), _so_.')).toBe('a b_c there, so.');
  expect(plain('Both:\n\n- one - that\n- two')).toBe('Both: one - that two');
});
