import { decode, encode } from 'fast-png';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMnist } from '../testing/mnist.ts';
import { epochlab, type Outcome } from '../testing/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-cli-'));
const model = join(folder, 'model.safetensors');

/** For what is refused whatever the images are: it is there at once, where MNIST is read and checked for a second. */
const quickData = ['--dataset', 'shapes'];

/** Every line of standard output, which must be JSON and nothing else. */
function events({ stdout }: Outcome): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const trainQuickly = ['train', '--train-images', '4000', '--epochs', '1', '--batch-size', '16', '--json'];

let trained: Outcome;
beforeAll(async () => {
  trained = await epochlab(...trainQuickly, '--threads', '2', '--validation-images', '500', '--out', model);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('forward: a line each 100 images, of an untrained network that guesses', async () => {
  const outcome = await epochlab('forward', '--images', '1000', '--seed', '1', '--json');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const logs = events(outcome) as { event: string; images: number; accuracy: number; averageLoss: number }[];
  expect(logs.map(({ images }) => images)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  for (const { event, accuracy, averageLoss } of logs) {
    expect(event).toBe('log');
    expect(accuracy).toBeLessThan(0.25);
    expect(averageLoss).toBeCloseTo(Math.LN10, 1);
  }
});

test('train: ends with what it reached, and writes the model', () => {
  expect(trained.code, trained.stderr).toBe(0);
  const all = events(trained);
  expect(all.filter(({ event }) => event === 'validation')).toHaveLength(5);
  expect(all.at(-1)).toEqual({
    event: 'done',
    testAccuracy: expect.any(Number),
    testLoss: expect.any(Number),
    imagesPerSecond: expect.any(Number),
    seconds: expect.any(Number),
    fingerprint: expect.stringMatching(/^[0-9a-f]{4}-[0-9a-f]{4}$/),
  });
  expect(all.at(-1)?.['testAccuracy']).toBeGreaterThan(0.8);
  expect(readdirSync(folder), 'nothing half-written is left').toEqual(['model.safetensors']);
});

test('train: another number of threads, the same fingerprint', async () => {
  const again = await epochlab(...trainQuickly, '--threads', '3', '--validation-images', '500');
  expect(events(again).at(-1)?.['fingerprint']).toBe(events(trained).at(-1)?.['fingerprint']);
});

test('evaluate: the saved model has the accuracy and loss that training ended with', async () => {
  const [evaluation] = events(await epochlab('evaluate', model, '--dataset', 'mnist', '--json'));
  const done = events(trained).at(-1);
  expect(evaluation).toMatchObject({ event: 'evaluation', images: 10_000, accuracy: done?.['testAccuracy'] });
  expect(evaluation?.['loss']).toBeCloseTo(Number(done?.['testLoss']), 12);
});

/** A network of every kind of layer, small enough to be fast. */
const architecture = {
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 2 },
    { kind: 'batchNorm' },
    { kind: 'leakyRelu' },
    { kind: 'averagePool', size: 2 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.1 },
    { kind: 'dense', units: 16 },
    { kind: 'tanh' },
    { kind: 'dense', units: 10 },
  ],
  initialiser: 'torch-default',
};

function writeArchitecture(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('an architecture file', () => {
  const everything = [
    ...['--optimizer', 'adamw', '--weight-decay', '0.01', '--clip-norm', '5', '--schedule', 'cosine'],
    ...['--warm-up-steps', '10', '--shift', '1', '--rotate', '5', '--elastic', '0.5'],
    ...['--validation-images', '500', '--split', 'stratified', '--early-stopping', '5'],
  ];

  test('can be trained, with every kind of hyperparameter', async () => {
    const path = writeArchitecture('net.json', architecture);
    const args = [
      'train',
      '--model',
      path,
      '--train-images',
      '2000',
      '--epochs',
      '1',
      '--json',
      ...everything,
    ];
    const [outcome, again] = await Promise.all([
      epochlab(...args, '--threads', '1'),
      epochlab(...args, '--threads', '3'),
    ]);
    expect(outcome.code, outcome.stderr).toBe(0);
    const done = events(outcome).at(-1);
    expect(done?.['testAccuracy']).toBeGreaterThan(0.3);
    expect(events(again).at(-1)?.['fingerprint']).toBe(done?.['fingerprint']);
    const inOrder = await epochlab(...args.filter((each) => !['--split', 'stratified'].includes(each)));
    expect(events(inOrder).at(-1)?.['fingerprint']).not.toBe(done?.['fingerprint']);
    rmSync(path);
  });

  test('can be checked: its gradients are right', async () => {
    const path = writeArchitecture('net.json', architecture);
    const outcome = await epochlab('gradcheck', '--model', path, '--json', '--per-parameter', '5');
    expect(outcome.code, outcome.stdout).toBe(0);
    const lines = events(outcome);
    expect(lines.slice(0, -1).map(({ layer, parameter }) => [layer, parameter])).toEqual([
      [0, 'weights'],
      [0, 'bias'],
      [1, 'scale'],
      [1, 'shift'],
      [6, 'weights'],
      [6, 'bias'],
      [8, 'weights'],
      [8, 'bias'],
    ]);
    expect(lines.at(-1)).toMatchObject({ event: 'done', right: true });
    const { stdout } = await epochlab('gradcheck', '--preset', 'report', '--per-parameter', '3');
    expect(stdout).toMatch(/layer {2}1 {2}conv2d {5}weights {2}worst relative error \d\.\d\de-\d+ at \[/);
    rmSync(path);
  });

  test.each([
    ['no JSON', '{', 1, /net\.json: its text is not valid JSON/],
    ['no network', [], 1, /net\.json: network: /],
    ['a name twice', '{"input":{},"input":{}}', 1, /names "input" twice/],
    ['not a text', '\uD800', 1, /net\.json: /],
    ['a very deep text', '['.repeat(10_000), 1, /nested more than 64 levels/],
    ['a very long text', ' '.repeat(300_000), 1, /more than 256 kB/],
    ['an unknown layer', { ...architecture, layers: [{ kind: 'magic' }] }, 1, /network: layers\.0\.kind/],
    [
      'an impossible layer',
      { ...architecture, layers: [{ kind: 'dropout', rate: 1 }] },
      1,
      /from 0 to 0\.95/,
    ],
    ['a stack that does not fit', { ...architecture, layers: [{ kind: 'dense', units: 10 }] }, 2, /flatten/],
  ])('%s is refused', async (_, content, code, message) => {
    const path = writeArchitecture('net.json', content);
    const outcome = await epochlab('train', ...quickData, '--model', path);
    expect(outcome.stderr).toMatch(message);
    expect(outcome).toMatchObject({ code, stdout: '' });
    rmSync(path);
  });
});

describe('predict', () => {
  /** A digit that this model reads right, dark on light, enlarged. */
  async function writeDigit(path: string): Promise<string> {
    const { test: digits } = await openMnist();
    const [index, scale] = [0, 5];
    const side = 28 * scale;
    const data = new Uint8Array(side * side);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const at = index * 784 + Math.floor(y / scale) * 28 + Math.floor(x / scale);
        data[y * side + x] = 255 - digits.images[at]!;
      }
    }
    writeFileSync(path, encode({ width: side, height: side, data, channels: 1, depth: 8 }));
    return String(digits.labels[index]);
  }

  test('reads a picture of a digit', async () => {
    const picture = join(folder, 'digit.png');
    const label = await writeDigit(picture);
    const [prediction] = events(await epochlab('predict', model, picture, '--json'));
    expect(prediction).toMatchObject({ event: 'prediction', label });
    const probabilities = prediction?.['probabilities'] as number[];
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);

    const { stdout } = await epochlab('predict', model, picture);
    expect(stdout).toMatch(new RegExp(`^${label} {3}\\(`));
  });

  test('reads other kinds of pictures as well', async () => {
    const picture = join(folder, 'digit.png');
    const label = await writeDigit(picture);
    const { width, height, data } = decode(readFileSync(picture));
    const bmp = new DataView(new ArrayBuffer(54 + 3 * width * height));
    bmp.setUint16(0, 0x424d);
    for (const [at, value] of [
      [2, bmp.byteLength],
      [10, 54],
      [14, 40],
      [18, width],
      [22, -height],
      [26, (24 << 16) | 1],
    ] as const)
      bmp.setInt32(at, value, true);
    data.forEach((grey, pixel) => new Uint8Array(bmp.buffer, 54 + 3 * pixel, 3).fill(grey));
    const path = join(folder, 'digit.bmp');
    writeFileSync(path, bmp);
    const [prediction] = events(await epochlab('predict', model, path, '--json'));
    expect(prediction).toMatchObject({ event: 'prediction', label });
  });

  test('says what is wrong with a picture that is none', async () => {
    const outcome = await epochlab('predict', model, model);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(/PNG/);
  });
});

