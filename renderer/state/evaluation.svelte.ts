import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** Measures the current model on the test images. */
export class Evaluation {
  isGoing = $state(false);
  problem = $state<string | null>(null);

  constructor(private readonly engine: EngineClient) {}

  async start(): Promise<void> {
    if (this.isGoing) return;
    this.isGoing = true;
    this.problem = null;
    try {
      // The model's own event brings the result: by then another model may be the current one.
      await this.engine.call('evaluate', { split: 'test' });
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.isGoing = false;
    }
  }
}
