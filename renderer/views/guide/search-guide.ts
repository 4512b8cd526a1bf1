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
const SHORT = 2;
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
  const known = asked.flatMap((word) => inGuide(word, vocabulary));
  // "How do I …": of words so short only those count that stand alone.
  const long = known.filter((word) => word.length > SHORT);
  const wanted = long.length > 0 ? long : known;
  if (wanted.length === 0) return NOTHING;

  // Where no stretch has all of them, those that have most; and a word that many have tells less.
  const weights = new Map(wanted.map((word) => [word, rarityOf(word, sections)]));
  const weightIn = (words: ReadonlySet<string>) =>
    wanted.reduce((sum, word) => sum + (hasWord(words, word) ? weights.get(word)! : 0), 0);
  const weighed = sections.map((section) => ({ section, weight: weightIn(section.words) }));
  const most = Math.max(...weighed.map(({ weight }) => weight));
  const best = weighed.filter(({ weight }) => weight === most).map(({ section }) => section);
  const isNamed = ({ page, heading }: Section) => {
    const words = new Set(wordsOf(heading ?? page.title).map(({ word }) => word));
    return wanted.every((word) => hasWord(words, word));
  };
  const ordered = [...best.filter(isNamed), ...best.filter((section) => !isNamed(section))];
  const rarest = [...wanted].sort((one, other) => weights.get(other)! - weights.get(one)!);
  const written = wordsOf(typed).map(({ word }) => word);
  return {
    found: ordered.slice(0, MOST).map(({ page, heading, text }) => ({
      page: page.name,
      title: page.title,
      heading,
      excerpt: excerptOf(text, rarest),
    })),
    instead: wanted.every((word) => written.includes(word)) ? null : wanted.join(' '),
  };
}

/** The word, or the nearest that the guide has; none where there is none. */
function inGuide(word: string, vocabulary: ReadonlySet<string>): string[] {
  if ([...vocabulary].some((known) => isMeant(word, known))) return [word];
  const near = nearest(word, vocabulary);
  return near === null ? [] : [near];
}

function hasWord(words: ReadonlySet<string>, wanted: string): boolean {
  return [...words].some((word) => isMeant(wanted, word));
}

/** The fewer stretches have it, the more; above 0 in any case. */
function rarityOf(word: string, sections: readonly Section[]): number {
  const having = sections.filter(({ words }) => hasWord(words, word)).length;
  return Math.log((1 + sections.length) / having);
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

/** Around the first of the words that it has. */
function excerptOf(text: string, wanted: readonly string[]): string {
  const words = wordsOf(text);
  const places = wanted.flatMap((one) => words.find(({ word }) => isMeant(one, word)) ?? []);
  const at = places[0]?.at ?? 0;
  const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND) + 1;
  const to = text.indexOf(' ', from + 2 * AROUND);
  const end = to < 0 ? text.length : to;
  return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}