describe('what makes no sense is refused, with what to do', () => {
  test.each([
    [['train', ...quickData, '--epochs', '-1'], /--epochs must be a whole number from 1/],
    [['train', ...quickData, '--batch-size', '0'], /--batch-size must be a whole number from 1/],
    [['train', ...quickData, '--learning-rate', 'NaN'], /--learning-rate must be a number/],
    [['train', ...quickData, '--learning-rate', '-0.1'], /--learning-rate must be a number above 0/],
    [['train', '--train-images', '60001'], /data set has 60,000/],
    [['train', ...quickData, '--preset', 'alexnet'], /--preset must be one of report, lenet5/],
    [['train', ...quickData, '--preset', 'mlp', '--model', 'net.json'], /either --model or --preset/],
    [['train', ...quickData, '--optimizer', 'magic'], /--optimizer must be one of sgd, momentum/],
    [['train', ...quickData, '--momentum', '0.9'], /--momentum is for momentum, nesterov, not for sgd/],
    [
      ['train', ...quickData, '--optimizer', 'momentum', '--momentum', '1'],
      /--momentum must be a number from 0 to below 1/,
    ],
    [['train', ...quickData, '--clip-norm', '0'], /--clip-norm must be a number above 0/],
    [['train', ...quickData, '--schedule', 'step'], /needs --schedule-epochs/],
    [
      ['train', ...quickData, '--schedule', 'cosine', '--schedule-minimum', '2'],
      /--schedule-minimum must be a number from 0 to 1/,
    ],
    [
      ['train', ...quickData, '--split', 'random'],
      /--split must be one of in-order, stratified, not "random"/,
    ],
    [['train', ...quickData, '--early-stopping', '0'], /--early-stopping must be a whole number from 1/],
    [['train', ...quickData, '--early-stopping', '3'], /no validation images are held out/],
    [['train', ...quickData, '--rotate', '200'], /--rotate must be a number from 0 to 180/],
    [['gradcheck', '--images', '0'], /--images: must be a whole number from 1/],
    [['train', '--nonsense'], /Unknown option '--nonsense'/],
    [['forward', '--dataset', 'imagenet'], /There is no data set "imagenet"/],
    [['sing'], /There is no command "sing"/],
  ])('%j', async (args, message) => {
    const outcome = await epochlab(...args);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
  });

  test('a damaged model file', async () => {
    const damaged = join(folder, 'damaged.safetensors');
    writeFileSync(damaged, readFileSync(model).subarray(0, 3000));
    const outcome = await epochlab('evaluate', damaged, '--json');
    expect(outcome.code).toBe(1);
    expect(events(outcome)[0]).toMatchObject({ event: 'error', code: 'bad-file' });
    expect(outcome.stderr).toMatch(/damaged\.safetensors: the file ends after 3,000 bytes/);
    rmSync(damaged);
  });

  test('a model file that is not there, and a place that cannot be written to', async () => {
    const missing = await epochlab('evaluate', join(folder, 'none.safetensors'));
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/none\.safetensors cannot be read: there is no such file/);

    const unwritable = await epochlab(
      'train',
      '--train-images',
      '100',
      '--epochs',
      '1',
      '--out',
      '/nowhere/m.safetensors',
    );
    expect(unwritable.code).toBe(1);
    expect(unwritable.stderr).toMatch(/cannot be written: there is no such file or folder/);
  });
});

