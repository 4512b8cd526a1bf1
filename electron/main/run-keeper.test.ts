import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunRecord } from '../shared/run-record.ts';
import { RunKeeper } from './run-keeper.ts';
import { RunStore } from './run-store.ts';
import { modelOf, runOf, sayingEngine } from './testing/engine.ts';

let folder: string;
let store: RunStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runs-'));
  store = new RunStore(folder);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = runOf;
const point = { step: 10, epoch: 1, loss: 0.5, accuracy: 0.8 };
const history = { training: [{ ...point, loss: Infinity }, point], validation: [] };
const model = modelOf(10, '3f9a-77c1');

function engine() {
  const description = { model, history, datasetSha256: 'b'.repeat(64), kernels: 'wasm-simd' };
  const latest = { run: runOf('running', 0), history };
  const made = sayingEngine((name) => (name === 'describeModel' ? description : { ...latest }));
  return { ...made, latest };
}

function keeper(now: () => number) {
  const onProblem = vi.fn();
  const kept = new Promise<RunRecord>((resolve) => {
    const environment = { app: '1', system: 'linux', processor: 'p', cores: 2 };
    const made = new RunKeeper({ store, environment, onKept: resolve, onProblem, now });
    Object.assign(onProblem, { made });
  });
  return { kept, onProblem, keeper: (onProblem as unknown as { made: RunKeeper }).made };
}

test('keeps a run with what it was, what it reached, and the time it worked', async () => {
  let time = 1_000_000;
  const { kept, keeper: follower } = keeper(() => time);
  const { client, say } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  time += 4000;
  say('run', run('paused', 4));
  time += 60_000;
  say('run', run('running', 4));
  time += 6000;
  say('model', model);
  say('run', run('finished'));
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: null });
  const record = await kept;
  expect(record).toMatchObject({
    seconds: 10,
    status: 'finished',
    fingerprint: '3f9a-77c1',
    datasetName: 'MNIST',
    test: { accuracy: 0.9, loss: 0.4 },
    training: { accuracy: 0.8, loss: 0.5 },
    validation: null,
  });
  expect(await store.model(record.id)).toEqual(Uint8Array.of(7));
  // JSON has no infinity.
  expect((await store.curves(record.id)).training.loss).toEqual([null, 0.5]);
});

test('keeps nothing of a run that never made a step, nor of a file that was opened', async () => {
  const { keeper: follower } = keeper(() => 0);
  const { client, say } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  say('run', run('stopped', 0));
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: null });
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: 'a.safetensors' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await store.list()).runs).toEqual([]);
});

test('a run that has just ended is kept before the app ends', async () => {
  const { keeper: follower } = keeper(() => 1000);
  const { client, say } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  say('run', run('stopped'));
  // Its weights have not come yet.
  await follower.settled();
  expect((await store.list()).runs).toMatchObject([{ status: 'stopped', step: 10 }]);
});

test('a run without weights keeps its own curve, and is not lost to the one that follows at once', async () => {
  const { keeper: follower } = keeper(() => 1000);
  const { client, say, latest } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  say('run', run('failed'));
  // Nothing that is infinite is written as a checkpoint, and the next of the queue begins.
  latest.run = runOf('running', 0, 2);
  latest.history = { training: [{ ...point, loss: 9 }], validation: [] };
  say('run', run('running', 0, 2));
  say('run', run('finished', 10, 2));
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: null });
  await follower.settled();
  const { runs } = await store.list();
  const failed = runs.find(({ status }) => status === 'failed')!;
  expect(runs.map(({ status }) => status).sort()).toEqual(['failed', 'finished']);
  expect(failed.model).toBeNull();
  expect((await store.curves(failed.id)).training.loss).toEqual([null, 0.5]);
});

test('the weights of another model are not taken for those of a run that has none', async () => {
  const { keeper: follower } = keeper(() => 1000);
  const { client, say } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  say('run', run('failed'));
  say('model', modelOf(0, null));
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: null });
  await follower.settled();
  expect((await store.list()).runs).toMatchObject([{ status: 'failed', model: null }]);
});

test('says when a run could not be kept', async () => {
  const { keeper: follower, onProblem } = keeper(() => 1000);
  vi.spyOn(store, 'add').mockRejectedValue(new Error('the disk is full'));
  const { client, say } = engine();
  follower.follow(client);
  say('run', run('running', 0));
  say('run', run('finished'));
  say('checkpoint', { bytes: Uint8Array.of(7), ended: true, fileName: null });
  await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
});
