import type { EngineProcessState } from '../../electron/shared/contract.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Run } from './run.svelte.ts';

/** How the engine's process is, as main tells: it may go, and come back. */
export class EngineProcess {
  state = $state.raw<EngineProcessState>({ status: 'starting' });
  /** The engine is gone, and is coming back. */
  isComingBack = $state(false);
  /** A run was going on when the engine went. */
  lostRun = $state(false);
  /** The restart that the person has been told of, and has put aside. */
  seen = $state.raw<EngineProcessState | null>(null);

  constructor(
    private readonly engine: EngineClient,
    private readonly run: Run,
  ) {}

  onState(state: EngineProcessState): void {
    const before = this.state.status;
    this.state = state;
    if (state.status === 'crashed' || state.status === 'failed') {
      this.isComingBack = state.status === 'crashed';
      this.lostRun = this.run.isOpen;
      this.engine.disconnect();
    } else if (state.status === 'ready') {
      this.isComingBack = false;
    } else if (before === 'failed') {
      // Main is trying once more.
      this.isComingBack = true;
    }
  }
}
