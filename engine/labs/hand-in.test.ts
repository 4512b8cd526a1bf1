import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipReader } from '../formats/zip-reader.ts';
import { writeZip } from '../formats/zip-store.ts';
import type { LabAnswer, LabProgress } from '../protocol/lab-progress.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { HandIn } from '../protocol/lab-calls.ts';
import { readHandIn, readHandInModel, writeHandIn } from './hand-in.ts';
import { markHandIns, markingCsv } from './marking.ts';

/** A zip of one text. */
const zip = (name: string, text: string) => writeZip([{ name, bytes: new TextEncoder().encode(text) }]);
const open = (bytes: Uint8Array) =>
  new ZipReader(bytes, 'hand-in', { members: 9, memberBytes: 1e9, totalBytes: 1e9 });

const at = (second: number) => `2025-06-25T10:00:${String(second).padStart(2, '0')}.000Z`;

function progress(
  attempt: string,
  answers: readonly (readonly [LabAnswer, boolean | null, number])[],
): LabProgress {
  return {
    lab: 'convolution',
    sha256: 'ab'.repeat(32),
    attempt: attempt.repeat(32),
    started: at(0),
    step: 0,
    steps: [
      {
        id: 'one-value',
        opened: at(1),
        completed: at(9),
        prediction: 'smaller',
        taskDone: true,
        hintsShown: 1,
        attempts: answers.map(([answer, correct, second]) => ({
          answer,
          correct,
          at: at(second),
          fingerprint: null,
        })),
      },
    ],
    runs: [],
  };
}

const handIn = (student: string, of: LabProgress): HandIn => ({
  student,
  group: '9b',
  labTitle: 'What a convolution is',
  application: 'Epoch Lab 0.1.0',
  written: '2025-06-25T10:21:00.000Z',
  asked: [
    { id: 'one-value', title: 'One value', question: 'What is the sum?', options: [], predictOptions: [] },
  ],
  progress: of,
});

const number = (value: number): LabAnswer => ({ kind: 'number', value });
const nothing = { charts: new Map<string, string>(), model: null };

describe('a hand-in', () => {
  it('comes back as it was written, with charts and model beside it', async () => {
    const given = handIn('Mira', progress('1', [[number(2), false, 5]]));
    const charts = new Map([['loss-1.svg', '<svg/>']]);
    const bytes = await writeHandIn(given, { charts, model: Uint8Array.of(1, 2, 3) });
    expect(await readHandIn(bytes, 'mira.epochlab-handin')).toEqual({
      ...given,
      isIntact: true,
      hasModel: true,
    });
    expect(await readHandInModel(bytes, 'mira.epochlab-handin')).toEqual(Uint8Array.of(1, 2, 3));
    const bare = await writeHandIn(given, nothing);
    await expect(readHandInModel(bare, 'mira')).rejects.toThrow('it holds no model.safetensors');
    expect(open(bytes).entries.map(({ name }) => name)).toEqual([
      'hand-in.json',
      'charts/loss-1.svg',
      'model.safetensors',
    ]);
  });

  it.each([
    ['answers', '"correct": false', '"correct": true'],
    ['name', '"student": "Mira"', '"student": "Arjun"'],
  ])('whose %s was changed says so', async (_, from, to) => {
    const bytes = await writeHandIn(handIn('Mira', progress('1', [[number(2), false, 5]])), nothing);
    const text = new TextDecoder().decode(await open(bytes).read('hand-in.json')).replace(from, to);
    const changed = zip('hand-in.json', text);
    expect(await readHandIn(changed, 'mira')).toMatchObject({ isIntact: false });
  });

  it.each([
    ['no zip', Uint8Array.of(1, 2, 3), /not a zip file/],
    ['another zip', zip('a.txt', 'x'), /holds no hand-in.json/],
    ['no JSON', zip('hand-in.json', '{'), /JSON/],
    ['another JSON', zip('hand-in.json', '{"format":"x"}'), /format/],
    ['a newer one', zip('hand-in.json', '{"version":9}'), /newer Epoch Lab/],
    ['a bomb', zip('hand-in.json', ' '.repeat(9 * 2 ** 20)), /too many/],
  ])('that is %s is refused', async (_, bytes, message) => {
    await expect(readHandIn(bytes, 'x.epochlab-handin')).rejects.toThrow(message);
    await expect(readHandIn(bytes, 'x.epochlab-handin')).rejects.toThrow(/^x\.epochlab-handin: /);
  });

  it('is read or refused, whatever is in it', async () => {
    const source = await writeHandIn(handIn('Mira', progress('1', [[number(2), true, 5]])), nothing);
    const mutation = fc.array(fc.record({ at: fc.nat(source.length - 1), byte: fc.nat(255) }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(mutation, async (changes) => {
        const mutated = Uint8Array.from(source);
        for (const { at: place, byte } of changes) mutated[place] = byte;
        try {
          await readHandIn(mutated, 'mutated');
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(EpochLabError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a marking table', () => {
  const read = (student: string, of: LabProgress) => ({
    fileName: `${student}.epochlab-handin`,
    contents: { ...handIn(student, of), isIntact: true, hasModel: false },
  });

  it('tells right at once from right in the end, and counts', () => {
    const [once, later, never] = markHandIns([
      read('A', progress('a', [[number(1), true, 3]])),
      read(
        'B',
        progress('b', [
          [number(2), false, 4],
          [number(1), true, 8],
        ]),
      ),
      read('C', progress('c', [[number(2), false, 7]])),
    ]);
    expect(once).toMatchObject({ right: 1, asked: 1, minutes: 21, copies: [] });
    expect(later?.steps[0]).toEqual({
      id: 'one-value',
      title: 'One value',
      mark: 'right-later',
      attempts: 2,
      hints: 1,
      answer: '1',
    });
    expect(never).toMatchObject({ right: 0, asked: 1 });
  });

  it('shows two that are copies of each other', () => {
    const text: LabAnswer = {
      kind: 'text',
      text: 'The filter answers where the picture turns from dark to light.',
    };
    const same: LabAnswer = {
      kind: 'text',
      text: 'the filter answers  where the picture turns from dark to light.',
    };
    const rows = markHandIns([
      read('A', progress('a', [[number(1), true, 3]])),
      read('B', progress('a', [[number(1), true, 3]])),
      read('C', progress('c', [[text, null, 10]])),
      read('D', progress('d', [[same, null, 20]])),
      read('E', progress('e', [[number(1), true, 3]])),
    ]);
    expect(rows.map(({ copies }) => copies)).toEqual([
      ['B.epochlab-handin'],
      ['A.epochlab-handin'],
      ['D.epochlab-handin'],
      ['C.epochlab-handin'],
      [],
    ]);
  });

  it('becomes CSV in which no text is a formula', () => {
    const rows = markHandIns([read('=1+1', progress('a', [[{ kind: 'text', text: 'a "b", c' }, null, 3]]))]);
    const csv = markingCsv(rows, [{ fileName: 'broken.epochlab-handin', problem: 'it is no zip file' }]);
    const [header, row, broken] = new TextDecoder().decode(csv).split('\r\n');
    expect(header).toMatch(/^file,student,group,lab,.*convolution\/one-value mark/);
    expect(row).toMatch(/^'=1\+1\.epochlab-handin,'=1\+1,9b,convolution,/);
    expect(row).toMatch(/text,1,1,"a ""b"", c"$/);
    expect(broken).toMatch(/^broken\.epochlab-handin,.*it is no zip file,*$/);
  });
});
