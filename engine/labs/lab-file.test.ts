import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineLabFile, readLab } from './lab-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const LAB = `---
format: epoch-lab-lab
version: 1
id: first
language: en
title: A first lab
summary: What it is about.
minutes: 10
start: { network: report, settings: { seed: 7 } }
steps:
  - id: size
    place: network
    predict: { kind: choice }
    question: { kind: number, answer: { fact: output-size, layer: 0, of: height }, tolerance: 0 }
  - id: edge
    task: { done: opened, place: explain }
    question: { kind: choice, answer: smaller }
---

An introduction with $y = x$.

## How large? {#size}

Some text.

\`\`\`
## not a heading
\`\`\`

### Predict
Guess.

### Predict options
- larger: It grows
- smaller: It shrinks

### Question
How many rows?

### Hint
One.

### Hint
Two.

### Explanation
Because.

## At the edge {#edge}

More text.

### Do
Open it.

### Question
Which?

### Options
- same: The same
- smaller: \`smaller\` by two

### Hint
Three.

### Explanation
So it is.

### Notes
For the teacher.
`;

describe('a lab file', () => {
  it('is taken apart into steps with their words', async () => {
    const lab = await readLab(bytes(LAB), 'first.md');
    expect(lab).toMatchObject({ id: 'first', minutes: 10, introduction: 'An introduction with $y = x$.' });
    const [size, edge] = lab.steps;
    expect(size).toMatchObject({ id: 'size', place: 'network', predict: { kind: 'choice' } });
    expect(size?.words).toMatchObject({
      title: 'How large?',
      text: 'Some text.\n\n```\n## not a heading\n```',
      predictOptions: [
        { id: 'larger', text: 'It grows' },
        { id: 'smaller', text: 'It shrinks' },
      ],
      hints: ['One.', 'Two.'],
      notes: null,
    });
    expect(edge?.words).toMatchObject({ task: 'Open it.', notes: 'For the teacher.' });
    expect(edge?.words.options[1]).toEqual({ id: 'smaller', text: '`smaller` by two' });
  });

  it('reads the same with Windows line ends and a byte order mark', async () => {
    const windows = await readLab(bytes(`\ufeff${LAB.replaceAll('\n', '\r\n')}`), 'first.md');
    const { sha256: _, ...lab } = await readLab(bytes(LAB), 'first.md');
    expect(windows).toMatchObject(lab);
  });

  it.each([
    ['seed: 7', 'seed: -7', 9, /start\.settings\.seed: must be a whole number/],
    ['of: height', 'of: depth', 14, /question\.answer/],
    ['answer: smaller', 'answer: neither', 17, /none of the options/],
    ['minutes: 10', 'minutes: ten', 8, /^minutes: /],
    ['minutes: 10', 'minutes: [10', 9, /./],
    ['{#edge}', '', 49, /has no id/],
    ['{#edge}', '{#hedge}', 15, /"edge" has no text/],
    ['### Explanation\nBecause.', '', 22, /needs "### Explanation"/],
    ['### Do\nOpen it.', '', 15, /needs "### Do"/],
    ['### Hint\nThree.', '', 49, /needs "### Hint"/],
    ['### Notes', '### Nonsense', 69, /not one of Predict/],
    ['version: 1', 'version: 2', 3, /newer Epoch Lab/],
    ['id: edge', 'id: size', 15, /stands twice/],
    ['minutes: 10', 'minuts: 10', 8, /^minuts: is not known here/],
    ['minutes: 10', 'minuts: 10', 2, /^minutes: is missing/],
    [
      'kind: choice }',
      'kind: choices }',
      13,
      /^steps\.0\.predict\.kind: must be one of number, choice, text$/,
    ],
    ['title: A first lab', 'title: First: a lab', 6, /^this is not one "key: value"/],
    ['title: A first lab', 'title: "A first lab', 17, /quotation mark/],
    ['minutes: 10', '\tminutes: 10', 8, /not with tabs/],
    ['minutes: 10', 'minutes: 10\nminutes: 11', 9, /key stands twice/],
  ])('with %j turned into %j is refused at line %i', (from, to, line, message) => {
    const { problems } = examineLabFile(bytes(LAB.replace(from, to)));
    expect(problems).toContainEqual({ line, message: expect.stringMatching(message) as string });
  });

  it.each([
    ['', /begins with front matter/],
    ['---\nformat: epoch-lab-lab\n', /begins with front matter/],
    ['---\n- &a [*a, *a]\n---\n', /./],
    ['---\nformat: other\n---\n', /format/],
  ])('%j is refused', (text, message) => {
    const { file, problems } = examineLabFile(bytes(text));
    expect(file).toBeNull();
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });

  it.each([
    [
      'a title that is a book',
      LAB.replace('How large?', `a${' '.repeat(300_000)}x`),
      /at most 300 characters/,
    ],
    ['a thousand steps', LAB + '\n## More {#more}\n'.repeat(30_000), /no step of the front matter/],
    [
      'front matter without end',
      LAB.replace('minutes: 10', `minutes: ${'['.repeat(30_000)}`),
      /front matter has more than 20,000/,
    ],
    ['deep front matter', LAB.replace('minutes: 10', `minutes: ${'['.repeat(15_000)}`), /./],
    [
      'a text without end',
      LAB.replace('Some text.', 'word '.repeat(10_000)),
      /part of more than 20,000 characters/,
    ],
  ])('with %s is refused', (_, text, message) => {
    const { problems } = examineLabFile(bytes(text));
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });

  it.each([
    ['{ kind: number, answer: { fact: logit, class: 10 }, tolerance: 0 }', /10 classes.*no class 10/],
    [
      '{ kind: number, answer: { fact: output-size, layer: 4, of: height }, tolerance: 0 }',
      /4 layers.*no layer 4/,
    ],
    [
      '{ kind: number, answer: { fact: weight-gradient, layer: 0, weight: 72 }, tolerance: 0 }',
      /72 weights.*no weight 72/,
    ],
    [
      '{ kind: number, answer: { fact: weight-gradient, layer: 1, weight: 0 }, tolerance: 0 }',
      /0 weights.*no weight 0/,
    ],
    [
      '{ kind: number, answer: { fact: activation, layer: 1, row: 13, column: 0 }, tolerance: 0 }',
      /row 13.* not in 13 × 13 × 8/,
    ],
    ['{ kind: number, answer: { fact: pixel, row: 0, column: 28 }, tolerance: 0 }', /not in 28 × 28 × 1/],
    [
      '{ kind: cell, picture: { of: layer, layer: 0, channel: 8 }, answer: { fact: brightest-pixel } }',
      /channel 8 is not in 26 × 26 × 8/,
    ],
    [
      '{ kind: cell, picture: { of: image }, answer: { fact: pool-winner, layer: 0, row: 0, column: 0 } }',
      /no max-pooling/,
    ],
  ])('that asks %s of the report network is refused', (question, message) => {
    const [start, image] = ['start: { network: report', 'image: { index: 0 }'];
    const asking = LAB.replace('place: network', 'place: explain')
      .replace(/question: \{ kind: number.*/, `question: ${question}`)
      .replace(start, `${image}\n${start}, dataset: mnist`);
    const told = (text: string) => examineLabFile(bytes(text)).problems;
    expect(told(asking)).toEqual([{ line: 15, message: expect.stringMatching(message) as string }]);
    // What the student is to change, or brings along, may well have it.
    expect(told(asking.replace('place: explain', 'place: network'))).toEqual([]);
    expect(told(asking.replace(', dataset: mnist', ''))).toEqual([]);
  });

  it('that asks about an image, and has none, or sets up a network that cannot be, is refused', () => {
    const told = (from: string, to: string) =>
      examineLabFile(bytes(LAB.replace(from, to))).problems.map(({ message }) => message);
    expect(told('{ fact: output-size, layer: 0, of: height }', '{ fact: loss }')).toEqual([
      'this is asked of an image: say which, with "image:"',
    ]);
    const network =
      'dataset: mnist, network: { input: { height: 28, width: 28, channels: 1 }, initialiser: report, ' +
      'layers: [{ kind: conv2d, filters: 1, kernel: 3 }, { kind: dense, units: 10 }] }';
    expect(told('network: report', network)).toEqual([
      expect.stringMatching(/no such network: Layer 2 \(dense\)/),
    ]);
  });

  it('that is no UTF-8, or huge, is refused', () => {
    expect(examineLabFile(Uint8Array.of(0xff, 0xfe, 0)).problems[0]?.message).toMatch('UTF-8');
    expect(examineLabFile(new Uint8Array(2 ** 21)).problems[0]?.message).toMatch('1 MB');
  });

  it('never throws, whatever is in it', () => {
    const source = bytes(LAB);
    const mutation = fc.array(
      fc.record({ at: fc.nat(source.length - 1), byte: fc.integer({ min: 0, max: 255 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(mutation, (changes) => {
        const mutated = Uint8Array.from(source);
        for (const { at, byte } of changes) mutated[at] = byte;
        const { file, problems } = examineLabFile(mutated);
        expect(file !== null || problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a translation', () => {
  const HINDI = `---
format: epoch-lab-lab
version: 1
translates: first
language: hi
title: पहली लैब
summary: किस बारे में है।
---

परिचय।

## कितना बड़ा? {#size}

पाठ।

### Question
कितनी पंक्तियाँ?

### Hint
एक।

### Explanation
क्योंकि।
`;

  it('gives its words, and leaves the rest in the language of the original', async () => {
    const lab = await readLab(bytes(LAB), 'first.md', { bytes: bytes(HINDI), fileName: 'first.hi.md' });
    expect(lab).toMatchObject({ language: 'hi', title: 'पहली लैब', introduction: 'परिचय।' });
    expect(lab.steps[0]?.words).toMatchObject({
      title: 'कितना बड़ा?',
      hints: ['एक।', 'Two.'],
      predict: 'Guess.',
    });
    expect(lab.steps[1]?.words.title).toBe('At the edge');
    expect(lab.steps[0]?.question).toMatchObject({ kind: 'number', tolerance: 0 });
  });

  it('of another lab is refused', async () => {
    const other = bytes(HINDI.replace('translates: first', 'translates: second'));
    await expect(readLab(bytes(LAB), 'first.md', { bytes: other, fileName: 'x.hi.md' })).rejects.toThrow(
      'x.hi.md: it translates the lab "second", not "first".',
    );
  });

  it('is no lab by itself', async () => {
    await expect(readLab(bytes(HINDI), 'first.hi.md')).rejects.toThrow('it is a translation');
  });
});