test.each([
  [[]],
  [['--help']],
  [['train', '--help']],
  [['forward', '--help']],
  [['evaluate', '--help']],
  [['predict', '--help']],
  [['gradcheck', '--help']],
])('help: %j', async (args) => {
  const { stdout, code } = await epochlab(...args);
  expect(code).toBe(args.length === 0 ? 2 : 0);
  expect(stdout).toContain('epochlab');
});

describe('a model that travels', () => {
  test('inspect: what it is and how it came to it, the weights checked against the fingerprint', async () => {
    const outcome = await epochlab('inspect', model, '--json');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(events(outcome)[0]).toMatchObject({
      event: 'model',
      kind: 'model',
      canOpen: true,
      formatVersion: 1,
      dataset: { name: 'MNIST' },
      settings: { seed: 1 },
      fingerprint: events(trained).at(-1)?.['fingerprint'],
      fingerprintHolds: true,
      test: { accuracy: events(trained).at(-1)?.['testAccuracy'] },
    });
    const damaged = join(folder, 'damaged.safetensors');
    writeFileSync(damaged, readFileSync(model).subarray(0, 5000));
    const refused = await epochlab('inspect', damaged, '--json');
    expect(refused.code).toBe(1);
    expect(events(refused)[0]).toMatchObject({
      canOpen: false,
      problem: expect.stringContaining('cut off') as unknown,
    });
  });

  test('export: ONNX is verified by ONNX Runtime, and reads as the model does', async () => {
    const onnx = join(folder, 'model.onnx');
    const outcome = await epochlab('export', model, '--format', 'onnx', '--out', onnx, '--json');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(events(outcome)[0]).toMatchObject({
      files: [onnx],
      verification: { images: 1000, ofTestImages: true, sameClass: 1000, passed: true },
    });
    const [ours, theirs] = [
      await epochlab('evaluate', model, '--json'),
      await epochlab('evaluate', onnx, '--json'),
    ];
    expect(events(theirs)).toEqual(events(ours));
  });

  test('export: NPZ and a PyTorch project', async () => {
    const npz = await epochlab(
      'export',
      model,
      '--format',
      'npz',
      '--out',
      join(folder, 'model.npz'),
      '--json',
    );
    expect(npz.code).toBe(0);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['model.npz', 'model_numpy.py', 'model_keras.py']),
    );
    const project = join(folder, 'project');
    expect((await epochlab('export', model, '--format', 'pytorch', '--out', project)).code).toBe(0);
    expect(readdirSync(project).sort()).toEqual(
      ['README.md', 'data', 'model.py', 'tensors.py', 'train.py', 'weights.safetensors'].sort(),
    );
    const again = await epochlab('export', model, '--format', 'pytorch', '--out', project);
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not an empty folder') as unknown,
    });
    expect((await epochlab('export', model, '--format', 'onnx')).code).toBe(2);
  });

  test('train: a run goes on from its checkpoint to the same fingerprint', async () => {
    const checkpoint = join(folder, 'checkpoint.safetensors');
    const run = [...trainQuickly, '--optimizer', 'adam', '--shift', '1', '--threads', '1'];
    const whole = await epochlab(...run, '--checkpoint', checkpoint);
    const resumed = await epochlab('train', '--resume', checkpoint, '--threads', '2', '--json');
    expect(events(resumed).at(-1)?.['fingerprint']).toBe(events(whole).at(-1)?.['fingerprint']);
    const changed = await epochlab('train', '--resume', checkpoint, '--seed', '2');
    expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining('--seed') as unknown });
    const faster = await epochlab('train', '--resume', checkpoint, '--fast');
    expect(faster).toMatchObject({ code: 2, stderr: expect.stringContaining('--fast is what') as unknown });
    const notOne = await epochlab('train', '--resume', model);
    expect(notOne).toMatchObject({ code: 1, stderr: expect.stringContaining('not a run') as unknown });
  });
});

