import { EpochLabError } from '../../engine/protocol/errors.ts';
import { connectEngine, type EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { EngineProcessState } from '../shared/contract.ts';
import { CrashLimit } from './crash-limit.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineRecovery } from './engine-recovery.ts';
import type { Log } from './log.ts';
import { SilenceWatch } from './silence-watch.ts';

/** Keeps the engine alive: starts it, starts it again after a crash, and gives up when that does not help, until it is asked. */

const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;
/** An engine that has not answered by then, a sleep of the machine aside, hangs. A slow disk may take seconds to read its program. */
const START_TIMEOUT_MS = 30_000;

export interface SupervisorOptions {
  /** Starts a process; `onExit` is to be called when it is gone. */
  readonly fork: (onExit: (exitCode: number) => void) => EngineProcess;
  readonly recovery: EngineRecovery;
  /** Told every change; `process` is there to be connected to with `ready`. */
  readonly onState: (state: EngineProcessState, process: EngineProcess | null) => void;
  /** Told each new engine once it answers, before anything is restored. */
  readonly onConnect: (engine: EngineClient) => void;
  readonly log: Log;
  readonly crashLimit?: CrashLimit;
  readonly startTimeoutMs?: number;
}

export class EngineSupervisor {
  #state: EngineProcessState = { status: 'starting' };
  #process: EngineProcess | null = null;
  #client: EngineClient | null = null;
  #waiting: { resolve: (engine: EngineClient) => void; reject: (error: EpochLabError) => void }[] = [];
  #stopped = false;
  readonly #crashLimit: CrashLimit;

  constructor(private readonly options: SupervisorOptions) {
    this.#crashLimit = options.crashLimit ?? new CrashLimit(MAX_CRASHES, CRASH_WINDOW_MS);
  }

  get state(): EngineProcessState {
    return this.#state;
  }

  /** The process that answers now; null while there is none. */
  get process(): EngineProcess | null {
    return this.#state.status === 'ready' ? this.#process : null;
  }

  start(): void {
    this.#launch(false);
  }

  /** A person wants another try with an engine that was given up; any other is left alone. */
  retry(): void {
    if (this.#stopped || this.#state.status !== 'failed') return;
    this.#crashLimit.forget();
    this.#launch(true);
  }

  /** Ends the engine for good. */
  stop(): void {
    this.#stopped = true;
    this.#client?.close();
    this.#client = null;
    this.#process?.kill();
    this.#process = null;
    this.#rejectWaiting();
  }

  /**
   * Waits for an engine that is starting.
   *
   * @throws EpochLabError `disconnected` when there will be none.
   */
  engine(): Promise<EngineClient> {
    if (this.#state.status === 'ready' && this.#client) return Promise.resolve(this.#client);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#stopped || this.#state.status === 'failed') this.#rejectWaiting();
    });
  }

  #launch(restarted: boolean): void {
    this.#setState({ status: 'starting' });
    const process = this.options.fork((exitCode) => this.#onExit(process, exitCode));
    this.#process = process;
    this.#prepare(process, restarted).catch((thrown: unknown) => {
      // Either it is gone already, which `exit` tells, or it does not answer and is of no use.
      this.options.log('main', `the engine did not start: ${messageOf(thrown)}`);
      process.kill();
    });
  }

  async #prepare(process: EngineProcess, restarted: boolean): Promise<void> {
    const client = connectEngine(process.open());
    this.#client = client;
    await this.#firstAnswer(client);
    this.options.onConnect(client);
    this.options.recovery.follow(client);
    const restored = restarted && (await this.#restore(client));
    if (this.#process !== process || this.#stopped) return;
    this.#setState({ status: 'ready', restarted, restored });
    for (const { resolve } of this.#waiting.splice(0)) resolve(client);
  }

  async #firstAnswer(client: EngineClient): Promise<void> {
    const patience = new AbortController();
    const silence = new SilenceWatch(this.options.startTimeoutMs ?? START_TIMEOUT_MS, () => patience.abort());
    const endWatch = silence.begin();
    try {
      await client.call('status', undefined, { signal: patience.signal });
    } finally {
      endWatch();
    }
  }

  /** An engine without the old run is better than none. */
  async #restore(client: EngineClient): Promise<boolean> {
    try {
      return await this.options.recovery.restore(client);
    } catch (thrown) {
      this.options.log('main', `the run could not be restored: ${messageOf(thrown)}`);
      if (thrown instanceof EpochLabError && thrown.code === 'disconnected') throw thrown;
      return false;
    }
  }

  #onExit(process: EngineProcess, exitCode: number): void {
    if (this.#stopped || this.#process !== process) return;
    this.options.log('main', `the engine exited with code ${exitCode}`);
    this.#client?.close();
    this.#client = null;
    this.#process = null;
    const message = `The engine, which does the computing, stopped unexpectedly (code ${exitCode}).`;
    if (this.#crashLimit.tolerates()) {
      this.#setState({ status: 'crashed', message: `${message} It is being started again.` });
      this.#launch(true);
    } else {
      this.#setState({
        status: 'failed',
        message:
          `${message} It did so several times, so it is not started again by itself. ` +
          'If this happens again after another try, take a smaller network or batch.',
      });
      this.#rejectWaiting();
    }
  }

  #setState(state: EngineProcessState): void {
    this.#state = state;
    this.options.onState(state, this.process);
  }

  #rejectWaiting(): void {
    const message =
      this.#state.status === 'failed' ? this.#state.message : 'Epoch Lab is closing; the engine has stopped.';
    for (const { reject } of this.#waiting.splice(0)) reject(new EpochLabError('disconnected', message));
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
