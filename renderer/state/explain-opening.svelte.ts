import type { TieRuleName, WalkChange, WalkImage } from '../../engine/protocol/explain-calls.ts';
import type { WalkInfo, WalkProgress } from '../../engine/protocol/explain-walk.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** What the walk-through takes from the rest of the window. */
export interface Surroundings {
  readonly engine: EngineClient;
  /** The drawing as the network sees it; null while nothing is drawn. */
  drawing(): Uint8Array | null;
  /** The network and settings that are drawn up. */
  experiment(): { readonly network: NetworkSpec; readonly settings: TrainingSettings | null };
  /** Steps that the current weights have seen. */
  steps(): number;
}

/** What takes longer than this to open is shown on its way, and can be cancelled. */
const SLOW_MS = 500;

/** How often a run is followed. */
const FOLLOW_MS = 600;

/** Which image goes through which weights: how a walk-through is opened, varied, and taken into the next step. */
export abstract class ExplainOpening {
  info = $state.raw<WalkInfo | null>(null);
  /** The walk-through that changes are made to, while one of them is shown. */
  #base: WalkInfo | null = null;
  isWorking = $state(false);
  /** It takes a while: what is being done, as far as it is known. */
  slow = $state.raw<{ readonly progress: WalkProgress | null } | null>(null);
  /** Somebody did not want to wait for it. */
  wasCancelled = $state(false);
  problem = $state<string | null>(null);

  image = $state.raw<WalkImage>({ from: 'dataset', split: 'test', index: 0 });
  label = $state<number | null>(null);
  weights = $state<'current' | 'untrained'>('current');
  as = $state<'use' | 'training'>('use');
  tieRule = $state<TieRuleName>('first-maximum');
  isFollowing = $state(false);
  /** How often another place of the window has chosen the image. */
  aims = $state(0);
  /** It shows weights of its own: those after an update. */
  hasAdvanced = $state(false);

  /** The weights have moved on since this was opened. */
  readonly isBehind = $derived.by(
    () =>
      this.info !== null &&
      this.weights === 'current' &&
      this.info.variation === null &&
      !this.hasAdvanced &&
      this.info.step !== this.lab.steps(),
  );

  #opening: AbortController | null = null;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #lastFollow = 0;

  constructor(protected readonly lab: Surroundings) {}

  /** Fetches what is shown of it. */
  abstract load(): Promise<void>;

  /**
   * Another one was opened.
   *
   * @param stepIndex where one stands then; left out, where one is.
   */
  protected abstract onOpened(before: WalkInfo | null, info: WalkInfo, stepIndex: number | undefined): void;

  /** Opens it for the first time, or anew where it no longer is of this model. */
  async enter(): Promise<void> {
    if (!this.info || this.isBehind) await this.open();
  }

