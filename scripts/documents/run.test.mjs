// @ts-check
import { encode } from 'fast-png';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClassSet } from '../../engine/data/class-set/class-set-file.ts';
import { writeHandIn } from '../../engine/labs/hand-in.ts';
import { root } from '../steps.mjs';
import { commandsIn, epochlabArguments, wordsOf } from './commands.mjs';

/**
 * Every command of `epochlab` that a document shows, as it stands there, in the order in which it stands there, in a
 * folder with the files that the documents speak of; and the other commands that end by themselves. Minutes: a part of
 * scripts/nightly.mjs, with EPOCH_LAB_DOCUMENTS=1.
 */

const areWanted = process.env.EPOCH_LAB_DOCUMENTS === '1';

/** Words in capitals stand for what is one's own. */
const ofOnesOwn = /** @type {Readonly<Record<string, string>>} */ ({
  FILE: 'own.safetensors',
  FOLDER: 'own',
});
/** Said of a command, and no command: it lacks what it would be run with. */
const FRAGMENT = /^epochlab (inspect|export|evaluate|predict)$/;
/** Trains for hours, and writes over a file of the repository: resources/models/README.md says when that was done. */
const OWN_MODEL = /--model resources\/models\/pad-network\.json/;
/** Node 20 has relaxed SIMD only when it is asked for it, as docs/kernels.md says. */
const forFast = process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [];
const LONG = { timeout: 1_800_000 };
/**
 * Measurements that take up to hours run as they are shown, but for a moment: of an option that is given twice the later
 * one counts. Where what they compare with, or need besides, is not installed, they are left out.
 */
const measurements = /** @type {readonly { of: RegExp, shorter: string, isMissing?: () => boolean }[]} */ ([
  {
    of: /^node bench\/run\.mjs($| --phases )/,
    shorter: '--models M1 --batch-sizes 32 --rounds 1 --seconds 0.05',
  },
  {
    of: /^node bench\/accuracy\.mjs /,
    shorter: '--cases report --seeds 0',
    isMissing: () => spawnSync('/usr/bin/python3', ['-c', 'import torch']).status !== 0,
  },
  { of: /^node bench\/app\.mjs$/, shorter: '--starts 1' },
  {
    of: /^node bench\/app\.mjs .*--growth /,
    shorter: '--growth 1',
    isMissing: () => spawnSync('faketime', ['--version']).status !== 0,
  },
]);
/** With the files of the repository, and nothing else. */
const IN_REPOSITORY =
  /^MEASURE=1 npm run |^npm install --prefix bench\/peers |^node bench\/peers\/tfjs\.mjs /;

/** Made only where the commands are run. */
let folder = '';
const at = (/** @type {string} */ name) => join(folder, name);
const commands = [...new Set(commandsIn(root).map(({ command }) => command))];
const ours = commands.filter(
  (command) => epochlabArguments(command) !== null && !FRAGMENT.test(command) && !OWN_MODEL.test(command),
);

describe.skipIf(!areWanted)('commands of the documents', () => {
  beforeAll(prepare);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(ours)('%s', LONG, (command) => {
    const args = (epochlabArguments(command) ?? []).map((word) =>
      word.replace(/^(FILE|FOLDER)\b/, (name) => ofOnesOwn[name] ?? name),
    );
    expect(run(join(root, 'scripts/epochlab.mjs'), args)).toEqual({ status: 0, problem: '' });
  });

  test.each(
    commands.filter((command) =>
      /^node (scripts\/(electron|packing)\/|bench\/run\.mjs --(help|models M3 ))/.test(command),
    ),
  )('%s', LONG, (command) => {
    const [, script = '', ...args] = wordsOf(command);
    // It measures what was packed.
    if (script === 'scripts/packing/size.mjs')
      expect(run(join(root, 'scripts/packing/index.mjs'), ['--dir'])).toEqual({ status: 0, problem: '' });
    expect(run(join(root, script), args)).toEqual({ status: 0, problem: '' });
  });

  // After what was packed, which some of them measure.
  for (const { of, shorter, isMissing = () => false } of measurements) {
    describe.skipIf(areWanted && isMissing())(`with ${shorter}`, () => {
      test.each(commands.filter((command) => of.test(command)))('%s', LONG, (command) => {
        const [, script = '', ...args] = wordsOf(`${command} ${shorter}`);
        expect(run(join(root, script), args)).toEqual({ status: 0, problem: '' });
      });
    });
  }

  test.each(commands.filter((command) => IN_REPOSITORY.test(command)))('%s', LONG, (command) => {
    expect(runByShell(command, root)).toEqual({ status: 0, problem: '' });
  });

  test.each(commandsIn(root).filter(({ command }) => /^(sha256sum -c|for) /.test(command)))(
    '$command, in $file',
    ({ file, command }) => {
      expect(runByShell(command, join(root, file, '..'))).toEqual({ status: 0, problem: '' });
    },
  );
});