describe('the data set that a model learned from', () => {
  test('is the one that it is tested on, exported with, and goes on with', { timeout: 180_000 }, async () => {
    const [ofShapes, run] = [join(folder, 'shapes.safetensors'), join(folder, 'run.safetensors')];
    const quickly = ['--train-images', '500', '--epochs', '1', '--batch-size', '16'];
    const args = [
      'train',
      '--dataset',
      'shapes',
      ...quickly,
      '--out',
      ofShapes,
      '--checkpoint',
      run,
      '--json',
    ];
    const done = events(await epochlab(...args)).at(-1);
    const [evaluation] = events(await epochlab('evaluate', ofShapes, '--json'));
    expect(evaluation).toMatchObject({ event: 'evaluation', accuracy: done?.['testAccuracy'] });
    const resumed = await epochlab('train', '--resume', run, '--json');
    expect(events(resumed).at(-1)?.['fingerprint']).toBe(done?.['fingerprint']);
    const elsewhere = await epochlab('train', '--resume', run, '--dataset', 'mnist');
    expect(elsewhere.stderr).toMatch(/learned from .*, not from MNIST/);
    const onnx = ['export', ofShapes, '--out', join(folder, 'shapes.onnx'), '--json'];
    expect(events(await epochlab(...onnx))[0]).toMatchObject({
      verification: { ofTestImages: true, passed: true },
    });
  });

  test('is asked for where it does not ship; what is there stays', { timeout: 180_000 }, async () => {
    const [own, ofOwn] = [join(folder, 'rings'), join(folder, 'own.safetensors')];
    const prepare = ['dataset', 'prepare', 'shapes', '--per-class', '30', '--name', 'Rings', '--out', own];
    expect((await epochlab(...prepare)).code).toBe(0);
    const again = await epochlab(...prepare);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') as unknown });
    await epochlab('train', '--dataset', own, '--train-images', '60', '--epochs', '1', '--out', ofOwn);
    const evaluation = await epochlab('evaluate', ofOwn);
    expect(evaluation.code).toBe(2);
    expect(evaluation.stderr).toMatch(/learned from “Rings”, which does not ship.*--dataset/);
    expect((await epochlab('evaluate', ofOwn, '--dataset', own)).code).toBe(0);
    const exported = await epochlab('export', ofOwn, '--out', join(folder, 'own.onnx'), '--json');
    expect(exported.stderr).toMatch(/learned from “Rings”/);
    expect(events(exported)[0]).toMatchObject({ verification: { ofTestImages: false, passed: true } });
  });
});

