import { describe, expect, it } from 'vitest';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { inferShapes } from '../../engine/protocol/shapes.ts';
import { sentences as hi } from './hi/sentences.ts';
import { sentences as pa } from './pa/sentences.ts';
import { setLocale } from './locale.svelte.ts';
import { translateSentence } from './sentences.ts';

const sources = import.meta.glob<string>(
  ['../../engine/**/*.ts', '../../electron/main/*.ts', '!../../**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

/** All that engine and main may say, with {} for what is put in, as the tables write it, file by file. */
const spokenBy = Object.entries(sources).map(([file, source]) => ({
  file,
  text: source.replaceAll(/['`]\s*\+\s*['`]/g, '').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}'),
}));
const spoken = spokenBy.map(({ text }) => text).join('\n');

/** What may be wrong with a lab file. */
const mistakes = spokenBy
  .filter(({ file }) =>
    /\/labs\/(lab-file|askable|examine-lab|formulas|sections|translation)\.ts$/.test(file),
  )
  .flatMap(({ text }) => [...text.matchAll(/(?:message[:=] |message = |refuse\(\d, )(['`])(.+?)\1/g)])
  .map(([, , message]) => message!.replaceAll('{}', '7'));

describe.each([
  ['Hindi', 'hi', hi, /[\u0900-\u097f]/],
  ['Punjabi', 'pa', pa, /[\u0a00-\u0a7f]/],
] as const)('%s', (_, locale, sentences, script) => {
  // An English sentence that was changed in engine or main is changed in the tables too.
  it('translates what is still said', () => {
    expect(Object.keys(sentences).filter((english) => !spoken.includes(english))).toEqual([]);
  });

  it('puts in what was put in', () => {
    for (const [english, translation] of Object.entries(sentences)) {
      const holes = english.split('{}').slice(1);
      const places = [...translation.matchAll(/\{(\d)\}/g)].map(([, place]) => Number(place)).sort();
      expect(places, english).toEqual(holes.map((__, index) => index + 1));
    }
  });

  it('says in its own script why a network is impossible', () => {
    const network: NetworkSpec = {
      input: { height: 28, width: 28, channels: 1 },
      layers: [{ kind: 'dense', units: 10, bias: true }],
      initialiser: 'he-normal',
    };
    let problem = '';
    try {
      inferShapes(network, 10);
    } catch (thrown) {
      problem = thrown instanceof EpochLabError ? thrown.message : '';
    }
    expect(problem).toContain('Layer 1 (dense)');
    const said = translateSentence(sentences, problem);
    expect(said).toMatch(script);
    expect(said).toContain('28 × 28 × 1');
    expect(said).not.toMatch(/[a-z]{3,}/i);
  });

  it('says in its own script what is wrong with a lab', () => {
    expect(mistakes.length).toBeGreaterThan(20);
    expect(mistakes.filter((mistake) => !script.test(translateSentence(sentences, mistake)))).toEqual([]);
    const said = translateSentence(
      sentences,
      'my.md: line 9: start.settings.seed: must be a whole number from 0 to 7.',
    );
    expect(said).toMatch(/^my\.md: [^a-z]+ 9: start\.settings\.seed: [^a-z]+$/);
  });

  it('groups numbers as its language does', () => {
    setLocale(locale);
    const megabytes = 'This network needs 123,456 MB of memory with these settings, more than there is. ';
    const advice = 'Use a smaller batch, fewer threads, or fewer filters.';
    expect(translateSentence(sentences, megabytes + advice)).toContain(' 1,23,456 MB ');
    setLocale('en');
  });

  it('leaves the names of files, and what it does not know', () => {
    expect(translateSentence(sentences, 'digits.csv: the file is empty.')).toMatch(/^digits\.csv: [^a-z]+$/);
    expect(translateSentence(sentences, 'Nobody has said this before.')).toBe('Nobody has said this before.');
  });
});

it('says what diverged, and leaves out what is not known', () => {
  const known =
    'At step 1,024 the loss was no longer a finite number. It began in layer 2 (conv2d): the weights had grown ' +
    'without bound. The weights of step 1,000 were kept. Try a smaller learning rate.';
  expect(translateSentence(hi, known)).toBe(
    'चरण 1,024 पर हानि परिमित संख्या नहीं रही। शुरुआत परत 2 (कन्वोल्यूशन) में हुई, जहाँ यह बिना सीमा के बढ़ गया: भार। ' +
      'चरण 1,000 के भार रखे गए हैं। सीखने की दर घटाकर देखें।',
  );
  const unknown =
    'At step 7 a weight was no longer a finite number. The weights of step 0 were kept. Try a smaller learning rate.';
  expect(translateSentence(hi, unknown)).toBe(
    'चरण 7 पर एक भार परिमित संख्या नहीं रहा। चरण 0 के भार रखे गए हैं। सीखने की दर घटाकर देखें।',
  );
});
