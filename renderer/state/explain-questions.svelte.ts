import type {
  CheckResult,
  ExcitingImage,
  LayerSource,
  Survey,
} from '../../engine/protocol/explain-answers.ts';
import type { SourceKind, TieRuleName } from '../../engine/protocol/explain-calls.ts';
import type { TensorView } from '../../engine/protocol/explain-walk.ts';
import type { ParameterName } from '../../engine/protocol/shapes.ts';
import type { EngineClient } from './engine-client.svelte.ts';

interface Walk {
  readonly engine: EngineClient;
  /** Number of the walk-through that is open; null while none is. */
  current(): number | null;
  fail(thrown: unknown): void;
}

/** What is asked about a walk-through now and then, beside what each step shows. */
export class ExplainQuestions {
  /** ∂L/∂image of the walk-through. */
  saliency = $state.raw<TensorView | null>(null);

  // Nothing on screen waits for a change of it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #sources = new Map<SourceKind, Promise<LayerSource>>();

  constructor(private readonly walk: Walk) {}

  /** A definition in the engine; each is fetched once. */
  source(kind: SourceKind): Promise<LayerSource> {
    const known = this.#sources.get(kind);
    if (known) return known;
    const asked = this.walk.engine.call('explainSource', { kind });
    this.#sources.set(kind, asked);
    asked.catch(() => this.#sources.delete(kind));
    return asked;
  }

  /** Null where it was cancelled or failed, which is then said. */
  async check(
    what: {
      readonly layer: number;
      readonly tieRule: TieRuleName;
      readonly limit: number;
      readonly weight?: { readonly parameter: ParameterName; readonly place: readonly number[] };
    },
    signal: AbortSignal,
  ): Promise<CheckResult | null> {
    return await this.#ofWalk((walk) => this.walk.engine.call('explainCheck', { walk, ...what }, { signal }));
  }

  async excite(layer: number, channel: number, seed: number): Promise<ExcitingImage | null> {
    return await this.#ofWalk((walk) =>
      this.walk.engine.call('explainExcite', { walk, layer, channel, seed }),
    );
  }

  async survey(layer: number, channel: number): Promise<Survey | null> {
    return await this.#ofWalk((walk) => this.walk.engine.call('explainSurvey', { walk, layer, channel }));
  }

  async loadSaliency(): Promise<void> {
    const before = this.walk.current();
    const views = await this.#ofWalk((walk) =>
      this.walk.engine.call('explainTensors', { walk, tensors: [{ layer: 0, of: 'inputGradient' }] }),
    );
    if (before === this.walk.current()) this.saliency = views?.[0] ?? null;
  }

  async #ofWalk<Found>(ask: (walk: number) => Promise<Found>): Promise<Found | null> {
    const walk = this.walk.current();
    if (walk === null) return null;
    try {
      return await ask(walk);
    } catch (thrown) {
      this.walk.fail(thrown);
      return null;
    }
  }
}
