import * as block from './control-block.ts';
import { ShardRunner } from './shard-runner.ts';
import { Member, SPINS_BEFORE_SLEEP } from './team-member.ts';
import type { TeamJob } from './team.ts';

class TeamHelper extends Member {
  /** Works on one order after the other until told to leave. Blocks its thread. */
  follow(): void {
    let seen = 0;
    for (;;) {
      seen = this.#awaitOrder(seen);
      if (this.control[block.ORDER] === block.ORDER_LEAVE) return;
      this.work();
      Atomics.add(this.control, block.DONE, 1);
      Atomics.notify(this.control, block.DONE);
    }
  }

  #awaitOrder(seen: number): number {
    let spins = 0;
    for (;;) {
      const generation = Atomics.load(this.control, block.GENERATION);
      if (generation !== seen) return generation;
      if (++spins >= SPINS_BEFORE_SLEEP) Atomics.wait(this.control, block.GENERATION, seen);
    }
  }
}

/** A helping thread's whole part in a job. Returns when the leader dissolves the team. */
export function help(job: TeamJob): void {
  const { plan, memory, thread, threads } = job;
  try {
    const runner = new ShardRunner(job.module, memory, plan, thread);
    new TeamHelper(plan, runner, memory.buffer, thread, threads).follow();
  } catch (problem) {
    // The leader is waiting, and must not wait for one that is gone.
    const control = new Int32Array(memory.buffer, plan.control.address, block.TAKEN);
    Atomics.store(control, block.FAILED, 1);
    Atomics.add(control, block.DONE, 1);
    Atomics.notify(control, block.DONE);
    throw problem;
  }
}
