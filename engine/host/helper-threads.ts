import { Worker } from 'node:worker_threads';
import type { HelperThreads, HelpingThreads, TeamJob } from '../nn/team.ts';
import { EpochLabError } from '../protocol/errors.ts';

/**
 * Helping threads as Node's workers, each running ./kernel-thread. Every team gets its own, and they end with it:
 * a thread that is kept also keeps the memory of its last network.
 */
export class NodeHelperThreads implements HelperThreads {
  /** @param entry the bundle of ./kernel-thread. */
  constructor(private readonly entry: URL) {}

  async start(jobs: readonly TeamJob[]): Promise<HelpingThreads> {
    const workers = jobs.map(() => new Worker(this.entry));
    const stop = () => {
      for (const worker of workers) void worker.terminate();
    };
    try {
      await Promise.all(workers.map(untilListening));
    } catch (problem) {
      stop();
      throw problem;
    }
    jobs.forEach((job, index) => workers[index]!.postMessage(job));
    return { stop };
  }
}

function untilListening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      // An idle helper must not keep a finished command line alive.
      worker.unref();
      resolve();
    });
    worker.on('error', (problem) => {
      console.error('A thread for the kernels failed:', problem);
      reject(
        new EpochLabError('internal', `A thread for the kernels could not be started: ${problem.message}`),
      );
    });
  });
}
