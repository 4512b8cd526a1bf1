import type { GuidePage } from './pages.ts';

/** Looks words up in the guide: each stretch under a heading that has them all, those with them in the heading first. */

export interface Found {
  readonly page: string;
  readonly title: string;
  /** The heading that it stands under; null before the first. */
  readonly heading: string | null;
  /** Some words before and after the first that was found. */
  readonly excerpt: string;
}

interface Section {
  readonly page: GuidePage;
  readonly heading: string | null;
  readonly text: string;
}

const MOST = 20;
const AROUND = 60;

export function searchGuide(pages: readonly GuidePage[], typed: string): readonly Found[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const isIn = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const sections = pages.flatMap(sectionsOf);
  const named = sections.filter(({ page, heading }) => isIn(heading ?? page.title));
  const others = sections.filter(
    (each) => !named.includes(each) && isIn(`${each.heading ?? ''} ${each.text}`),
  );
  return [...named, ...others].slice(0, MOST).map(({ page, heading, text }) => ({
    page: page.name,
    title: page.title,
    heading,
    excerpt: excerptOf(text, words),
  }));
}

function sectionsOf(page: GuidePage): Section[] {
  const [first = '', ...rest] = page.text.split(/^#{2,6} /m);
  return [
    { page, heading: null, text: plain(first) },
    ...rest.map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { page, heading: plain(heading), text: plain(lines.join('\n')) };
    }),
  ];
}

/** What a reader sees of Markdown. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll(/\]\([^)]*\)/g, '')
    .replaceAll(/^\s*[|:\- ]+$/gm, '')
    .replaceAll(/^\s*- /gm, '')
    .replaceAll(/[*`[\]|]|(?<!\w)_|_(?!\w)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:?!)])/g, '$1')
    .trim();
}

function excerptOf(text: string, words: readonly string[]): string {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word)).filter((at) => at >= 0);
  const at = Math.min(...places, text.length);
  const from = at <= AROUND || places.length === 0 ? 0 : text.lastIndexOf(' ', at - AROUND) + 1;
  const to = text.indexOf(' ', from + 2 * AROUND);
  const end = to < 0 ? text.length : to;
  return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}
