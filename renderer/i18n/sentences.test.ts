import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { inferShapes } from '../../engine/protocol/shapes.ts';
import { sentences as hi } from './hi/sentences.ts';
import { sentences as pa } from './pa/sentences.ts';
import { setLocale } from './locale.svelte.ts';
import { translateSentence } from './sentences.ts';

const sources = import.meta.glob<string>(
  ['../../engine/**/*.ts', '../../electron/{main,shared}/*.ts', '!../../**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

/** All that engine and main may say, with {} for what is put in, as the tables write it, file by file. */
const spokenBy = Object.entries(sources).map(([file, source]) => ({
  file,
  text: source.replaceAll(/['`]\s*\+\s*['`]/g, '').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}'),
}));
const spoken = spokenBy.map(({ text }) => text).join('\n');

/** What the import of a data set may say: every text of several words in its code and in the readers that it calls. */
const saidByImport = Object.entries(sources)
  .filter(([file]) =>
    /\/data\/import\/|\/formats\/(bmp|csv|gif|gzip|idx|inflate|jpeg|npy|picture(-size)?|png(-chunks)?|webp|zip-reader)\.ts|\/import(-files|er-process)\.ts/.test(
      file,
    ),
  )
  .flatMap(([, source]) => textsIn(source))
  .map((text) => text.trim().replace(/^\{\}: (?=\{\} )/, ''))
  .filter((text) => text.includes(' ') && /[a-z]{2}/.test(text));

/** These go into files and the data set's card, which are English. */
const written = [
  "{'descr': '{}', 'fortran_order': False, 'shape': {}, }",
  'IDX files',
  'a table',
  'NumPy arrays',
  'folders of pictures',
  'Not stated',
  'Imported from {}: {}',
];

/** The texts of a source file with {} for what is put in; of `counted(…, "image", "images")`, "{} image", "{} images". */
function textsIn(source: string): readonly string[] {
  const texts: string[] = [];
  const isSum = (node: ts.Node): node is ts.BinaryExpression =>
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  const textOf = (node: ts.Node): string => {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTemplateExpression(node)) {
      node.templateSpans.forEach(({ expression }) => visit(expression));
      return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
    }
    if (isSum(node)) return textOf(node.left) + textOf(node.right);
    visit(node);
    return '{}';
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isCallExpression(node) && /^(counted|byteCount)$/.test(node.expression.getText())) {
      const nouns = node.arguments.slice(1).map((noun) => `{} ${textOf(noun)}`);
      texts.push(...(nouns.length > 0 ? nouns : ['{} byte', '{} bytes']));
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node)) {
      const text = textOf(node);
      if (text !== '{}') texts.push(text);
    } else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return texts;
}

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
    const known = (english: string) => spoken.includes(english) || saidByImport.includes(english);
    expect(Object.keys(sentences).filter((english) => !known(english))).toEqual([]);
  });

  it('has a translation of all that the import of a data set may say', () => {
    expect(saidByImport.length).toBeGreaterThan(100);
    const untold = saidByImport.filter((text) => !(text in sentences) && !written.includes(text));
    expect([...new Set(untold)]).toEqual([]);
  });

  it('puts in what was put in', () => {
    for (const [english, translation] of Object.entries(sentences)) {
      const holes = english.split('{}').slice(1);
      for (const form of typeof translation === 'string'
        ? [translation]
        : [translation.one, translation.other]) {
        const places = [...form.matchAll(/\{(\d)\}/g)].map(([, place]) => Number(place)).sort();
        expect(places, english).toEqual(holes.map((__, index) => index + 1));
      }
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

describe('why files were not imported', () => {
  afterEach(() => setLocale('en'));

  it('is said with what was found, in the forms that go with the numbers', () => {
    setLocale('pa');
    const uneven = (images: string) =>
      translateSentence(pa, `y.idx: it has 5 labels for the ${images} of x.idx.`);
    expect(uneven('0 images')).toBe('y.idx: ਗਿਣਤੀ ਬਰਾਬਰ ਨਹੀਂ: ਇਸ ਵਿੱਚ 5 ਲੇਬਲ, x.idx ਵਿੱਚ 0 ਤਸਵੀਰ।');
    expect(uneven('1 image')).toContain(' 1 ਤਸਵੀਰ।');
    expect(uneven('123,456 images')).toContain(' 1,23,456 ਤਸਵੀਰਾਂ।');
  });

  it('is said of what is skipped inside of what is refused', () => {
    setLocale('hi');
    const refused =
      't.csv: no image in it could be read. 3 were skipped, the first because: t.csv, line 2: ' +
      'it has 1 field, where the others have 5.';
    expect(translateSentence(hi, refused)).toBe(
      't.csv: इसका कोई चित्र पढ़ा नहीं जा सका। 3 छोड़ी गईं, पहली इस कारण: t.csv, पंक्ति 2: ' +
        'इसमें 1 फ़ील्ड है, जबकि दूसरी पंक्तियों में 5।',
    );
  });

  it('takes the sentence that says most', () => {
    const cut =
      'd.png: the file ends too early, after 50 bytes. The file is damaged; save the picture again.';
    expect(translateSentence(hi, cut)).toBe(
      'd.png: फ़ाइल 50 बाइट के बाद, समय से पहले, समाप्त हो जाती है। फ़ाइल ख़राब है; चित्र को फिर से सहेजें।',
    );
    const zip = 'z.zip: its member "a/b.png" is not at byte 1,024. Get the file again.';
    expect(translateSentence(hi, zip)).toBe(
      'z.zip: इसके भीतर की "a/b.png" बाइट 1,024 पर नहीं है। फ़ाइल को फिर से लाएँ।',
    );
  });
});
