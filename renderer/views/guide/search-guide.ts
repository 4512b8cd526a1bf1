import MiniSearch, { type Options } from 'minisearch';
import type { GuidePage } from './pages.ts';

/** Words are looked up in the guide: in each stretch under a heading, and in the heading first of all. */

export interface Found {
  readonly page: string;
  readonly title: string;
  /** The heading that it stands under; null before the first. */
  readonly heading: string | null;
  /** Some words before and after the first that was found. */
  readonly excerpt: string;
}

/** What there is, and the words that were looked up where they are not those that were typed. */
export interface Search {
  readonly found: readonly Found[];
  readonly instead: string | null;
}

interface Section {
  readonly id: number;
  readonly page: string;
  readonly title: string;
  readonly heading: string | null;
  /** What it is looked up by first: its heading, or the page's title. */
  readonly name: string;
  readonly text: string;
}

const MOST = 20;
const AROUND = 60;
/** Three letters in ten may be others, be missing or be too many. */
const slipsIn = (term: string) => Math.floor(0.3 * term.length);
/** The beginning of a word will do, if it is no shorter. */
const LEAST_BEGINNING = 3;
/** For those who write labs or ask what is new: what is said of a place comes before. */
const LATER = ['lab-format', 'changes'];
const ENDING = /(?<=\p{L}{4})(?:ing|ed|es|s)$/u;

const how = {
  tokenize: wordsOf,
  processTerm: spelt,
  searchOptions: {
    combineWith: 'AND',
    boost: { name: 4 },
    prefix: (term) => term.length >= LEAST_BEGINNING,
  },
} satisfies Partial<Options>;

export class GuideSearch {
  readonly #sections: readonly Section[];
  readonly #index = new MiniSearch<Section>({ ...how, fields: ['name', 'text'] });
  /** Of each word that the guide has. */
  readonly #words = new MiniSearch<{ id: string }>({ ...how, fields: ['id'] });

  /** @param inEnglish what the window calls something in its language, as it is called in English; null for anything else. */
  constructor(
    pages: readonly GuidePage[],
    private readonly inEnglish: (name: string) => string | null = () => null,
  ) {
    this.#sections = pages.flatMap(sectionsOf).map((section, id) => ({ ...section, id }));
    this.#index.addAll(this.#sections);
    const words = this.#sections.flatMap(({ name, text }) => wordsOf(`${name} ${text}`));
    this.#words.addAll([...new Set(words)].map((id) => ({ id })));
  }

  search(typed: string): Search {
    const asked = wordsOf(this.inEnglish(typed) ?? typed);
    const wanted = asked.flatMap((word) => this.#inGuide(word) ?? []).join(' ');
    const boostDocument = (id: number) => (LATER.includes(this.#sections[id]!.page) ? 0.3 : 1);
    const all = this.#index.search(wanted, { boostDocument });
    // Where no stretch has all of the words, those that have some.
    const results = all.length > 0 ? all : this.#index.search(wanted, { boostDocument, combineWith: 'OR' });
    return {
      found: results.slice(0, MOST).map(({ id, terms }) => {
        const { page, title, heading, text } = this.#sections[id as number]!;
        return { page, title, heading, excerpt: excerptOf(text, terms) };
      }),
      instead: results.length === 0 || wanted === wordsOf(typed).join(' ') ? null : wanted,
    };
  }

  /** The word, or what the guide has instead: without its ending, or nearest to a slip of the finger. */
  #inGuide(word: string): string | undefined {
    const known = [word, word.replace(ENDING, '')].find((each) => this.#words.search(each).length > 0);
    return known ?? (this.#words.search(word, { fuzzy: slipsIn })[0]?.id as string | undefined);
  }
}

function sectionsOf({ name: page, title, text }: GuidePage): Omit<Section, 'id'>[] {
  const [first = '', ...rest] = text.split(/^#{2,6} /m);
  return [
    { page, title, heading: null, name: title, text: plain(first) },
    ...rest.map((part) => {
      const [line = '', ...lines] = part.split('\n');
      const heading = plain(line);
      return { page, title, heading, name: heading, text: plain(lines.join('\n')) };
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

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(WORD), ([word]) => word.toLowerCase());
}

/** In one of the two spellings of English: "colours" and "colors", "optimise" and "optimize". */
function spelt(word: string): string {
  return word.replace(/our(?=$|s|e|i)/, 'or').replace(/iz(?=e|ing|ation)/, 'is');
}

/** @param terms words that are in it, as `spelt` has them. */
function excerptOf(text: string, terms: readonly string[]): string {
  const isMeant = (word: string) => terms.includes(spelt(word.toLowerCase()));
  const first = [...text.matchAll(WORD)].find(([word]) => isMeant(word));
  const at = first?.index ?? 0;
  const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND) + 1;
  const to = text.indexOf(' ', from + 2 * AROUND);
  const end = to < 0 ? text.length : to;
  return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}
