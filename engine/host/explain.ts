import type { KeptDataset } from '../data/kept-dataset.ts';
import { checkLayer } from '../explain/check.ts';
import { exciteChannel } from '../explain/excite.ts';
import { classSteps } from '../explain/softmax-steps.ts';
import { layerSource } from '../explain/sources.ts';
import { survey } from '../explain/survey.ts';
import { layerSummary } from '../explain/layer-summary.ts';
import { tensorView } from '../explain/tensors.ts';
import { beginUpdate, type Learning, type Update } from '../explain/update.ts';
import { inputUses } from '../explain/uses.ts';
import { valueOrigin } from '../explain/values.ts';
import { compare, vary } from '../explain/variation.ts';
import { flatIndex, WalkThrough, type Subject } from '../explain/walk-through.ts';
import { weightUses } from '../explain/weights.ts';
import { argmax } from '../nn/argmax.ts';
import type { Moment } from '../nn/layers/layer.ts';
import type { EngineResults } from '../protocol/contract.ts';
import { cancelled, EpochLabError } from '../protocol/errors.ts';
import type { explainCalls } from '../protocol/explain-calls.ts';
import type { Variation, WalkInfo, WalkProgress } from '../protocol/explain-walk.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import { otherImages, walkImageOf } from './walk-image.ts';
import { walkModelOf, type ModelSurroundings } from './walk-model.ts';

/** What walk-throughs are made from. */
export interface ExplainSurroundings extends ModelSurroundings {
  dataset(): KeptDataset;
  readonly breathe: () => Promise<void>;
  /** Told now and then while one is being opened. */
  readonly onProgress: (progress: WalkProgress) => void;
}

/** A walk-through, and where it came from. */
interface Kept {
  readonly walk: WalkThrough;
  readonly info: WalkInfo;
  readonly learning: Learning;
  /** What it is a variation of. */
  readonly base: WalkThrough | null;
  /** Numbers that it holds, about. */
  readonly values: number;
  readonly update: Update;
}

type Handlers = Pick<EngineHandlers, keyof typeof explainCalls>;
type Signal = { readonly aborted: boolean };

/** So many walk-throughs are kept, the latest ones; fewer of large networks. */
const KEPT_WALKS = 6;
/** Numbers of eight bytes each. */
const MAX_KEPT_VALUES = 30_000_000;
/** Work in pieces stops after so long, to let messages and the training in. */
const PIECE_MS = 12;
/** How often it is told how far one is. */
const TELL_MS = 100;

/** Answers the calls about one image's way through the network: engine/protocol/explain-calls.ts. */
export class Explainer {
  readonly #kept = new Map<number, Kept>();
  #count = 0;

  constructor(private readonly around: ExplainSurroundings) {}

