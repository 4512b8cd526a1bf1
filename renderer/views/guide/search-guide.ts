import { isMeant, nearest, wordsOf } from './guide-words.ts';
import type { GuidePage } from './pages.ts';

/**
 * Looks words up in the guide: each stretch under a heading that has them all, or most of them, and first those with them
 * in the heading. A word that the guide does not have is taken for the nearest that it has.
 */

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
  /** Of heading and text. */
  readonly words: ReadonlySet<string>;
}

/** What there is, and the words that were looked up where they are not those that were typed. */
export interface Search {
  readonly found: readonly Found[];
  readonly instead: string | null;
}

const MOST = 20;
const AROUND = 60;
const NOTHING: Search = { found: [], instead: null };

/** @param inEnglish what the window calls something in its language, as it is called in English; null for anything else. */
export function searchGuide(
  pages: readonly GuidePage[],
  typed: string,
  inEnglish: (name: string) => string | null = () => null,
): Search {
  const sections = pages.flatMap(sectionsOf);
  const vocabulary = new Set(sections.flatMap(({ words }) => [...words]));
  const asked = wordsOf(inEnglish(typed) ?? typed).map(({ word }) => word);
  const wanted = asked.flatMap((word) => inGuide(word, vocabulary));
  if (wanted.length === 0) return NOTHING;

  const withWords = sections.map((section) => ({ section, count: countIn(section.words, wanted) }));
  // Where no stretch has all of them, those that have most.
  const most = Math.max(...withWords.map(({ count }) => count));
  const best = withWords.filter(({ count }) => count === most).map(({ section }) => section);
  const isNamed = ({ page, heading }: Section) =>
    countIn(new Set(wordsOf(heading ?? page.title).map(({ word }) => word)), wanted) === wanted.length;
  const ordered = [...best.filter(isNamed), ...best.filter((section) => !isNamed(section))];
  const isAsTyped =
    wanted.join() ===
    wordsOf(typed)
      .map(({ word }) => word)
      .join();
  return {
    found: ordered.slice(0, MOST).map(({ page, heading, text }) => ({
      page: page.name,
      title: page.title,
      heading,
      excerpt: excerptOf(text, wanted),
    })),
    instead: isAsTyped ? null : wanted.join(' '),
  };
}

/** The word, or the nearest that the guide has; none where there is none. */
function inGuide(word: string, vocabulary: ReadonlySet<string>): string[] {
  if ([...vocabulary].some((known) => isMeant(word, known))) return [word];
  const near = nearest(word, vocabulary);
  return near === null ? [] : [near];
}

function countIn(words: ReadonlySet<string>, wanted: readonly string[]): number {
  return wanted.filter((one) => [...words].some((word) => isMeant(one, word))).length;
}

function sectionsOf(page: GuidePage): Section[] {
  const [first = '', ...rest] = page.text.split(/^#{2,6} /m);
  return [
    sectionOf(page, null, first),
    ...rest.map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return sectionOf(page, plain(heading), lines.join('\n'));
    }),
  ];
}

function sectionOf(page: GuidePage, heading: string | null, markdown: string): Section {
  const text = plain(markdown);
  const words = new Set(wordsOf(`${heading ?? page.title} ${text}`).map(({ word }) => word));
  return { page, heading, text, words };
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

function excerptOf(text: string, wanted: readonly string[]): string {
  const first = wordsOf(text).find(({ word }) => wanted.some((one) => isMeant(one, word)));
  const at = first?.at ?? 0;
  const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND) + 1;
  const to = text.indexOf(' ', from + 2 * AROUND);
  const end = to < 0 ? text.length : to;
  return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}
