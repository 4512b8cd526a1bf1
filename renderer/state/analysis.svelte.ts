import type { ImageSet, Split } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { Analysis as AnalysisOf } from '../../engine/protocol/results-calls.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** What is known of an analysis: whose it is. */
interface Subject {
  /** The weights that read, and the images that were read. Null while the weights are changing. */
  readonly fingerprint: string | null;
}

/** How the current model reads the images, one by one: asked of the engine when a person wants to see it. */
export class Analysis {
  split = $state<Split>('test');
  result = $state.raw<AnalysisOf | null>(null);
  /** Of the weights that the result is about. */
  fingerprint = $state<string | null>(null);
  isGoing = $state(false);
  /** 0 to 1 */
  progress = $state(0);
  problem = $state<string | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: EngineClient,
    private readonly subject: () => Subject,
  ) {}

  async start(split: Split): Promise<void> {
    if (this.isGoing) return;
    const { fingerprint } = this.subject();
    this.isGoing = true;
    this.progress = 0;
    this.problem = null;
    this.split = split;
    this.#abort = new AbortController();
    try {
      this.result = await this.engine.call('analyse', { split }, { signal: this.#abort.signal });
      this.fingerprint = fingerprint;
    } catch (thrown) {
      const error = toEpochLabError(thrown);
      if (error.code !== 'cancelled') this.problem = error.message;
    } finally {
      this.isGoing = false;
      this.#abort = null;
    }
  }

  /** Whether the result is that of these weights on these images. */
  isAbout(fingerprint: string | null, datasetSha256: string | undefined, split: Split): boolean {
    const { result } = this;
    return (
      fingerprint !== null &&
      fingerprint === this.fingerprint &&
      result?.split === split &&
      result.datasetSha256 === datasetSha256
    );
  }

  cancel(): void {
    this.#abort?.abort();
  }

  onProgress({ done, total }: { readonly done: number; readonly total: number }): void {
    this.progress = total > 0 ? done / total : 0;
  }

  /** Images of the split that was analysed. */
  async images(indices: readonly number[]): Promise<ImageSet> {
    return await this.engine.call('images', {
      split: this.result?.split ?? this.split,
      indices: [...indices],
    });
  }
}
