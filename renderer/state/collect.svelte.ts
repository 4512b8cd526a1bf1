import type { ClassSet, LabelConflict } from '../../engine/protocol/class-sets.ts';
import { roundPlaces } from '../../engine/protocol/drawing.ts';
import type { ReadClassSets } from '../../electron/shared/class-set-calls.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import {
  addClasses,
  addSample,
  nextClass,
  relabelSamples,
  removeClass,
  removeSamples,
} from './class-set-changes.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { OwnDatasets } from './own-datasets.svelte.ts';
import type { Pad } from './pad.svelte.ts';
import type { Place } from './place.svelte.ts';
import { begin, commit, redo, undo, type UndoHistory } from './undo-history.ts';

/** What collecting touches. */
interface Surroundings {
  readonly engine: EngineClient;
  readonly dataset: Dataset;
  readonly notices: Notices;
  readonly ownDatasets: OwnDatasets;
  readonly pad: Pad;
  readonly place: Place;
}

/** What nobody has named yet has its name from the language of the moment. */
const EMPTY: ClassSet = { name: '', classes: [], samples: [] };

function named(set: ClassSet): ClassSet {
  return set.name === '' ? { ...set, name: text.collect.newName } : set;
}

/** A data set of one's own, drawn on the pad: its classes, its drawings, and what is asked for next. */
export class Collection {
  writer = $state('');
  /** Places of the drawings that are chosen, to be relabelled or deleted. */
  chosen = $state.raw<readonly number[]>([]);
  /** Drawings that were handed in with different labels. */
  conflicts = $state.raw<readonly LabelConflict[]>([]);
  splitBy = $state<'class' | 'writer'>('class');
  isWorking = $state(false);

  #history = $state.raw<UndoHistory<ClassSet>>(begin(EMPTY));
  /** The class that was picked by hand to be drawn next; null for the one with the fewest drawings. */
  #picked = $state<number | null>(null);
  #isKeeping = false;
  /** Nothing is added before what was collected earlier is there. */
  #loading: Promise<void> | null = null;
  /** Something has changed since it was last kept. */
  #isUnkept = false;

  readonly set: ClassSet = $derived(named(this.#history.present));
  readonly canUndo = $derived(this.#history.past.length > 0);
  readonly canRedo = $derived(this.#history.future.length > 0);
  /** The class to draw now; null while there are none. */
  readonly asked: number | null = $derived(
    this.#picked !== null && this.#picked < this.set.classes.length ? this.#picked : nextClass(this.set),
  );

  constructor(private readonly lab: Surroundings) {}

  /** What was collected before. */
  async load(): Promise<void> {
    this.#loading = this.#load();
    await this.#loading;
  }

  async #load(): Promise<void> {
    try {
      const set = await askApp('collection');
      if (set && this.set.classes.length === 0) this.#history = begin(set);
    } catch (thrown) {
      this.lab.notices.showError(text.collect.notRead, thrown);
    }
  }

  rename(name: string): void {
    const tidy = name.trim();
    if (tidy !== '' && tidy !== this.set.name) this.#change({ ...this.set, name: tidy });
  }

  addClasses(names: readonly string[]): void {
    const set = addClasses(this.set, names);
    if (set.classes.length > this.set.classes.length) this.#change(set);
  }

  removeClass(label: number): void {
    this.#picked = null;
    this.#change(removeClass(this.set, label));
  }

  /** Asks for this class, and goes on asking for it. */
  pick(label: number): void {
    this.#picked = this.#picked === label ? null : label;
  }

  isPicked(label: number): boolean {
    return this.#picked === label;
  }

  /** Takes what is on the pad as a drawing of the class that is asked for, and clears the pad. */
  keepDrawn(): void {
    const { pad } = this.lab;
    pad.endLine();
    if (this.asked === null || pad.isEmpty) return;
    const sample = { label: this.asked, writer: this.writer.trim(), drawing: [...roundPlaces(pad.drawing)] };
    this.#change(addSample(this.set, sample));
    pad.clear();
  }

  choose(place: number): void {
    const isChosen = this.chosen.includes(place);
    this.chosen = isChosen ? this.chosen.filter((other) => other !== place) : [...this.chosen, place];
  }

  relabelChosen(label: number): void {
    if (this.chosen.length > 0) this.#change(relabelSamples(this.set, this.chosen, label));
  }

  removeChosen(): void {
    if (this.chosen.length > 0) this.#change(removeSamples(this.set, this.chosen));
  }

  /** Gives a drawing that two people labelled differently one of its labels. */
  settle({ sample }: LabelConflict, label: number): void {
    const others = this.conflicts.filter((conflict) => conflict.sample !== sample);
    this.#change(relabelSamples(this.set, [sample], label));
    this.conflicts = others;
  }

  /** An empty set; the one before can be brought back with undo. */
  startAnew(): void {
    this.#change(EMPTY);
  }

  undo(): void {
    this.#history = undo(this.#history);
    this.#changed();
  }

  redo(): void {
    this.#history = redo(this.#history);
    this.#changed();
  }

  async save(): Promise<void> {
    await this.#work(text.collect.notSaved, async () => {
      const saved = await askApp('saveClassSet', this.#copy());
      if (!saved.cancelled) this.lab.notices.show('good', text.collect.saved(saved.fileName));
    });
  }

  /** Adds the sets of files that others have made. */
  async addFiles(): Promise<void> {
    await this.#work(text.collect.notAdded, async () => {
      const chosen = await askApp('chooseClassSets');
      if (!chosen.cancelled) await this.#add(chosen);
    });
  }

