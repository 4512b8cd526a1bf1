import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAND_IN_EXTENSION, writeHandIn } from '../labs/hand-in.ts';
import { epochlab, root } from '../testing/command-line.ts';

/** A teacher's evening: a folder of hand-ins, some of which are not what they should be. */

const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-marks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (student: string) => join(folder, `${student}.${HAND_IN_EXTENSION}`);

/** A hand-in of one question, answered at this second of a lesson. */
async function handIn(student: string, value: number, second: number): Promise<Uint8Array> {
  const at = (later: number) => `2025-06-25T10:00:${String(second + later).padStart(2, '0')}.000Z`;
  const attempts = [
    { answer: { kind: 'number' as const, value }, correct: value === 2, at: at(5), fingerprint: null },
  ];
  const contents = {
    student,
    group: '9b',
    labTitle: 'What a convolution is',
    application: 'Epoch Lab 0.1.0',
    written: at(20),
    asked: [{ id: 'sum', title: 'One value', question: 'What is the sum?', options: [], predictOptions: [] }],
    progress: {
      lab: 'convolution',
      sha256: 'ab'.repeat(32),
      attempt: String(second % 10).repeat(32),
      started: at(0),
      step: 0,
      steps: [
        {
          id: 'sum',
          opened: at(1),
          completed: at(9),
          prediction: null,
          taskDone: true,
          hintsShown: 0,
          attempts,
        },
      ],
      runs: [],
    },
  };
  return await writeHandIn(contents, { charts: new Map(), model: null });
}

beforeAll(async () => {
  const mira = await handIn('Mira, of "9b"', 2, 1);
  writeFileSync(path('mira'), mira);
  writeFileSync(path('arjun'), await handIn('=HYPERLINK("x")', 3, 12));
  writeFileSync(path('torn'), mira.subarray(0, mira.length / 2));
  writeFileSync(path('empty'), '');
  writeFileSync(path('foreign'), 'A letter, saved under the wrong name.');
  mkdirSync(path('folder'));
  // As learning platforms give them out: a folder a student.
  mkdirSync(join(folder, '9c'));
  writeFileSync(path('9c/dev'), await handIn('Dev', 2, 30));
  writeFileSync(join(folder, 'notes.txt'), 'not looked at');
});

test('is marked as a whole: what cannot be read is named, and stops no other', async () => {
  const csv = join(folder, 'marks.csv');
  const outcome = await epochlab('labs', 'grade', folder, '--csv', csv);
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toMatch(/^Mira, of "9b" {2}convolution {2}1 of 1 right/m);
  expect(outcome.stdout).toMatch(/0 of 1 right/);
  expect(outcome.stdout).toMatch(/^Dev {2}/m);
  for (const name of ['torn', 'empty', 'foreign', 'folder'])
    expect(outcome.stdout).toMatch(new RegExp(`${name}\\.${HAND_IN_EXTENSION}:? \\S`));
  expect(outcome.stdout).not.toContain('notes.txt');

  const table = readFileSync(csv, 'utf8');
  expect(table).toContain('"Mira, of ""9b"""');
  // A spreadsheet must not take a name for a formula.
  expect(table).not.toMatch(/(^|,|;|\t)"?=HYPERLINK/m);
  expect(table).toContain('torn');
  expect(table).toMatch(/^9c\/dev\.epochlab-handin,Dev,/m);
});

test('without a single hand-in, or none at all, is an error that says so', async () => {
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  const csv = join(folder, 'kept.csv');
  writeFileSync(csv, 'the marks of yesterday');
  const none = await epochlab('labs', 'grade', bare, '--csv', csv);
  expect(none.code).toBe(1);
  expect(readFileSync(csv, 'utf8')).toBe('the marks of yesterday');
  expect(none.stderr).toMatch(/There is no hand-in .* in .*bare/);
  const missing = await epochlab('labs', 'grade', join(folder, 'nowhere'));
  expect(missing.stderr).toMatch(/nowhere cannot be read: there is no such file or folder/);
});

test('a lab is told all of its mistakes, each with its line; what is no lab, why', async () => {
  const template = readFileSync(join(root, 'resources', 'labs', 'template.md'), 'utf8');
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const good = file('good.md', template);
  expect(await epochlab('labs', 'lint', good)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 file, 0 problems') as string,
  });

  const wrong = file('wrong.md', template.replace('minutes:', 'minuts:').replace('### Hint', '### Hnt'));
  const outcome = await epochlab('labs', 'lint', wrong, file('none.md', ''), file('letter.md', 'Dear all,'));
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toContain(`${wrong}:8: minuts: is not known here, or misspelt`);
  expect(outcome.stdout).toMatch(/wrong\.md:\d+: "### Hnt" is not one of Predict/);
  expect(outcome.stdout).toMatch(/none\.md:1: a lab begins with front matter/);
  expect(outcome.stdout).toMatch(/letter\.md:1: a lab begins with front matter/);
  // A formula that cannot be typeset, wherever it stands; what only looks like one is none.
  const formulas = [
    '`$\\nocode$`, \\$\\nosign$, a price of $5 and of $6, $p_c$.',
    '',
    'Over two lines, $a +',
    '\\frac{1}$ is not whole.',
    '',
    '$$',
    '\\nosuch{x}',
    '$$',
    '',
    'What this lab is about',
  ];
  const typeset = file(
    'formulas.md',
    template.replace('What this lab is about', () => formulas.join('\n')),
  );
  const told = await epochlab('labs', 'lint', typeset);
  expect(told.code).toBe(1);
  const first = template.split('\n').findIndex((line) => line.startsWith('What this lab is about')) + 1;
  expect(told.stdout).toContain(`formulas.md:${first + 2}: the formula "a + \\frac{1}" cannot be typeset: `);
  expect(told.stdout).toContain(
    `formulas.md:${first + 5}: the formula "\\nosuch{x}" cannot be typeset: Undefined control sequence: \\nosuch`,
  );
  expect(told.stdout).toContain('1 file, 2 problems');
  // What cannot be read is told, and stops no other.
  const missing = await epochlab('labs', 'lint', join(folder, 'nowhere.md'), folder, '/dev/null', good);
  expect(missing.code).toBe(1);
  expect(missing.stdout).toMatch(/nowhere\.md cannot be read: there is no such file or folder/);
  expect(missing.stdout).toMatch(/cannot be read: it is a folder/);
  expect(missing.stdout).toMatch(/null cannot be read: it is no file, but a device or a pipe/);
  expect(missing.stdout).toContain('4 files, 3 problems');
});
