import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecoveryStore } from './recovery-store.ts';
import { runOf, sayingEngine } from './testing/engine.ts';
import { WorkKeeper } from './work-keeper.ts';

let folder: string;
let store: RecoveryStore;
let keeper: WorkKeeper;
let problems: (string | null)[];
let engine: ReturnType<typeof sayingEngine>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'work-'));
  store = new RecoveryStore(join(folder, 'recovery'));
  problems = [];
  keeper = new WorkKeeper(store, (message) => problems.push(message));
  engine = sayingEngine();
  keeper.follow(engine.client);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function checkpoint(value: number, { ended = false, fileName = null as string | null } = {}): void {
  engine.say('checkpoint', { bytes: Uint8Array.of(value), ended, fileName });
}
const kept = async () => {
  await keeper.settled();
  const works = await store.works();
  return Promise.all(works.map(async (work) => (await store.load(work))?.bytes[0]));
};

test('keeps the newest of a run; a new run is new work', async () => {
  engine.say('run', runOf('running', 0));
  checkpoint(1);
  checkpoint(2);
  checkpoint(3);
  expect(await kept()).toEqual([3]);
  engine.say('run', runOf('running', 0, 2));
  checkpoint(4);
  expect(await kept()).toEqual([4, 3]);
});

test('a model from a file is safe where it is', async () => {
  checkpoint(1, { ended: true, fileName: 'mine.safetensors' });
  expect(await kept()).toEqual([]);
});

test('a run that a new engine was given back is the same work', async () => {
  engine.say('run', runOf('running', 0));
  checkpoint(1);
  await keeper.settled();
  engine = sayingEngine();
  keeper.follow(engine.client);
  engine.say('run', runOf('paused', 5));
  checkpoint(2);
  expect(await kept()).toEqual([2]);
});

test('work that was brought back from an earlier start goes on under its name', async () => {
  await store.keep({ work: '0123456789ab', bytes: Uint8Array.of(1), ended: false });
  keeper.takeUp('0123456789ab');
  engine.say('run', runOf('paused', 5));
  checkpoint(2);
  expect(await kept()).toEqual([2]);
  expect(await store.works()).toEqual(['0123456789ab']);
  expect(keeper.isOwn('0123456789ab')).toBe(true);
});

describe('at an orderly end', () => {
  beforeEach(async () => {
    await store.keep({ work: '0123456789ab', bytes: Uint8Array.of(9), ended: false });
    engine.say('run', runOf('running', 0));
    checkpoint(1);
    await keeper.settled();
    engine.say('run', runOf('running', 0, 2));
    checkpoint(2);
  });

  test('nothing of this start is left, and what an earlier one left is', async () => {
    await keeper.end({ keepRun: false });
    expect(await kept()).toEqual([9]);
  });

  test('but the run that is to go on next time', async () => {
    await keeper.end({ keepRun: true });
    expect((await kept()).sort()).toEqual([2, 9]);
  });

  test('what was saved in a file is forgotten', async () => {
    await keeper.forget();
    expect((await kept()).sort()).toEqual([1, 9]);
  });
});

test('that checkpoints cannot be written is told once, and that they can again', async () => {
  await writeFile(join(folder, 'recovery'), 'in the way');
  checkpoint(1);
  await keeper.settled();
  checkpoint(2);
  await keeper.settled();
  expect(problems).toEqual([
    '“checkpoint” could not be saved: a part of its path is not a folder. Choose another place.',
  ]);
  await rm(join(folder, 'recovery'));
  checkpoint(3);
  await keeper.settled();
  expect(problems.at(-1)).toBeNull();
  expect(problems).toHaveLength(2);
  expect(await kept()).toEqual([3]);
  expect((await readdir(join(folder, 'recovery'))).length).toBe(1);
});