  /** Adds sets whose files were dropped on the window, or double-clicked. */
  async add(read: ReadClassSets): Promise<void> {
    await this.#work(text.collect.notAdded, () => this.#add(read));
  }

  async #add({ sets, refused }: ReadClassSets): Promise<void> {
    for (const reason of refused) this.lab.notices.show('bad', text.collect.notAdded, reason);
    if (sets.length === 0) return;
    await this.#loading;
    const before = this.set;
    const mine = before.classes.length > 0 ? [this.#copy()] : [];
    const { set, duplicates, conflicts } = await this.lab.engine.call('mergeClassSets', [...mine, ...sets]);
    this.#change(set);
    this.conflicts = conflicts;
    const added = set.samples.length - before.samples.length;
    this.lab.notices.show(
      'good',
      text.collect.added(added),
      text.collect.addedDetails(duplicates, conflicts.length),
    );
  }

  /** Makes it the open data set, alone or with the one that is open, and leads to where it is trained on. */
  async use(addToOpen: boolean): Promise<void> {
    await this.#work(text.collect.notUsed, async () => {
      const addTo = addToOpen ? (this.lab.dataset.info?.id ?? null) : null;
      const { splitBy } = this;
      const info = await askApp('keepCollected', { set: this.#copy(), addTo, splitBy });
      await this.lab.ownDatasets.load();
      await this.lab.dataset.open(info.id);
      this.lab.place.go('train');
    });
  }

  #change(set: ClassSet): void {
    this.#history = commit(this.#history, set);
    this.#changed();
  }

  #changed(): void {
    this.chosen = [];
    this.conflicts = [];
    this.#isUnkept = true;
    if (!this.#isKeeping) void this.#keep();
  }

  /** Puts it into safety at once; of changes that come while it is written, the last one is written next. */
  async #keep(): Promise<void> {
    this.#isKeeping = true;
    while (this.#isUnkept) {
      this.#isUnkept = false;
      try {
        // Without a class there is nothing to be kept.
        await askApp('keepCollection', this.set.classes.length > 0 ? this.#copy() : null);
      } catch (thrown) {
        this.lab.notices.showError(text.collect.notKept, thrown);
      }
    }
    this.#isKeeping = false;
  }

  /** As the contract's types want it: lists that may be changed. */
  #copy() {
    const { name, classes, samples } = this.set;
    return {
      name,
      classes: [...classes],
      samples: samples.map((sample) => ({ ...sample, drawing: [...sample.drawing] })),
    };
  }

  async #work(titleIfItFails: string, work: () => Promise<void>): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      await work();
    } catch (thrown) {
      this.lab.notices.showError(titleIfItFails, thrown);
    } finally {
      this.isWorking = false;
    }
  }
}
