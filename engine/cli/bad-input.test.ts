import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeZip } from '../formats/zip-store.ts';
import { epochlab, root } from '../testing/command-line.ts';

/** What the command line makes of data and settings that do not fit each other. */

const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-bad-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A CSV file of 8 × 8 pixels: the label of each image, and a square where its class says. */
function dataset(name: string, labels: readonly number[]): string {
  const path = join(folder, `${name}.csv`);
  const lines = labels.map((label, image) => {
    const pixels = Array.from({ length: 64 }, (_, i) => (i % 8 === label % 8 ? 200 + (image % 50) : 0));
    return [label, ...pixels].join(',');
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const inTurn = (classes: readonly number[], images: number) =>
  Array.from({ length: images }, (_, i) => classes[i % classes.length]!);

describe('data at its limits', () => {
  test('a single image is refused: there is nothing to tell apart', async () => {
    const outcome = await epochlab('train', '--dataset', dataset('single', [4]));
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/single\.csv: all its images are of one class, “4”.*at least two/);
  });

  test('labels with gaps and beyond 9 are classes by their name, none of them empty', async () => {
    const path = dataset('gaps', inTurn([0, 3, 200], 60));
    const info = await epochlab('dataset', 'info', path);
    expect(info.stdout).toMatch(/60 images of 8 × 8, 3 classes[^]*\n +0 +20\n +3 +20\n +200 +20\n/);
    const outcome = await epochlab('train', '--dataset', path, '--epochs', '2', '--json');
    expect(outcome.code, outcome.stderr).toBe(0);
  });

  test('a single image of each class is refused: there is nothing to test on', async () => {
    const outcome = await epochlab('train', '--dataset', dataset('each', [0, 1, 2]));
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/each: no class has two images/);
  });

  test('a batch larger than the data is refused', async () => {
    const path = dataset('batch', inTurn([0, 1], 40));
    const outcome = await epochlab('train', '--dataset', path, '--batch-size', '50');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/A batch of 50 is larger than the 32 training images/);
  });

  test('a model for images of another size is refused', async () => {
    const path = dataset('size', inTurn([0, 1], 40));
    const model = join(root, 'resources/models/starter.safetensors');
    const outcome = await epochlab('evaluate', model, '--dataset', path);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /The network takes images of 28 × 28 × 1, but those of size are 8 × 8 × 1/,
    );
  });
});

// There, nobody can be interrupted as by Ctrl+C.
const notOnWindows = process.platform === 'win32' ? test.skip : test;

notOnWindows('a place that is gone costs no run its end, and nobody the model', async () => {
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const writing = ['--checkpoint', join(stick, 'run.safetensors'), '--out', join(stick, 'model.safetensors')];
  const args = ['train', '--train-images', '600', '--epochs', '10000', '--threads', '1', ...writing];
  const child = spawn(process.execPath, [join(root, 'scripts/epochlab.mjs'), ...args], {
    env: { ...process.env, TMPDIR: folder },
  });
  let [said, wasStopped] = ['', false];
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const isTold = /run\.safetensors cannot be written: .* The training goes on without it\./.test(said);
    if (isTold && !wasStopped) wasStopped = child.kill('SIGINT');
  });
  child.stdout.once('data', () => rmSync(stick, { recursive: true }));
  expect(await new Promise((done) => child.once('close', done)), said).toBe(1);
  const [, elsewhere = ''] =
    /model\.safetensors cannot be written: .* It was written to (.+) instead\./.exec(said) ?? [];
  const inspected = await epochlab('inspect', elsewhere);
  expect(inspected.stdout).toContain('model.safetensors: model, ');
});

notOnWindows('a reader that goes away ends a training as Ctrl+C does: its model is written', async () => {
  const model = join(folder, 'unread.safetensors');
  const args = [
    'train',
    '--train-images',
    '600',
    '--epochs',
    '10000',
    '--threads',
    '1',
    '--out',
    model,
    '--json',
  ];
  const child = spawn(process.execPath, [join(root, 'scripts/epochlab.mjs'), ...args]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await new Promise((done) => child.once('close', done)), said).toBe(130);
  expect(said).not.toMatch(/EPIPE| at /);
  expect((await epochlab('inspect', model)).stdout).toContain('unread.safetensors: model, ');
});

test('a run that diverges says where, and what it wrote are its last good weights', async () => {
  const path = join(folder, 'diverged.safetensors');
  const options = ['--train-images', '640', '--batch-size', '16', '--epochs', '3', '--learning-rate', '100'];
  const outcome = await epochlab('train', ...options, '--out', path, '--json');
  expect(outcome.code).toBe(1);
  const last = JSON.parse(outcome.stdout.trimEnd().split('\n').at(-1)) as Record<string, unknown>;
  expect(last).toMatchObject({ event: 'error', code: 'diverged', step: expect.any(Number) as unknown });
  expect(last['message']).toMatch(/^At step \d+ .* It began in layer \d \((conv2d|maxPool|dense)\): /);
  const kept = Number(/The weights of step (\d+) were kept\./.exec(String(last['message']))?.[1]);
  expect(kept).toBeLessThan(Number(last['step']));

  const inspected = await epochlab('inspect', path);
  expect(inspected.stdout).toContain(`step ${kept}, `);
  const evaluated = await epochlab('evaluate', path, '--json');
  expect(evaluated.code, evaluated.stderr).toBe(0);
});

test('a name in a file does not reach the terminal with what would move its cursor', async () => {
  const [escape, bell] = ['\u001b', '\u0007'];
  const path = join(folder, 'names.zip');
  const row = '1,0,0,0,0\n2,9,9,9,9\n';
  const member = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  writeFileSync(path, writeZip([member('a.csv', row), member(`b${escape}[2J.csv`, '1\n')]));
  const told = await epochlab('dataset', 'info', path);
  expect(told.code, told.stderr).toBe(0);
  expect(told.stderr).toContain('b\ufffd[2J.csv: line 1 has 1 field');
  writeFileSync(path, writeZip([member(`c${bell}.csv`, '1\n')]));
  const refused = await epochlab('dataset', 'info', path);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^epochlab: c\ufffd\.csv: /);
});
