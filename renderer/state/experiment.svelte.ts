import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { dataShapeOf, fitNetwork, shapeFitted } from '../../engine/protocol/fit-network.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { presetIds, presets, type PresetId } from '../../engine/protocol/presets.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { inferShapes, parameterCount, type LayerShape } from '../../engine/protocol/shapes.ts';
import { formatCount, parseNumber } from '../i18n/index.ts';
import type { Dataset } from './dataset.svelte.ts';
import { checkDraft, fieldNames, stepField, tidy, toDraft, type Draft, type FieldName } from './draft.ts';

/** Threads to begin with, before the engine has said what the machine can use. */
const DEFAULT_THREADS = 2;

/** Which of the presets this network is, for whichever images and classes, if any. */
export function presetOf(network: NetworkSpec): PresetId | null {
  const data = shapeFitted(network);
  return presetIds.find((id) => isSameNetwork(fitNetwork(presets[id].network, data), network)) ?? null;
}

/** Whether the layers fit together. */
export function isPossible(network: NetworkSpec, classes: number): boolean {
  try {
    inferShapes(network, classes);
    return true;
  } catch {
    return false;
  }
}

export function isSameNetwork(a: NetworkSpec, b: NetworkSpec): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The experiment to be run next: a network, and the settings as they stand in their fields. */
export class Experiment {
  network = $state.raw<NetworkSpec>(presets.report.network);
  /** A network that came with a file and is none of the presets. */
  ownNetwork = $state.raw<NetworkSpec | null>(null);
  draft = $state.raw<Draft>(toDraft({ ...presets.report.settings, threads: DEFAULT_THREADS }));
  #suggestedThreads = $state(DEFAULT_THREADS);

  readonly preset: PresetId | null = $derived(presetOf(this.network));
  readonly classes: number = $derived.by(() => shapeFitted(this.network).classes);
  readonly shapes: readonly LayerShape[] = $derived(inferShapes(this.network, this.classes));
  readonly parameterCount: number = $derived(parameterCount(this.shapes));
  readonly checked = $derived.by(() => checkDraft(this.draft, this.dataset.info?.trainImages ?? null));
  /** The field that stands in the way of a run, if one does. */
  readonly firstProblem: FieldName | null = $derived.by(() => {
    const { problems } = this.checked;
    return problems ? (fieldNames.find((field) => problems[field] !== undefined) ?? null) : null;
  });
  /** Whether the fields hold what the preset would put there. */
  readonly isAsPreset: boolean = $derived.by(() => {
    const preset = this.#presetDraft();
    return fieldNames.every((field) => tidy(field, this.draft[field]) === preset[field]);
  });

  constructor(private readonly dataset: Dataset) {}

  /** Chooses a preset's network, with the settings that train it well; seed and threads stay. */
  choosePreset(id: PresetId): void {
    if (id === this.preset) return;
    this.network = this.fitted(presets[id].network);
    const { seed, threads } = this.draft;
    this.draft = { ...this.#presetDraft(), seed, threads };
  }

  chooseOwnNetwork(): void {
    if (this.ownNetwork) this.network = this.fitted(this.ownNetwork);
  }

  /** Puts the settings back to the preset's. */
  resetSettings(): void {
    this.draft = this.#presetDraft();
  }

  setField(field: FieldName, typed: string): void {
    this.draft = { ...this.draft, [field]: typed };
  }

  tidyField(field: FieldName): void {
    this.setField(field, tidy(field, this.draft[field]));
  }

  stepField(field: FieldName, direction: 1 | -1): void {
    this.setField(field, stepField(field, this.draft[field], direction));
  }

  /** A network as it would be for the open data set. */
  fitted(network: NetworkSpec): NetworkSpec {
    return this.dataset.info ? fitNetwork(network, dataShapeOf(this.dataset.info)) : network;
  }

  /**
   * Another data set was opened: the network takes its images and has a unit for each of its classes. One whose
   * layers have no room in such images gives way to the perceptron, which has room in any. No more images are asked
   * for than there are.
   */
  fit(info: DatasetInfo): void {
    this.network = [this.network, presets.mlp.network]
      .map((network) => fitNetwork(network, dataShapeOf(info)))
      .find((network) => isPossible(network, info.classes.length))!;
    const wanted = parseNumber(this.draft.trainImages) + parseNumber(this.draft.validationImages);
    if (wanted <= info.trainImages) return;
    const validation = Math.min(parseNumber(this.draft.validationImages), Math.floor(info.trainImages / 10));
    const train = info.trainImages - validation;
    const batch = Math.min(parseNumber(this.draft.batchSize), train);
    this.draft = {
      ...this.draft,
      trainImages: formatCount(train),
      validationImages: formatCount(validation),
      batchSize: formatCount(batch),
    };
  }

  /** The experiment of a run or of an opened file, to be looked at, changed and run again. */
  adopt(network: NetworkSpec, settings: TrainingSettings | null): void {
    this.network = network;
    this.ownNetwork = presetOf(network) === null ? network : null;
    if (settings) this.draft = toDraft(settings);
  }

  suggestThreads(threads: number): void {
    if (this.draft.threads === String(this.#suggestedThreads)) this.setField('threads', String(threads));
    this.#suggestedThreads = threads;
  }

  #presetDraft(): Draft {
    return toDraft({ ...presets[this.preset ?? 'report'].settings, threads: this.#suggestedThreads });
  }
}
