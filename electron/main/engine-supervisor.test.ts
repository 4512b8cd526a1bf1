import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint, RunInfo } from '../../engine/protocol/contract.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { presets } from '../../engine/protocol/presets.ts';
import { serveEngine, type EngineHandlers, type EngineServer } from '../../engine/protocol/rpc-engine.ts';
import { memoryPorts } from '../../engine/protocol/rpc-memory.ts';
import type { EngineProcessState } from '../shared/contract.ts';
import { CrashLimit } from './crash-limit.ts';
import type { EngineProcess } from './engine-process.ts';
import { EngineRecovery } from './engine-recovery.ts';
import { EngineSupervisor } from './engine-supervisor.ts';

const checkpoint: Checkpoint = { bytes: Uint8Array.of(1, 2, 3), ended: false, fileName: null };

/** A process that is not one: it serves the engine's calls from here, until it is told to crash. */
class FakeProcess implements EngineProcess {
  readonly servers: EngineServer[] = [];
  readonly heard: string[] = [];
  readonly killed = vi.fn(() => this.crash(143));
  readonly openFor = vi.fn();
  #alive = true;

  constructor(
    private readonly exit: (exitCode: number) => void,
    private readonly overrides: Partial<EngineHandlers>,
  ) {}

  open() {
    const [here, there] = memoryPorts(structuredClone);
    const note =
      <T>(name: string, answer: T) =>
      () => {
        this.heard.push(name);
        return answer;
      };
    // What main never asks for is not there.
    const handlers = {
      status: note('status', { run: null }),
      loadDataset: note('loadDataset', {}),
      restoreCheckpoint: note('restoreCheckpoint', null),
      ...this.overrides,
    } as unknown as EngineHandlers;
    this.servers.push(serveEngine(there, handlers));
    return here;
  }

  kill() {
    this.killed();
  }

