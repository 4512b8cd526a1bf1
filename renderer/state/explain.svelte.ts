import type { ClassSteps } from '../../engine/protocol/explain-answers.ts';
import type { TensorView, WalkInfo } from '../../engine/protocol/explain-walk.ts';
import { Ahead } from './explain-ahead.ts';
import { askDetail, type Detail, type Focus } from './explain-focus.ts';
import { ExplainOpening, type Surroundings } from './explain-opening.svelte.ts';
import { ExplainPlayer } from './explain-player.svelte.ts';
import { ExplainQuestions } from './explain-questions.svelte.ts';
import { stepsOf, type Step } from './explain-steps.ts';
import {
  firstChannels,
  firstPlace,
  isPerChannel,
  tensorsOf,
  type Channels,
  type Tensors,
} from './explain-tensors.ts';

/** All that is on screen for one step; replaced as a whole, so that nothing of two steps is seen together. */
export interface Shown {
  readonly walk: number;
  readonly step: Step;
  /** The layer whose tensors these are: the step's, or in the update the one that was chosen. */
  readonly layer: number;
  readonly tensors: Tensors;
}

/** What a step needs of the engine. */
interface Wanted {
  readonly step: Step;
  readonly layer: number;
  readonly look: Channels & { readonly focus: Focus | null };
  /** Equal for equal needs. */
  readonly question: string;
}

interface Answer {
  readonly views: readonly TensorView[];
  readonly detail: Detail | null;
}

/** So many values of steps that were seen are kept: 8 MB. */
const KEPT_VALUES = 1_000_000;

export interface Beside {
  readonly shown: Shown;
  readonly detail: Detail | null;
}

function shownOf(info: WalkInfo, { step, layer }: Wanted, views: readonly TensorView[]): Shown {
  const tensors = Object.fromEntries(views.map((view) => [view.of, view])) as Tensors;
  return { walk: info.walk, step, layer, tensors };
}

/** The walk-through: one image, where in the two passes one is, and what is looked at there. */
export class Explain extends ExplainOpening {
  stepIndex = $state(0);
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
  /** The steps beside the one that is shown, with what will be said of them, as far as it is known. */
  beside = $state.raw<readonly Beside[]>([]);

