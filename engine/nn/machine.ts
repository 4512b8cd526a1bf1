import { createMemory, type Kernels } from '../kernels/kernels.ts';
import { count } from '../protocol/english.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkPlan } from './plan.ts';
import type { HelperThreads } from './team.ts';

/** What the engine's host provides to run networks with. */
export interface Machine {
  readonly module: WebAssembly.Module;
  /** Bytes of the fast build (kernels/wasm/simd.ts), read when they are asked for. */
  readonly fastBuild: () => Uint8Array<ArrayBuffer>;
  /** May put something between the calling thread and its kernels, to watch them. */
  readonly watch?: (kernels: Kernels) => Kernels;
  readonly helpers: HelperThreads;
}

/** @throws EpochLabError `wrong-state` where WebAssembly here has no relaxed SIMD. */
export function fastModule(machine: Machine): WebAssembly.Module {
  const bytes = machine.fastBuild();
  if (WebAssembly.validate(bytes)) return new WebAssembly.Module(bytes);
  throw new EpochLabError(
    'wrong-state',
    'Fast training needs relaxed SIMD, which this program’s WebAssembly does not have. Train without it; in ' +
      'Node 20 the option --experimental-wasm-relaxed-simd switches it on.',
  );
}

/** @throws EpochLabError `wrong-state` where there is not so much memory. */
export function allocate(plan: NetworkPlan): WebAssembly.Memory {
  try {
    return createMemory(plan.memoryBytes);
  } catch {
    const megabytes = count(Math.ceil(plan.memoryBytes / 2 ** 20));
    throw new EpochLabError(
      'wrong-state',
      `This network needs ${megabytes} MB of memory with these settings, more than there is. ` +
        'Use a smaller batch, fewer threads, or fewer filters.',
    );
  }
}