  crash(exitCode = 139) {
    if (!this.#alive) return;
    this.#alive = false;
    for (const server of this.servers) server.close();
    this.exit(exitCode);
  }

  tell(run: Pick<RunInfo, 'id' | 'status' | 'step'>) {
    const { network, settings } = presets.report;
    const rest = { network: { ...network, layers: [] }, settings: { ...settings, threads: 1 } };
    this.servers[0]?.emit('run', { ...run, ...rest, totalSteps: 100, problem: null });
  }
}

let processes: FakeProcess[];
let states: EngineProcessState[];
let overrides: Partial<EngineHandlers>;

beforeEach(() => {
  processes = [];
  states = [];
  overrides = {};
});
afterEach(() => {
  supervisor.stop();
});

let supervisor: EngineSupervisor;

function start(options: { crashLimit?: CrashLimit; startTimeoutMs?: number } = {}) {
  const recovery = new EngineRecovery((id) => Promise.resolve({ id, files: [] }));
  supervisor = new EngineSupervisor({
    fork: (onExit) => {
      const process = new FakeProcess(onExit, overrides);
      processes.push(process);
      return process;
    },
    recovery,
    onState: (state) => states.push(state),
    onConnect: vi.fn(),
    log: vi.fn(),
    ...options,
  });
  supervisor.start();
  return recovery;
}

const latest = () => {
  const process = processes.at(-1);
  if (!process) throw new Error('nothing was started');
  return process;
};
const isReady = () => vi.waitFor(() => expect(supervisor.state.status).toBe('ready'));
const delivered = () => new Promise((resolve) => setImmediate(resolve));

test('starts the engine and tells', async () => {
  start();
  const engine = await supervisor.engine();
  expect(await engine.call('status')).toEqual({ run: null });
  expect(states).toEqual([{ status: 'starting' }, { status: 'ready', restarted: false, restored: false }]);
  expect(supervisor.process).toBe(processes[0]);
  expect(latest().heard).not.toContain('restoreCheckpoint');
});

test('starts a crashed engine again, with its data set and its last checkpoint', async () => {
  const recovery = start();
  await isReady();
  recovery.datasetOpened('mnist');
  latest().tell({ id: 1, status: 'running', step: 0 });
  latest().servers[0]?.emit('checkpoint', checkpoint);
  await delivered();
  latest().crash();
  expect(supervisor.process).toBeNull();
  await isReady();
  expect(processes).toHaveLength(2);
  expect(latest().heard).toEqual(['status', 'loadDataset', 'restoreCheckpoint']);
  expect(states.slice(2)).toEqual([
    { status: 'crashed', message: expect.stringContaining('code 139') as unknown },
    { status: 'starting' },
    { status: 'ready', restarted: true, restored: true },
  ]);

  // And again, without a newer checkpoint.
  latest().crash();
  await isReady();
  expect(latest().heard).toContain('restoreCheckpoint');
});

test('does not bring back the model of before the run that crashed', async () => {
  const recovery = start();
  await isReady();
  recovery.datasetOpened('mnist');
  latest().servers[0]?.emit('checkpoint', { ...checkpoint, ended: true });
  latest().tell({ id: 7, status: 'running', step: 0 });
  await delivered();
  latest().crash();
  await isReady();
  expect(latest().heard).toEqual(['status', 'loadDataset']);
  expect(states.at(-1)).toEqual({ status: 'ready', restarted: true, restored: false });
});

test('a checkpoint that cannot be restored does not stand in the way', async () => {
  const recovery = start();
  await isReady();
  recovery.datasetOpened('mnist');
  latest().servers[0]?.emit('checkpoint', checkpoint);
  await delivered();
  overrides = {
    restoreCheckpoint: () => {
      throw new EpochLabError('bad-file', 'It is damaged.');
    },
  };
  latest().crash();
  await isReady();
  expect(states.at(-1)).toEqual({ status: 'ready', restarted: true, restored: false });
  overrides = {};
  latest().crash();
  await isReady();
  expect(latest().heard).toEqual(['status', 'loadDataset']);
});

test('a checkpoint that kills the engine is tried once', async () => {
  start();
  await isReady();
  latest().servers[0]?.emit('checkpoint', checkpoint);
  await delivered();
  overrides = {
    restoreCheckpoint: () => {
      latest().crash();
      return null;
    },
  };
  latest().crash();
  await isReady();
  expect(processes).toHaveLength(3);
  expect(states.at(-1)).toEqual({ status: 'ready', restarted: true, restored: false });
});

describe('gives up', () => {
  test('after too many crashes, and says so to whoever waits', async () => {
    start({ crashLimit: new CrashLimit(2, 60_000, () => 0) });
    await isReady();
    latest().crash();
    latest().crash();
    expect(processes).toHaveLength(3);
    const waiting = supervisor.engine();
    latest().crash();
    await expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
    await expect(supervisor.engine()).rejects.toThrow('not started again by itself');
    expect(supervisor.state.status).toBe('failed');
    expect(processes).toHaveLength(3);
  });

  test('until it is asked to try again: then with all that it had, and with as much patience', async () => {
    const recovery = start({ crashLimit: new CrashLimit(1, 60_000, () => 0) });
    await isReady();
    supervisor.retry();
    expect(processes, 'one that lives is left alone').toHaveLength(1);
    recovery.datasetOpened('mnist');
    latest().servers[0]?.emit('checkpoint', checkpoint);
    await delivered();
    latest().crash();
    await isReady();
    latest().crash();
    expect(supervisor.state.status).toBe('failed');
    supervisor.retry();
    const engine = await supervisor.engine();
    expect(await engine.call('status')).toEqual({ run: null });
    expect(states.slice(-2)).toEqual([
      { status: 'starting' },
      { status: 'ready', restarted: true, restored: true },
    ]);
    latest().crash();
    await isReady();
    expect(processes).toHaveLength(4);
  });

  test('on an engine that does not answer', async () => {
    overrides = { status: () => new Promise(() => {}) };
    start({ crashLimit: new CrashLimit(1, 60_000, () => 0), startTimeoutMs: 5 });
    await expect(supervisor.engine()).rejects.toMatchObject({ code: 'disconnected' });
    expect(processes).toHaveLength(2);
    expect(processes.map(({ killed }) => killed.mock.calls.length)).toEqual([1, 1]);
  });

  test('but not for a sleep of the machine while it starts', async () => {
    let answer: () => void = () => undefined;
    const status = new Promise((resolve) => (answer = () => resolve({ run: null })));
    overrides = { status: () => status as ReturnType<EngineHandlers['status']> };
    start({ startTimeoutMs: 400 });
    await delivered();
    // As after a sleep, the whole limit has gone by at once.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer();
    await isReady();
    expect(processes).toHaveLength(1);
  });
});

test('whoever asks while it starts anew waits for it', async () => {
  start();
  await isReady();
  latest().crash();
  const engine = await supervisor.engine();
  expect(await engine.call('status')).toEqual({ run: null });
});

test('an engine that was stopped is not a crash', async () => {
  start();
  await isReady();
  supervisor.stop();
  await delivered();
  expect(processes).toHaveLength(1);
  expect(states.at(-1)?.status).toBe('ready');
  await expect(supervisor.engine()).rejects.toMatchObject({ code: 'disconnected' });
});
