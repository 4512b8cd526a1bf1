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

  constructor(
    private readonly engine: EngineClient,
    private readonly run: Run,
  ) {}

  onState(state: EngineProcessState): void {
    this.state = state;
    if (state.status === 'crashed') {
      this.isComingBack = true;
      this.lostRun = this.run.isOpen;
      this.engine.disconnect();
    } else if (state.status !== 'starting') {
      this.isComingBack = false;
    }
  }
}