  readonly handlers: Handlers = {
    explainOpen: (request, { signal }) => this.#open(request, signal),
    explainVary: async ({ walk: id, changes }, { signal }) => {
      const base = this.#find(id);
      const { subject, predictedChange } = vary(base.walk, changes);
      const walk = await this.#walk(subject, signal);
      const variation = compare(base.walk, walk, id, predictedChange);
      return this.#keep(walk, { ...base.info, variation }, base.learning, base.walk, signal);
    },
    explainAdvance: async ({ walk: id }, { signal }) => {
      const kept = this.#find(id);
      const { walk, info, learning } = kept;
      const { after } = kept.update;
      const next = await this.#walk({ ...walk.subject, parameters: after }, signal);
      // What the optimiser would remember of this step is not known to the run that it would remember it for.
      return this.#keep(
        next,
        { ...info, step: info.step + 1, variation: null },
        { ...learning, memory: null },
        null,
        signal,
      );
    },
    explainTensors: ({ walk: id, tensors }) => {
      const kept = this.#find(id);
      const around = { update: kept.update, base: kept.base };
      return tensors.map((request) => tensorView(kept.walk, request, around));
    },
    explainValue: ({ walk, layer, place, channel }) =>
      valueOrigin(this.#find(walk).walk, layer, place, channel),
    explainInput: ({ walk, layer, place }) => inputUses(this.#find(walk).walk, layer, place),
    explainWeight: ({ walk: id, layer, parameter, place }) => {
      const kept = this.#find(id);
      const uses = weightUses(kept.walk, layer, parameter, place);
      const { parameters } = kept.walk.network.layers[layer]!;
      const number = parameters.findIndex(({ name }) => name === parameter);
      const at = flatIndex(parameters[number]!.dimensions, place);
      return { ...uses, after: kept.update.after[layer]![number]![at]! };
    },
    explainClass: ({ walk, class: k }) => classSteps(this.#find(walk).walk, k),
    explainCheck: async ({ walk: id, layer, weight, tieRule, epsilon, limit }, { signal }) => {
      const { subject } = this.#find(id).walk;
      // A walk-through of its own: it may have another rule for ties, and its weights are moved.
      const walk = await this.#complete(WalkThrough.begin({ ...subject, tieRule }), signal);
      return await this.#complete(checkLayer(walk, layer, { weight, epsilon, limit }), signal);
    },
    explainExcite: ({ walk, layer, channel, seed, steps }, { signal }) =>
      this.#complete(exciteChannel(this.#find(walk).walk, layer, channel, { seed, steps }), signal),
    explainSurvey: ({ walk, layer, channel, split, count }, { signal }) => {
      const kept = this.#find(walk);
      const { info, [split]: examples } = this.around.dataset();
      const number = Math.min(count, examples.labels.length);
      const size = info.height * info.width * info.channels;
      if (size !== kept.walk.subject.image.length) throw otherImages(info.name);
      return this.#complete(
        survey(kept.walk, layer, channel, {
          split,
          height: info.height,
          width: info.width,
          pixels: examples.images(0, number),
          labels: examples.labels.subarray(0, number),
        }),
        signal,
      );
    },
    explainSource: ({ kind }) => layerSource(kind),
  };

  async #open(
    request: Parameters<Handlers['explainOpen']>[0],
    signal: Signal,
  ): Promise<EngineResults['explainOpen']> {
    const model = walkModelOf(request.weights, this.around);
    const { network, classes } = model;
    const image = await walkImageOf(
      request.image,
      model,
      () => this.around.dataset(),
      (work, images) => this.#complete(work, signal, (done) => ({ stage: 'search', done, total: images })),
    );
    const moment: Moment | null =
      request.as === 'training' ? { seed: model.seed, step: model.step, position: 0 } : null;
    const subject: Omit<Subject, 'label'> = {
      network,
      classes: classes.length,
      parameters: model.parameters,
      image: image.values,
      tieRule: request.tieRule,
      moment,
    };
    const known = request.label ?? image.label;
    if (known !== null && known >= classes.length) {
      throw new EpochLabError(
        'invalid-argument',
        `There are ${classes.length} classes, no number ${known + 1}.`,
      );
    }
    let walk = await this.#walk({ ...subject, label: known ?? 0 }, signal);
    if (known === null)
      walk = await this.#walk({ ...subject, label: argmax(walk.verdict.probabilities) }, signal);
    return this.#keep(
      walk,
      {
        network,
        shapes: walk.shapes,
        classes,
        image: { split: image.split, index: image.index, values: image.values },
        labelIsKnown: known !== null,
        step: model.step,
        as: request.as,
        tieRule: request.tieRule,
        variation: null,
      },
      model.learning,
      null,
      signal,
    );
  }

  /** Both passes; which of them, and where in it, is told on the way. */
  #walk(subject: Subject, signal: Signal): Promise<WalkThrough> {
    const layers = subject.network.layers.length;
    return this.#complete(WalkThrough.begin(subject), signal, (done) =>
      done <= layers
        ? { stage: 'forward', done, total: layers }
        : { stage: 'backward', done: done - layers, total: layers },
    );
  }

  /** Gives a walk-through its number. `info` is what does not follow from it. */
  async #keep(
    walk: WalkThrough,
    info: Pick<
      WalkInfo,
      'network' | 'shapes' | 'classes' | 'image' | 'labelIsKnown' | 'step' | 'as' | 'tieRule'
    > & { readonly variation: Variation | null },
    learning: Learning,
    base: WalkThrough | null,
    signal: Signal,
  ): Promise<WalkInfo> {
    const { verdict, subject } = walk;
    // The weights are copied and tried layer by layer, with two pieces for the step between.
    const total = 2 * walk.layers.length + 3;
    const update = await this.#complete(beginUpdate(walk, learning), signal, (done) => ({
      stage: 'update',
      done,
      total,
    }));
    const number = ++this.#count;
    const whole: WalkInfo = {
      ...info,
      walk: number,
      image: { ...info.image, values: subject.image },
      label: subject.label,
      probabilities: [...verdict.probabilities],
      logits: [...walk.inputs.at(-1)!],
      predicted: argmax(verdict.probabilities),
      loss: verdict.loss,
      layers: walk.layers.map((_, layer) => layerSummary(walk, layer)),
      update: update.summary,
    };
    this.#kept.set(number, { walk, info: whole, learning, base, update, values: valuesOf(walk) });
    this.#letGo();
    return whole;
  }

  /** The oldest go first; the newest always stays. */
  #letGo(): void {
    let values = 0;
    [...this.#kept.entries()].reverse().forEach(([id, kept], age) => {
      values += kept.values;
      if (age > 0 && (age >= KEPT_WALKS || values > MAX_KEPT_VALUES)) this.#kept.delete(id);
    });
  }

  #find(id: number): Kept {
    const kept = this.#kept.get(id);
    if (!kept) {
      throw new EpochLabError('wrong-state', 'This walk-through is no longer kept. Open it again.', {
        walk: id,
      });
    }
    // Looked at last, let go last.
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    return kept;
  }

  /** Works some milliseconds at a stretch, and lets everything else in between. */
  async #complete<Result>(
    work: Generator<void, Result>,
    signal: Signal,
    progressAt?: (pieces: number) => WalkProgress,
  ): Promise<Result> {
    let since = performance.now();
    let told = since;
    for (let pieces = 1; ; pieces++) {
      const { done, value } = work.next();
      if (done) return value;
      const now = performance.now();
      if (now - since < PIECE_MS) continue;
      if (progressAt && now - told >= TELL_MS) {
        told = now;
        this.around.onProgress(progressAt(pieces));
      }
      await this.around.breathe();
      if (signal.aborted) throw cancelled();
      since = performance.now();
    }
  }
}

/** Values and gradients of all layers; of each weight its value, its gradient and what the update makes of it. */
function valuesOf(walk: WalkThrough): number {
  const layers = walk.inputs.reduce((sum, { length }) => sum + 2 * length, 0);
  return walk.network.parameters.reduce((sum, { values }) => sum + 3 * values.length, layers);
}
