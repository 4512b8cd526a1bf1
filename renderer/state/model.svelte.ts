import type { ModelInfo } from '../../engine/protocol/contract.ts';

/** A model that was replaced, as a file that brings it back. */
export interface KeptModel {
  readonly info: ModelInfo;
  /** The file it is in on disk; null when it is in none. */
  readonly fileName: string | null;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The current model: the weights that the pad is read with and that Save writes. */
export class Model {
  info = $state.raw<ModelInfo | null>(null);
  /** The model before this one. */
  previous = $state.raw<KeptModel | null>(null);

  /** File names by fingerprint, for weights whose file is better known here than in the engine. */
  #files = $state.raw<Readonly<Record<string, string | null>>>({});

  readonly fileName: string | null = $derived.by(() => {
    const { fingerprint = null, fileName = null } = this.info ?? {};
    const known = fingerprint === null ? undefined : this.#files[fingerprint];
    return known === undefined ? fileName : known;
  });

  /** These weights are in this file, or, with null, in none after all. Those of a run that goes on have no fingerprint. */
  setFile(fingerprint: string | null, fileName: string | null): void {
    if (fingerprint !== null) this.#files = { ...this.#files, [fingerprint]: fileName };
  }
}