  /** Sends the chosen image through the network; where one stands is kept. */
  async open(): Promise<void> {
    const untrained = this.lab.experiment();
    if (this.weights === 'untrained' && !untrained.settings) this.weights = 'current';
    this.hasAdvanced = false;
    const { image, label, as, tieRule } = this;
    await this.#replace((signal) =>
      this.lab.engine.call(
        'explainOpen',
        {
          image,
          ...(label === null ? {} : { label }),
          weights:
            this.weights === 'untrained'
              ? { from: 'untrained', network: untrained.network, settings: untrained.settings! }
              : { from: 'current' },
          as,
          tieRule,
        },
        { signal },
      ),
    );
    const { info } = this;
    // What was searched for is found, and named.
    if (info && image === this.image && image.from === 'mistake' && info.image.index !== null) {
      this.image = { from: 'dataset', split: image.split, index: info.image.index };
    }
  }

  async choose(image: WalkImage): Promise<void> {
    this.image = image;
    this.label = null;
    await this.open();
  }

  /** Shows an image of the data set: for other places of the window. */
  show(split: 'train' | 'test', index: number): void {
    this.#abandon();
    this.aims += 1;
    this.image = { from: 'dataset', split, index };
    this.label = null;
    this.info = null;
  }

  async chooseDrawing(): Promise<void> {
    const drawing = this.lab.drawing();
    if (drawing) await this.choose({ from: 'drawing', image: drawing });
  }

  async nextMistake(): Promise<void> {
    const { image } = this;
    const after = image.from === 'dataset' && image.split === 'test' ? image.index : -1;
    await this.choose({ from: 'mistake', split: 'test', after });
  }

  /** The same walk-through with something changed; more changes add to it. */
  async vary(changes: readonly WalkChange[]): Promise<void> {
    const { info } = this;
    if (!info) return;
    const base = this.#base ?? info;
    await this.#replace((signal) =>
      this.lab.engine.call('explainVary', { walk: info.walk, changes }, { signal }),
    );
    if (this.info !== info && !this.problem) this.#base = base;
  }

  /** Back to how it was before anything was varied. */
  async undoChanges(): Promise<void> {
    const base = this.#base;
    if (!base) return;
    this.#abandon();
    this.#base = null;
    this.info = base;
    await this.load();
    // After many changes the engine no longer keeps it.
    if (this.problem) await this.open();
  }

  get isVaried(): boolean {
    return (this.info?.variation ?? null) !== null;
  }

  /** Takes the step of the update, and begins the next one. */
  async advance(): Promise<void> {
    const { info } = this;
    if (!info) return;
    const hasOpened = await this.#replace(
      (signal) => this.lab.engine.call('explainAdvance', { walk: info.walk }, { signal }),
      0,
    );
    if (hasOpened) this.hasAdvanced = true;
  }

  /** A run has moved on. */
  onProgress(): void {
    if (!this.isFollowing || this.isWorking || this.isVaried || this.weights !== 'current') return;
    if (performance.now() - this.#lastFollow < FOLLOW_MS) return;
    this.#lastFollow = performance.now();
    void this.open();
  }

  /** Another model is the current one. */
  onModel(): void {
    if (this.isFollowing && this.info) void this.open();
  }

  /** How far the engine is. */
  onOpening(progress: WalkProgress): void {
    if (this.slow) this.slow = { progress };
  }

  /** What is on its way is not waited for; what is shown, stays. */
  cancelOpening(): void {
    this.#abandon();
    this.wasCancelled = true;
    this.isFollowing = false;
    const { info } = this;
    if (!info) return;
    this.tieRule = info.tieRule;
    this.as = info.as;
    if (info.image.split && info.image.index !== null)
      this.image = { from: 'dataset', split: info.image.split, index: info.image.index };
    if (this.weights === 'untrained' && info.step > 0) this.weights = 'current';
  }

  /** Whatever is on its way is not waited for any more. */
  #abandon(): void {
    this.#opening?.abort();
    this.#opening = null;
    this.#settle();
  }

  #settle(): void {
    clearTimeout(this.#slowTimer);
    this.isWorking = false;
    this.slow = null;
  }

  /**
   * @param stepIndex where one stands afterwards; left out, where one then is.
   * @returns whether it was opened.
   */
  async #replace(ask: (signal: AbortSignal) => Promise<WalkInfo>, stepIndex?: number): Promise<boolean> {
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => (this.slow ??= { progress: null }), SLOW_MS);
    this.isWorking = true;
    this.wasCancelled = false;
    this.problem = null;
    try {
      const info = await ask(opening.signal);
      if (this.#opening !== opening) return false;
      if (!info.variation) this.#base = null;
      const before = this.info;
      this.info = info;
      this.onOpened(before, info, stepIndex);
      await this.load();
      return true;
    } catch (thrown) {
      if (this.#opening === opening) this.fail(thrown);
      return false;
    } finally {
      if (this.#opening === opening) this.#settle();
    }
  }

  protected fail(thrown: unknown): void {
    const error = toEpochLabError(thrown);
    // A lost engine has its own banner, and takes its walk-throughs with it.
    if (error.code === 'disconnected') this.info = null;
    else if (error.code !== 'cancelled') this.problem = error.message;
  }
}