describe('evaluate --strokes: drawings of people', () => {
  const starter = 'resources/models/starter.safetensors';
  const write = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const seven = [
    [
      [0, 0],
      [100, 0],
      [40, 200],
    ],
  ];

  test('are inked as on the pad, and counted', async () => {
    const one = [
      [
        [0, 0],
        [0, 300],
      ],
    ];
    const path = write('drawings.json', [
      { label: 7, strokes: seven },
      { label: 1, strokes: one, writer: 'somebody' },
      { label: 7, strokes: one },
    ]);
    const outcome = await epochlab('evaluate', starter, '--strokes', path, '--json');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(events(outcome).at(-1)).toMatchObject({ event: 'strokes', drawings: 3, right: 2 });
    expect(events(outcome)[7]).toMatchObject({ class: '7', readAs: [0, 1, 0, 0, 0, 0, 0, 1, 0, 0] });
  });

  test.each([
    ['no list', { label: 7 }, 'contents'],
    ['no drawings', [], 'must hold at least one drawing'],
    ['a drawing without strokes', [{ label: 7, strokes: [] }], '0.strokes: must have a stroke'],
    ['a point that is none', [{ label: 7, strokes: [[[0, 'x']]] }], '0.strokes.0.0.1: must be a number'],
    ['a class that the model has not', [{ label: 12, strokes: seven }], 'labelled 12'],
  ])('that are %s are refused', async (name, value, message) => {
    const outcome = await epochlab('evaluate', starter, '--strokes', write(`${name}.json`, value));
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain(message);
  });
});
