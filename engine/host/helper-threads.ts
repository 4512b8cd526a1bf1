import { Worker } from 'node:worker_threads';
import { EpochLabError } from '../protocol/errors.ts';
import type { HelperThreads, TeamJob } from '../nn/team.ts';

/** Helping threads as Node's workers, each running ./kernel-thread. */
export class NodeHelperThreads implements HelperThreads {
  readonly #workers: Worker[] = [];

  /** @param entry the bundle of ./kernel-thread. */
  constructor(private readonly entry: URL) {}

  async ensure(count: number): Promise<void> {
    const missing = Math.max(0, count - this.#workers.length);
    const started = await Promise.all(Array.from({ length: missing }, () => startThread(this.entry)));
    this.#workers.push(...started);
  }

  start(jobs: readonly TeamJob[]): void {
    jobs.forEach((job, index) => this.#workers[index]!.postMessage(job));
  }
}

/** Resolves when the thread is listening. */
function startThread(entry: URL): Promise<Worker> {
  const worker = new Worker(entry);
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      // An idle helper must not keep a finished command line alive.
      worker.unref();
      resolve(worker);
    });
    worker.once('error', (problem) => {
      reject(
        new EpochLabError('internal', `A thread for the kernels could not be started: ${problem.message}`),
      );
    });
  });
}
