import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { dataShapeOf, fitNetwork, shapeFitted } from '../../engine/protocol/fit-network.ts';
import type { Initialiser, LayerKind, LayerSpec, NetworkSpec } from '../../engine/protocol/network.ts';
import { fixesFor, type Fix } from '../../engine/protocol/network-fixes.ts';
import { presets, type PresetId } from '../../engine/protocol/presets.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { checkShapes, isPossible, parameterCount, type LayerShape } from '../../engine/protocol/shapes.ts';
import type { Dataset } from './dataset.svelte.ts';
import {
  checkDraft,
  choiceNames,
  differs,
  fieldNames,
  initialOf,
  isUsed,
  stepField,
  tidy,
  toDraft,
  type ChoiceName,
  type Choices,
  type Draft,
  type FieldName,
} from './draft.ts';
import { forImages, withChoice, withinImages } from './draft-changes.ts';
import { newLayer, placeFor, withDropout } from './layer-defaults.ts';
import { isSame, isSameNetwork, presetOf } from './same-network.ts';
import { withStored } from './session.ts';
import { begin, commit, redo, undo, type UndoHistory } from './undo-history.ts';

/** Threads to begin with, before the engine has said what the machine can use. */
const DEFAULT_THREADS = 2;
/** So many changes can be taken back. */
const MAX_UNDO = 200;

/** All inputs to each class, and nothing between. */
const LEAST_NETWORK: NetworkSpec = {
  input: presets.report.network.input,
  layers: [{ kind: 'flatten' }, { kind: 'dense', units: 10, bias: true }],
  initialiser: 'he-normal',
};

function isChoiceName(name: FieldName | ChoiceName): name is ChoiceName {
  return (choiceNames as readonly string[]).includes(name);
}

/** What can be changed of an experiment, and taken back. */
interface Drawing {
  readonly network: NetworkSpec;
  readonly draft: Draft;
  /** The preset that the settings are compared with. */
  readonly basis: PresetId;
}

/**
 * The experiment to be run next: a network, possible or not yet, and the settings as they stand in their fields.
 * Every change can be undone.
 */
