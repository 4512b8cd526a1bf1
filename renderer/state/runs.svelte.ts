import type { RunChanges, RunCurves, RunRecord, DamagedRun } from '../../electron/shared/run-record.ts';
import type { TrainingPoint } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Notices } from './notices.svelte.ts';
import { RunCurves as Curves } from './run-curves.ts';

/** Where the window keeps which run lies beneath. */
const BENEATH = 'run-beneath';

/** Curves that are laid over one another at once; more cannot be told apart. */
export const MAX_SHOWN = 12;

/** Every run that is kept, and those that are being looked at. */
export class Runs {
  /** The newest first. */
  list = $state.raw<readonly RunRecord[]>([]);
  damaged = $state.raw<readonly DamagedRun[]>([]);
  isLoaded = $state(false);
  problem = $state<string | null>(null);

  /** Runs whose curves are laid over one another, in the order in which they were chosen. */
  shownIds = $state.raw<readonly string[]>([]);
  /** The run that is described in full. */
  openId = $state<string | null>(null);
  curves = $state.raw<Readonly<Record<string, Curves>>>({});
  /** The run whose curve lies under that of the run that goes on: a teacher's reference, or an earlier one. */
  beneathId = $state<string | null>(null);
  /** The runs that were deleted last, as long as they can be brought back. */
  removed = $state.raw<readonly string[]>([]);

  readonly shown: readonly RunRecord[] = $derived(
    this.shownIds.flatMap((id) => this.list.find((run) => run.id === id) ?? []),
  );
  readonly open: RunRecord | null = $derived(this.list.find(({ id }) => id === this.openId) ?? null);
  readonly references: readonly RunRecord[] = $derived(this.list.filter(({ reference }) => reference));

  /** @param storage keeps what lies beneath, for the next start. */
  constructor(
    private readonly notices: Notices,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {}

  async load(): Promise<void> {
    try {
      const { runs, damaged } = await askApp('runs');
      this.list = runs;
      this.damaged = damaged;
      this.problem = null;
      if (!this.isLoaded) this.beneathId = this.#known(this.storage.getItem(BENEATH));
      this.isLoaded = true;
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }

  /** A run has ended and is kept: it is shown beside what is compared already. */
  onKept(run: RunRecord): void {
    if (this.list.some(({ id }) => id === run.id)) return;
    this.list = [run, ...this.list];
    this.show(run.id, true);
    this.openId = run.id;
    if (run.reference) this.layBeneath(run.id);
  }

  layBeneath(id: string | null): void {
    this.beneathId = this.#known(id);
    this.storage.setItem(BENEATH, this.beneathId ?? '');
  }

  show(id: string, isShown: boolean): void {
    const others = this.shownIds.filter((each) => each !== id);
    this.shownIds = isShown ? [...others, id].slice(-MAX_SHOWN) : others;
    if (isShown) void this.loadCurves(id);
  }

  isShown(id: string): boolean {
    return this.shownIds.includes(id);
  }

  async change(id: string, changes: RunChanges): Promise<void> {
    // At once: writing may take a moment.
    this.#replace(id, (run) => ({ ...run, ...changes }));
    try {
      const changed = await askApp('changeRun', { id, changes });
      this.#replace(id, () => changed);
    } catch (thrown) {
      this.notices.showError(text.runs.notChanged, thrown);
      await this.load();
    }
  }

  /** Takes runs out of the list; they are `removed` then. */
  async remove(ids: readonly string[]): Promise<void> {
    try {
      await askApp('removeRuns', { ids: [...ids] });
      this.list = this.list.filter(({ id }) => !ids.includes(id));
      this.shownIds = this.shownIds.filter((id) => !ids.includes(id));
      this.removed = ids;
    } catch (thrown) {
      this.notices.showError(text.runs.notRemoved, thrown);
      await this.load();
    }
  }

  async undoRemove(): Promise<void> {
    const ids = this.removed;
    this.removed = [];
    try {
      await askApp('restoreRuns', { ids: [...ids] });
    } catch (thrown) {
      this.notices.showError(text.runs.notRestored, thrown);
    }
    await this.load();
  }

  async importReference(): Promise<void> {
    try {
      const chosen = await askApp('importReference');
      if (!chosen.cancelled) this.onKept(chosen.run);
    } catch (thrown) {
      this.notices.showError(text.runs.referenceNotOpened, thrown);
    }
  }

  async exportReference(id: string): Promise<void> {
    try {
      const chosen = await askApp('exportReference', { id });
      if (!chosen.cancelled) this.notices.show('good', text.files.saved(chosen.fileName));
    } catch (thrown) {
      this.notices.showError(text.runs.referenceNotSaved, thrown);
    }
  }

  async loadCurves(id: string): Promise<void> {
    if (this.curves[id]) return;
    try {
      const curves = toCurves(await askApp('runCurves', { id }));
      this.curves = { ...this.curves, [id]: curves };
    } catch (thrown) {
      this.notices.showError(text.runs.curvesNotRead, thrown);
      this.show(id, false);
      // Else it would be asked for again at each start.
      if (this.beneathId === id) this.layBeneath(null);
    }
  }

  #known(id: string | null): string | null {
    return this.list.some((run) => run.id === id) ? id : null;
  }

  #replace(id: string, by: (run: RunRecord) => RunRecord): void {
    this.list = this.list.map((run) => (run.id === id ? by(run) : run));
  }
}

function toCurves({ training, validation }: RunCurves): Curves {
  const curves = new Curves();
  curves.append({ training: toPoints(training), validation: toPoints(validation) });
  return curves;
}

/** What is not a finite number was kept as null. */
function toPoints({ step, epoch, loss, accuracy }: RunCurves['training']): TrainingPoint[] {
  return step.map((value, index) => ({
    step: value ?? NaN,
    epoch: epoch[index] ?? NaN,
    loss: loss[index] ?? NaN,
    accuracy: accuracy[index] ?? NaN,
  }));
}
