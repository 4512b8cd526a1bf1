import { Worker } from 'node:worker_threads';
import { EpochLabError } from '../protocol/errors.ts';
import type { HelperThreads, TeamJob } from '../nn/team.ts';

/** Helping threads as Node's workers, each running ./kernel-thread. */
export class NodeHelperThreads implements HelperThreads {
  readonly #workers: Worker[] = [];

  /** @param entry the bundle of ./kernel-thread. */
  constructor(private readonly entry: URL) {}

  async ensure(count: number): Promise<void> {
    const starting: Promise<void>[] = [];
    while (this.#workers.length < count) {
      const worker = new Worker(this.entry);
      this.#workers.push(worker);
      starting.push(online(worker));
    }
    await Promise.all(starting);
  }

  start(jobs: readonly TeamJob[]): void {
    jobs.forEach((job, index) => this.#workers[index]!.postMessage(job));
  }
}

function online(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('online', () => {
      // An idle helper must not keep a finished command line alive.
      worker.unref();
      resolve();
    });
    worker.once('error', (problem) => {
      reject(new EpochLabError('internal', `A thread for the kernels could not be started: ${problem.message}`));
    });
  });
}
