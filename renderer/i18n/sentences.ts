import { formatCount } from './format.ts';
/**
 * What engine and main say of a problem, in the language of the window. They speak English, as the command line and the
 * log do. A language lists their sentences beside its own: `{}` stands for what is put in, `{1}`, `{2}` for where that
 * goes. What is not listed is shown in English.
 */
export type Sentences = Readonly<Record<string, string>>;

interface Rule {
  readonly pattern: RegExp;
  readonly translation: string;
}

/** A number as English groups it, which is not how every language does. */
const GROUPED = /^\d{1,3}(,\d{3})+$/;

const rulesOf = new WeakMap<Sentences, readonly Rule[]>();

export function translateSentence(sentences: Sentences, sentence: string): string {
  for (const { pattern, translation } of rules(sentences)) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    // What was put in may be a sentence, or a word, that is known too.
    const put = (place: string) => {
      const words = (found[Number(place)] ?? '').trim();
      return GROUPED.test(words)
        ? formatCount(Number(words.replaceAll(',', '')))
        : translateSentence(sentences, words);
    };
    return translation.replaceAll(/ ?\{(\d)\}/g, (hole: string, place: string) => {
      const words = put(place);
      return words && hole.startsWith(' ') ? ` ${words}` : words;
    });
  }
  // "digits.csv: the file is empty."
  const colon = sentence.indexOf(': ');
  if (colon < 1) return sentence;
  return sentence.slice(0, colon + 2) + translateSentence(sentences, sentence.slice(colon + 2));
}

function rules(sentences: Sentences): readonly Rule[] {
  let known = rulesOf.get(sentences);
  if (!known) {
    known = Object.entries(sentences).map(([english, translation]) => {
      const parts = english.split('{}').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
      return { pattern: new RegExp(`^${parts.join('(.*?)')}$`, 's'), translation };
    });
    rulesOf.set(sentences, known);
  }
  return known;
}