/**
 * @param {string} command
 * @param {string} cwd
 */
function runByShell(command, cwd) {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, cwd, encoding: 'utf8' });
  return { status, problem: status === 0 ? '' : `${stdout}${stderr}`.slice(-1000) };
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function run(script, args) {
  const options = args.includes('--fast') ? forFast : [];
  const { status, stderr } = spawnSync(process.execPath, [...options, script, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  // What it says of its progress is of interest only where it fails.
  return { status, problem: status === 0 ? '' : stderr.slice(-1000) };
}

async function prepare() {
  folder = mkdtempSync(join(tmpdir(), 'epoch-lab-documents-'));
  for (const name of ['resources', 'bench']) symlinkSync(join(root, name), at(name));
  for (const path of ['photos/cat', 'photos/dog', 'own', 'hand-ins of 9b'])
    mkdirSync(at(path), { recursive: true });
  const picture = encode({ width: 28, height: 28, channels: 1, data: digit() });
  for (const name of [
    'digit.png',
    'photos/cat/1.png',
    'photos/dog/1.png',
    'photos/cat/2.png',
    'photos/dog/2.png',
  ]) {
    writeFileSync(at(name), picture);
  }
  const rows = Array.from({ length: 40 }, (_, i) => [
    1 + (i % 4),
    ...Array.from({ length: 16 }, (_, j) => (i * j) % 256),
  ]);
  writeFileSync(at('digits.csv'), rows.map((row) => row.join()).join('\n'));
  copyFileSync(join(root, 'bench/models/m1.json'), at('net.json'));
  copyFileSync(join(root, 'resources/models/starter.safetensors'), at('own.safetensors'));
  copyFileSync(join(root, 'resources/labs/01-convolution.md'), at('my-lab.md'));
  copyFileSync(join(root, 'resources/labs/01-convolution.hi.md'), at('my-lab.hi.md'));
  const drawing = [{ kind: /** @type {const} */ ('stroke'), x: [0.3, 0.7], y: [0.3, 0.8] }];
  const samples = [0, 1].map((label) => ({ label, writer: 'M', drawing }));
  writeFileSync(at('ours.epochlab-set'), writeClassSet({ name: 'Ours', classes: ['one', 'two'], samples }));
  const stroke = [
    [0.5, 0.1],
    [0.5, 0.9],
  ];
  const strokes = JSON.stringify(Array.from({ length: 10 }, (_, label) => ({ label, strokes: [stroke] })));
  for (const name of ['unseen.json', 'own/unseen.json']) writeFileSync(at(name), strokes);
  for (const name of ['hand-ins of 9b', 'own']) {
    writeFileSync(
      at(`${name}/mira.epochlab-handin`),
      await writeHandIn(work(), { charts: new Map(), model: null }),
    );
  }
}

function digit() {
  const pixels = new Uint8Array(28 * 28);
  for (let y = 4; y < 24; y++) pixels.fill(255, 28 * y + 13, 28 * y + 15);
  return pixels;
}

/** @returns {Parameters<typeof writeHandIn>[0]} */
function work() {
  const start = '2025-06-25T10:00:00.000Z';
  return {
    student: 'Mira',
    group: '9b',
    labTitle: 'What a convolution is',
    application: 'Epoch Lab',
    written: start,
    asked: [],
    progress: {
      lab: 'convolution',
      sha256: 'ab'.repeat(32),
      attempt: '1'.repeat(32),
      started: start,
      step: 0,
      steps: [],
      runs: [],
    },
  };
}
