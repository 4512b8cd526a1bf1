import type {
  CheckResult,
  ClassSteps,
  ExcitingImage,
  InputUses,
  LayerSource,
  Place3,
  SourceKind,
  Survey,
  TensorRequest,
  TensorView,
  TieRuleName,
  ValueOrigin,
  WalkChange,
  WalkImage,
  WalkInfo,
  WeightUses,
} from '../../engine/protocol/explain-calls.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import type { ParameterName } from '../../engine/protocol/shapes.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { stepsOf, type Step } from './explain-steps.ts';

/** What is being looked at: a value going out of a layer or into it, or a weight. */
export type Focus =
  | { readonly kind: 'output' | 'input'; readonly layer: number; readonly place: Place3 }
  | {
      readonly kind: 'weight';
      readonly layer: number;
      readonly parameter: ParameterName;
      readonly place: readonly number[];
    };

/** What the engine says of it. */
export type Detail =
  | { readonly kind: 'value'; readonly origin: ValueOrigin }
  | { readonly kind: 'input'; readonly uses: InputUses }
  | { readonly kind: 'weight'; readonly uses: WeightUses };

export type TensorName = TensorRequest['of'];
type Tensors = Readonly<Partial<Record<TensorName, TensorView>>>;

/** All that is on screen for one step; replaced as a whole, so that nothing of two steps is seen together. */
export interface Shown {
  readonly walk: number;
  readonly step: Step;
  /** The layer whose tensors these are: the step's, or in the update the one that was chosen. */
  readonly layer: number;
  readonly tensors: Tensors;
}

/** What the walk-through takes from the rest of the window. */
interface Surroundings {
  readonly engine: EngineClient;
  /** The drawing as the network sees it; null while nothing is drawn. */
  drawing(): Uint8Array | null;
  /** The network and settings that are drawn up. */
  experiment(): { readonly network: NetworkSpec; readonly settings: TrainingSettings | null };
  /** Steps that the current weights have seen. */
  steps(): number;
}

/** How long a step stays on screen while it plays. */
const PLAY_STEP_MS = 2200;
/** How often a run is followed. */
const FOLLOW_MS = 600;

/** The walk-through: one image, where in the two passes one is, and what is looked at there. */
export class Explain {
  info = $state.raw<WalkInfo | null>(null);
  /** The walk-through that changes are made to, while one of them is shown. */
  #base: WalkInfo | null = null;
  isWorking = $state(false);
  problem = $state<string | null>(null);

  image = $state.raw<WalkImage>({ from: 'dataset', split: 'test', index: 0 });
  label = $state<number | null>(null);
  weights = $state<'current' | 'untrained'>('current');
  as = $state<'use' | 'training'>('use');
  tieRule = $state<TieRuleName>('first-maximum');
  isFollowing = $state(false);

  stepIndex = $state(0);
  isPlaying = $state(false);
  shown = $state.raw<Shown | null>(null);
  /** Numbers of the channels that are looked at, as the engine counts them. */
  channel = $state(0);
  inputChannel = $state(0);
  focus = $state.raw<Focus | null>(null);
  detail = $state.raw<Detail | null>(null);
  /** The class that softmax and loss are looked at from. */
  chosenClass = $state(0);
  classSteps = $state.raw<ClassSteps | null>(null);
  /** Layer whose weights the update shows. */
  updateLayer = $state(0);

  readonly steps: readonly Step[] = $derived(this.info ? stepsOf(this.info.network.layers) : []);
  readonly step: Step | null = $derived(this.steps[this.stepIndex] ?? null);
  /** The weights have moved on since this was opened. */
  readonly isBehind = $derived.by(
    () =>
      this.info !== null &&
      this.weights === 'current' &&
      this.info.variation === null &&
      !this.hasAdvanced &&
      this.info.step !== this.lab.steps(),
  );
  /** It shows weights of its own: those after an update. */
  hasAdvanced = $state(false);