export class Experiment {
  #history = $state.raw<UndoHistory<Drawing>>(
    begin<Drawing>({
      network: presets.report.network,
      draft: toDraft({ ...presets.report.settings, threads: DEFAULT_THREADS }),
      basis: 'report',
    }),
  );
  /** What the last change was about: typing on in one field is one change. */
  #lastKey: string | null = null;
  #suggestedThreads = $state(DEFAULT_THREADS);
  /** For training, in the data set that it was fitted to last. */
  #images: number | null = null;
  /** A network that is none of the presets: drawn up here, or come with a file. At first, the least there is. */
  ownNetwork = $state.raw<NetworkSpec>(LEAST_NETWORK);

  /** What a field of the network is called in which something stands that is no value of it, if there is one. */
  unfinished = $state<string | null>(null);

  readonly network: NetworkSpec = $derived(this.#history.present.network);
  readonly draft: Draft = $derived(this.#history.present.draft);
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);

  readonly preset: PresetId | null = $derived(presetOf(this.network));
  readonly classes: number = $derived.by(
    () => this.dataset.info?.classes.length ?? shapeFitted(this.network).classes,
  );
  readonly #check = $derived(checkShapes(this.network, this.classes));
  /** As far as the layers fit together. */
  readonly shapes: readonly LayerShape[] = $derived(this.#check.shapes);
  /** Why the network is impossible, if it is. */
  readonly networkProblem = $derived(this.#check.problem);
  readonly fixes: readonly Fix[] = $derived(this.networkProblem ? fixesFor(this.network, this.classes) : []);
  readonly parameterCount: number = $derived(parameterCount(this.shapes));
  readonly checked = $derived.by(() => checkDraft(this.draft, this.dataset.info?.trainImages ?? null));
  /** The field that stands in the way of a run, if one does. */
  readonly firstProblem: FieldName | null = $derived.by(() => {
    const { problems } = this.checked;
    return problems ? (fieldNames.find((field) => problems[field] !== undefined) ?? null) : null;
  });
  readonly presetDraft: Draft = $derived.by(() => this.#draftOf(this.#history.present.basis));
  /** Fields and choices that differ from the preset's. */
  readonly changes: readonly (FieldName | ChoiceName)[] = $derived(
    [...choiceNames, ...fieldNames].filter((name) => differs(name, this.draft, this.presetDraft)),
  );
  /** Network and settings are such that a run can begin. */
  readonly canRun: boolean = $derived(
    this.networkProblem === null && this.checked.settings !== null && this.unfinished === null,
  );
  /** Whether the fields hold what the preset would put there. */
  readonly isAsPreset: boolean = $derived(this.changes.length === 0 && this.draft.replay === null);

  constructor(private readonly dataset: Dataset) {}

  undo(): void {
    this.#lastKey = null;
    this.#history = undo(this.#history);
    this.#refit();
  }

  redo(): void {
    this.#lastKey = null;
    this.#history = redo(this.#history);
    this.#refit();
  }

  /** Chooses a preset's network, with the settings that train it well; seed and threads stay. */
  choosePreset(id: PresetId): void {
    if (id === this.preset) return;
    const { seed, threads } = this.draft;
    this.#change({
      network: this.fitted(presets[id].network),
      draft: { ...this.#draftOf(id), seed, threads },
      basis: id,
    });
  }

  chooseOwnNetwork(): void {
    this.#change({ network: this.fitted(this.ownNetwork) });
  }

  /** @returns where the layer went. */
  addLayer(kind: LayerKind, chosen: number | null): number {
    const layer = newLayer(kind);
    const place = placeFor(layer, this.network, this.classes, chosen);
    this.#setLayers(this.network.layers.toSpliced(place, 0, layer));
    return place;
  }

  removeLayer(place: number): void {
    if (this.network.layers.length > 1) this.#setLayers(this.network.layers.toSpliced(place, 1));
  }

  moveLayer(from: number, to: number): void {
    const { layers } = this.network;
    const layer = layers[from];
    if (!layer || to < 0 || to >= layers.length || to === from) return;
    this.#setLayers(layers.toSpliced(from, 1).toSpliced(to, 0, layer));
  }

  setLayer(place: number, layer: LayerSpec, member: string): void {
    this.#setLayers(this.network.layers.with(place, layer), `layer-${place}-${member}`);
  }

  setInitialiser(initialiser: Initialiser): void {
    this.#setNetwork({ ...this.network, initialiser });
  }

  setDropout(rate: number): void {
    this.#setNetwork(withDropout(this.network, rate), 'dropout');
  }

  applyFix(fix: Fix): void {
    this.#setNetwork(fix.network);
  }

  /** Puts the settings back to the preset's. */
  resetSettings(): void {
    this.#change({ draft: this.presetDraft });
  }

  revert(name: FieldName | ChoiceName): void {
    const { presetDraft } = this;
    if (isChoiceName(name)) {
      this.setChoice(name, presetDraft[name]);
      return;
    }
    this.#change({ draft: { ...this.draft, [name]: initialOf(name, presetDraft) } });
  }

  dropReplay(): void {
    this.#change({ draft: { ...this.draft, replay: null } });
  }

  setField(field: FieldName, typed: string): void {
    this.#change({ draft: { ...this.draft, [field]: typed } }, field);
  }

  setChoice<Name extends ChoiceName>(name: Name, value: Choices[Name]): void {
    this.#change({ draft: withChoice(this.draft, name, value, this.presetDraft) });
  }

  tidyField(field: FieldName): void {
    const typed = this.draft[field];
    const tidied = tidy(field, typed);
    if (tidied !== typed) this.setField(field, tidied);
    this.#lastKey = null;
  }

  stepField(field: FieldName, direction: 1 | -1): void {
    this.setField(field, stepField(field, this.draft[field], direction));
  }

  isUsed(field: FieldName): boolean {
    return isUsed(field, this.draft);
  }

  /** A network as it would be for the open data set. */
  fitted(network: NetworkSpec): NetworkSpec {
    return this.dataset.info ? fitNetwork(network, dataShapeOf(this.dataset.info)) : network;
  }

  /**
   * Another data set was opened: the network takes its images and has a unit for each of its classes. One whose
   * layers have no room in such images gives way to the perceptron, which has room in any. No more images are asked
   * for than there are, and after a small data set as many as before it.
   */
  fit(info: DatasetInfo): void {
    const network = [this.network, presets.mlp.network]
      .map((candidate) => fitNetwork(candidate, dataShapeOf(info)))
      .find((candidate) => isPossible(candidate, info.classes.length))!;
    if (!isSameNetwork(network, this.network)) this.#change({ network });
    const preset = this.#wholeDraftOf(this.#history.present.basis);
    const draft = forImages(this.draft, preset, this.#images, info.trainImages);
    this.#images = info.trainImages;
    if (!isSame(draft, this.draft)) this.#change({ draft });
  }

  /** Settings that were kept before the window was lost. */
  bringBack(draft: unknown): void {
    this.#change({ draft: withStored(this.draft, draft) });
  }

  /** The experiment of a run or of an opened file, to be looked at, changed and run again. */
  adopt(network: NetworkSpec, settings: TrainingSettings | null): void {
    const draft = settings ? toDraft(settings) : this.draft;
    const preset = presetOf(network);
    if (preset === null) this.ownNetwork = network;
    if (isSameNetwork(network, this.network) && isSame(draft, this.draft)) return;
    this.#change({ network, draft, ...(preset && { basis: preset }) });
  }

  suggestThreads(threads: number): void {
    const isUntouched = this.draft.threads === String(this.#suggestedThreads);
    this.#suggestedThreads = threads;
    if (!isUntouched) return;
    // What the machine suggests is nobody's change.
    const present = { ...this.#history.present, draft: { ...this.draft, threads: String(threads) } };
    this.#history = { ...this.#history, present };
  }

  /** A preset's settings, as far as the open data set has images for them. */
  #draftOf(id: PresetId): Draft {
    const draft = this.#wholeDraftOf(id);
    return this.dataset.info ? withinImages(draft, this.dataset.info.trainImages) : draft;
  }

  #wholeDraftOf(id: PresetId): Draft {
    return toDraft({ ...presets[id].settings, threads: this.#suggestedThreads });
  }

  #setLayers(layers: readonly LayerSpec[], key: string | null = null): void {
    this.#setNetwork({ ...this.network, layers: [...layers] }, key);
  }

  #setNetwork(network: NetworkSpec, key: string | null = null): void {
    this.#change({ network }, key);
    if (this.preset === null) this.ownNetwork = network;
  }

  /** @param key changes with one key that follow each other are taken back together. */
  #change(change: Partial<Drawing>, key: string | null = null): void {
    const next = { ...this.#history.present, ...change };
    if (key !== null && key === this.#lastKey) {
      this.#history = { ...this.#history, present: next, future: [] };
    } else {
      const { past, ...rest } = commit(this.#history, next);
      this.#history = { ...rest, past: past.slice(-MAX_UNDO) };
    }
    this.#lastKey = key;
  }

  /** What is brought back must suit the data set that is open now. */
  #refit(): void {
    const network = this.fitted(this.network);
    if (isSameNetwork(network, this.network)) return;
    this.#history = { ...this.#history, present: { ...this.#history.present, network } };
  }
}