  readonly steps: readonly Step[] = $derived(this.info ? stepsOf(this.info.network.layers) : []);
  readonly step: Step | null = $derived(this.steps[this.stepIndex] ?? null);
  #loads = 0;
  #details = 0;
  /** The walk-through that `classSteps` are of. */
  #classWalk = 0;
  /** A network like LeNet-5 is there as a whole when it has been walked through once. */
  readonly #ahead = new Ahead<Answer>(KEPT_VALUES, ({ views }) =>
    views.reduce((sum, { values }) => sum + values.length, 0),
  );

  readonly player = new ExplainPlayer(this);
  readonly questions: ExplainQuestions;

  constructor(lab: Surroundings) {
    super(lab);
    this.questions = new ExplainQuestions({
      engine: lab.engine,
      current: () => this.info?.walk ?? null,
      fail: (thrown) => this.fail(thrown),
    });
  }

  protected override onOpened(before: WalkInfo | null, info: WalkInfo, stepIndex = this.stepIndex): void {
    const isOther = !before || before.network.layers.length !== info.network.layers.length;
    // Who looked at the true class looks at the new image's.
    if (isOther || this.chosenClass === before.label) this.chosenClass = info.label;
    if (this.chosenClass >= info.classes.length) this.chosenClass = 0;
    this.stepIndex = stepIndex < this.steps.length ? stepIndex : 0;
  }

  goTo(index: number): void {
    const last = this.steps.length - 1;
    const wanted = Math.min(last, Math.max(0, index));
    if (wanted === this.stepIndex && this.shown?.step === this.step) return;
    this.stepIndex = wanted;
    void this.load();
  }

  /** To the first picture, now or once there is one. */
  rewind(): void {
    if (this.steps.length > 0) this.goTo(0);
    else this.stepIndex = 0;
  }

  goToStep(id: string): void {
    const index = this.steps.findIndex((step) => step.id === id);
    if (index >= 0) this.goTo(index);
  }

  get isAtEnd(): boolean {
    return this.stepIndex === this.steps.length - 1;
  }

  /** On by one step; from the update, into the next step of the training. */
  forward(): void {
    if (!this.isAtEnd) this.goTo(this.stepIndex + 1);
    else if (!this.isWorking) void this.advance();
  }

  back(): void {
    this.goTo(this.stepIndex - 1);
  }

  async selectChannel(channel: number): Promise<void> {
    this.channel = channel;
    const layer = this.shown?.layer;
    if (this.info && layer !== undefined && isPerChannel(this.info, layer)) this.inputChannel = channel;
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

  /** Fetches what the step shows, and puts it on screen at once: nothing of two steps is seen together. */
  override async load(): Promise<void> {
    const { info, step } = this;
    if (!info || !step) return;
    const token = ++this.#loads;
    const wanted = this.#wanted(info, step);
    const { layer, look } = wanted;
    try {
      const [{ views, detail }] = await Promise.all([this.#ask(info, wanted), this.#loadClass()]);
      if (token !== this.#loads) return;
      const shown = shownOf(info, wanted, views);
      const place = look.focus ? null : firstPlace(step, shown.tensors, look.channel);
      this.#details += 1;
      this.channel = look.channel;
      this.inputChannel = look.inputChannel;
      this.focus = place ? { kind: 'output', layer, place } : look.focus;
      this.detail = detail;
      this.shown = shown;
      this.problem = null;
      if (place) await this.#loadDetail();
      if (token === this.#loads) this.#lookAhead(info, wanted);
    } catch (thrown) {
      if (token === this.#loads) this.fail(thrown);
    }
  }

  #wanted(info: WalkInfo, step: Step): Wanted {
    const layer = this.#layerOf(step, info);
    const look = this.#lookAt(info, step, layer);
    return { step, layer, look, question: JSON.stringify([info.walk, step.id, layer, look]) };
  }

  #ask(info: WalkInfo, { step, layer, look, question }: Wanted): Promise<Answer> {
    const { engine } = this.lab;
    return this.#ahead.ask(question, async () => {
      const [views, detail] = await Promise.all([
        engine.call('explainTensors', { walk: info.walk, tensors: tensorsOf(info, step, layer, look) }),
        look.focus && askDetail(engine, info, look.focus, look.inputChannel),
      ]);
      return { views, detail };
    });
  }

  /** Asks for the steps beside the one that is shown, once it is on screen. */
  #lookAhead(info: WalkInfo, shown: Wanted): void {
    // Another walk-through is on its way.
    if (this.isFollowing) return;
    const at = this.steps.indexOf(shown.step);
    const beside = [this.steps[at + 1], this.steps[at - 1]]
      .filter((step) => step !== undefined)
      .map((step) => this.#wanted(info, step));
    this.beside = [];
    this.#ahead.keep([shown, ...beside].map(({ question }) => question));
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (this.info !== info || this.step !== shown.step) return;
        for (const wanted of beside) void this.#lookBeside(info, shown.step, wanted);
      }),
    );
  }

  async #lookBeside(info: WalkInfo, shown: Step, wanted: Wanted): Promise<void> {
    try {
      const { views, detail } = await this.#ask(info, wanted);
      if (this.info === info && this.step === shown)
        this.beside = [...this.beside, { shown: shownOf(info, wanted, views), detail }];
    } catch {
      // What is wrong is told when it is looked at.
    }
  }

  /** Another layer is looked at where it responds most; the same one, the other way, where it was. */
  #lookAt(info: WalkInfo, step: Step, layer: number): Channels & { readonly focus: Focus | null } {
    const { shown, channel, inputChannel, focus } = this;
    const isThere = shown?.layer === layer && shown.step.stage === step.stage;
    if (isThere) return { channel, inputChannel, focus: focus?.layer === layer ? focus : null };
    const place =
      step.stage === 'layer' && step.way !== 'update' ? info.layers[layer]!.first[step.way] : null;
    return {
      ...firstChannels(info, step, layer),
      focus: place && { kind: 'output', layer, place },
    };
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

  async #loadDetail(): Promise<void> {
    const { info, focus } = this;
    const token = ++this.#details;
    if (!info || !focus) {
      this.detail = null;
      return;
    }
    try {
      const detail = await askDetail(this.lab.engine, info, focus, this.inputChannel);
      if (token === this.#details) this.detail = detail;
    } catch (thrown) {
      if (token === this.#details) this.fail(thrown);
    }
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
}