  #opening: AbortController | null = null;
  #loads = 0;
  #details = 0;
  #lastFollow = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly lab: Surroundings) {}

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
    await this.#replace((signal) => this.lab.engine.call('explainAdvance', { walk: info.walk }, { signal }));
    if (this.problem) return;
    this.hasAdvanced = true;
    this.goTo(0);
  }

  goTo(index: number): void {
    const last = this.steps.length - 1;
    const wanted = Math.min(last, Math.max(0, index));
    if (wanted === this.stepIndex && this.shown?.step === this.step) return;
    this.stepIndex = wanted;
    void this.load();
  }

  goToStep(id: string): void {
    const index = this.steps.findIndex((step) => step.id === id);
    if (index >= 0) this.goTo(index);
  }

  forward(): void {
    this.goTo(this.stepIndex + 1);
  }

  back(): void {
    this.goTo(this.stepIndex - 1);
  }

  togglePlay(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play(): void {
    if (this.stepIndex === this.steps.length - 1) this.goTo(0);
    this.isPlaying = true;
    this.#timer = setTimeout(() => this.#tick(), PLAY_STEP_MS);
  }

  pause(): void {
    this.isPlaying = false;
    clearTimeout(this.#timer);
  }

  #tick(): void {
    if (!this.isPlaying) return;
    this.forward();
    if (this.stepIndex === this.steps.length - 1) this.isPlaying = false;
    else this.#timer = setTimeout(() => this.#tick(), PLAY_STEP_MS);
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

  /** A layer's definition in the engine; each is fetched once. */
  source(kind: SourceKind): Promise<LayerSource> {
    const known = this.#sources.get(kind);
    if (known) return known;
    const asked = this.lab.engine.call('explainSource', { kind });
    this.#sources.set(kind, asked);
    asked.catch(() => this.#sources.delete(kind));
    return asked;
  }
  // Nothing on screen waits for a change of it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #sources = new Map<SourceKind, Promise<LayerSource>>();

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
    return await this.#ofWalk((walk) => this.lab.engine.call('explainCheck', { walk, ...what }, { signal }));
  }

  async excite(layer: number, channel: number, seed: number): Promise<ExcitingImage | null> {
    return await this.#ofWalk((walk) =>
      this.lab.engine.call('explainExcite', { walk, layer, channel, seed }),
    );
  }

  async survey(layer: number, channel: number): Promise<Survey | null> {
    return await this.#ofWalk((walk) => this.lab.engine.call('explainSurvey', { walk, layer, channel }));
  }

  /** ∂L/∂image of the walk-through. */
  saliency = $state.raw<TensorView | null>(null);

  async loadSaliency(): Promise<void> {
    const { info } = this;
    const views = await this.#ofWalk((walk) =>
      this.lab.engine.call('explainTensors', { walk, tensors: [{ layer: 0, of: 'inputGradient' }] }),
    );
    if (info === this.info) this.saliency = views?.[0] ?? null;
  }

  async #ofWalk<Found>(ask: (walk: number) => Promise<Found>): Promise<Found | null> {
    const { info } = this;
    if (!info) return null;
    try {
      return await ask(info.walk);
    } catch (thrown) {
      this.#fail(thrown);
      return null;
    }
  }

  async selectChannel(channel: number): Promise<void> {
    this.channel = channel;
    const layer = this.shown?.layer;
    if (this.info && layer !== undefined && this.#isPerChannel(this.info, layer)) this.inputChannel = channel;
    this.focus = null;
    await this.load();
  }

  async selectInputChannel(channel: number): Promise<void> {
    this.inputChannel = channel;
    await this.load();
  }

  async selectClass(chosen: number): Promise<void> {
    this.chosenClass = chosen;
    await this.#loadClass();
  }

  async selectUpdateLayer(layer: number): Promise<void> {
    this.updateLayer = layer;
    this.focus = null;
    this.channel = 0;
    await this.load();
  }

  async select(focus: Focus): Promise<void> {
    this.focus = focus;
    const unit = focus.kind === 'output' ? focus.place[2] : null;
    if (unit !== null && unit !== this.channel && this.info?.network.layers[focus.layer]?.kind === 'dense') {
      // The unit's own weights belong to it.
      this.channel = unit;
      await this.load();
    } else {
      await this.#loadDetail();
    }
  }

  /** Fetches what the step shows, and puts it on screen at once. */
  async load(): Promise<void> {
    const { info, step } = this;
    if (!info || !step) return;
    const token = ++this.#loads;
    const layer = this.#layerOf(step, info);
    const isNewLayer =
      this.shown?.layer !== layer || this.shown.walk !== info.walk || this.shown.step !== step;
    if (isNewLayer) this.#begin(info, step, layer);
    const names = this.#namesFor(info, step, layer);
    const { channel, inputChannel } = this;
    try {
      const [views] = await Promise.all([
        this.lab.engine.call('explainTensors', {
          walk: info.walk,
          tensors: names.map((of) => ({
            layer,
            of,
            ...this.#partFor(info, layer, of, channel, inputChannel),
          })),
        }),
        this.#loadClass(),
      ]);
      if (token !== this.#loads) return;
      const tensors = Object.fromEntries(views.map((view) => [view.of, view])) as Tensors;
      if (!this.focus || this.focus.layer !== layer) this.focus = this.#firstFocus(step, layer, tensors);
      this.shown = { walk: info.walk, step, layer, tensors };
      this.problem = null;
      await this.#loadDetail();
    } catch (thrown) {
      if (token === this.#loads) this.#fail(thrown);
    }
  }

  #layerOf(step: Step, info: WalkInfo): number {
    if (step.layer !== null) return step.layer;
    if (step.stage === 'update') {
      const known = info.update.layers.some(({ layer }) => layer === this.updateLayer);
      if (!known) this.updateLayer = info.update.layers[0]?.layer ?? 0;
      return this.updateLayer;
    }
    return step.stage === 'image' ? 0 : info.network.layers.length - 1;
  }

  /** A layer is looked at first where it responds most. */
  #begin(info: WalkInfo, step: Step, layer: number): void {
    const isSameLayer = this.shown?.layer === layer && this.shown.step.stage === step.stage;
    if (!isSameLayer) {
      this.channel = step.stage === 'layer' ? info.layers[layer]!.output.channel : 0;
      this.inputChannel = 0;
      if (this.#isPerChannel(info, layer)) this.inputChannel = this.channel;
      if (info.shapes[layer]!.output.flat && step.stage === 'layer')
        this.channel = this.#topUnit(info, layer);
    }
    this.focus = isSameLayer ? this.focus : null;
    this.detail = isSameLayer ? this.detail : null;
  }

  #topUnit(info: WalkInfo, layer: number): number {
    const { values } = info.layers[layer]!.output;
    if (layer === info.network.layers.length - 1) return info.label;
    let top = 0;
    values.forEach((value, i) => {
      if (value > values[top]!) top = i;
    });
    return Math.min(top, info.shapes[layer]!.output.channels - 1);
  }

  /** Each channel of the output comes from the same one of the input. */
  #isPerChannel(info: WalkInfo, layer: number): boolean {
    const { kind } = info.network.layers[layer]!;
    return kind !== 'conv2d' && kind !== 'dense' && kind !== 'flatten';
  }

  #namesFor(info: WalkInfo, step: Step, layer: number): TensorName[] {
    const { kind } = info.network.layers[layer]!;
    const hasWeights = kind === 'conv2d' || kind === 'dense';
    if (step.stage === 'image') return step.way === 'forward' ? ['input'] : ['input', 'inputGradient'];
    if (step.stage === 'softmax' || step.stage === 'loss') return ['output', 'outputGradient'];
    if (step.stage === 'update') {
      const isNorm = kind === 'batchNorm';
      return isNorm || hasWeights
        ? ['parameter', 'parameterGradient', 'parameterStep', 'parameterAfter']
        : ['input'];
    }
    if (step.way === 'forward') {
      const change: TensorName[] = info.variation ? ['outputChange'] : [];
      if (kind === 'dense') return ['input', 'parameter', 'products', 'output', ...change];
      return ['input', ...(hasWeights ? (['parameter'] as const) : []), 'output', ...change];
    }
    if (hasWeights) return ['input', 'inputGradient', 'parameter', 'parameterGradient', 'outputGradient'];
    const hasDerivative = !(kind === 'batchNorm' && info.as === 'training');
    return [
      'input',
      'inputGradient',
      ...(hasDerivative ? (['localDerivative'] as const) : []),
      'outputGradient',
    ];
  }

  #partFor(
    info: WalkInfo,
    layer: number,
    of: TensorName,
    channel: number,
    inputChannel: number,
  ): Partial<Pick<TensorRequest, 'unit' | 'inputChannel' | 'parameter'>> {
    const { kind } = info.network.layers[layer]!;
    if (of === 'products') return { unit: channel };
    if (!of.startsWith('parameter')) return {};
    if (kind === 'dense') return { unit: channel };
    if (kind === 'batchNorm') return { parameter: 'scale' };
    return { unit: channel, inputChannel };
  }

  #firstFocus(step: Step, layer: number, tensors: Tensors): Focus | null {
    if (step.stage !== 'layer') return null;
    const view = step.way === 'forward' ? tensors.output : tensors.outputGradient;
    if (!view) return null;
    if (view.form === 'vector') return { kind: 'output', layer, place: [0, 0, this.channel] };
    const peaks = view.peaks[this.channel - view.from];
    if (!peaks) return null;
    const { high, low } = peaks;
    const peak = step.way === 'forward' || high.value >= -low.value ? high : low;
    return { kind: 'output', layer, place: [peak.row, peak.column, this.channel] };
  }

  async #loadDetail(): Promise<void> {
    const { info, focus } = this;
    const token = ++this.#details;
    if (!info || !focus) {
      this.detail = null;
      return;
    }
    try {
      const detail = await this.#ask(info.walk, focus);
      if (token === this.#details) this.detail = detail;
    } catch (thrown) {
      if (token === this.#details) this.#fail(thrown);
    }
  }

  async #ask(walk: number, focus: Focus): Promise<Detail> {
    const { engine } = this.lab;
    const { layer } = focus;
    if (focus.kind === 'weight') {
      const { parameter, place } = focus;
      return {
        kind: 'weight',
        uses: await engine.call('explainWeight', { walk, layer, parameter, place: [...place] }),
      };
    }
    const place: [number, number, number] = [...focus.place];
    if (focus.kind === 'input')
      return { kind: 'input', uses: await engine.call('explainInput', { walk, layer, place }) };
    const isConvolution = this.info?.network.layers[layer]?.kind === 'conv2d';
    const channel = isConvolution ? { channel: this.inputChannel } : {};
    return { kind: 'value', origin: await engine.call('explainValue', { walk, layer, place, ...channel }) };
  }

  async #loadClass(): Promise<void> {
    const { info, chosenClass } = this;
    if (!info) return;
    const known = this.classSteps;
    if (known && known.class === chosenClass && this.#classWalk === info.walk) return;
    const steps = await this.lab.engine.call('explainClass', { walk: info.walk, class: chosenClass });
    if (info !== this.info || chosenClass !== this.chosenClass) return;
    this.#classWalk = info.walk;
    this.classSteps = steps;
  }
  #classWalk = 0;

  /** Whatever is on its way is not waited for any more. */
  #abandon(): void {
    this.#opening?.abort();
    this.#opening = null;
    this.isWorking = false;
  }

  async #replace(ask: (signal: AbortSignal) => Promise<WalkInfo>): Promise<void> {
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    this.isWorking = true;
    this.problem = null;
    try {
      const info = await ask(opening.signal);
      if (this.#opening !== opening) return;
      if (!info.variation) this.#base = null;
      const isOther = !this.info || this.info.network.layers.length !== info.network.layers.length;
      this.info = info;
      if (isOther) this.chosenClass = info.label;
      if (this.chosenClass >= info.classes.length) this.chosenClass = 0;
      if (this.stepIndex >= this.steps.length) this.stepIndex = 0;
      await this.load();
    } catch (thrown) {
      if (this.#opening === opening) this.#fail(thrown);
    } finally {
      if (this.#opening === opening) this.isWorking = false;
    }
  }

  #fail(thrown: unknown): void {
    const error = toEpochLabError(thrown);
    // A lost engine has its own banner, and takes its walk-throughs with it.
    if (error.code === 'disconnected') this.info = null;
    else if (error.code !== 'cancelled') this.problem = error.message;
  }
}
