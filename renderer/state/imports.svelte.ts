import type { ImportSource } from '../../electron/shared/dataset-calls.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type {
  ImportOptions,
  ImportPreview,
  ImportProgress,
  ImportReport,
} from '../../engine/protocol/imports.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { OwnDatasets } from './own-datasets.svelte.ts';

/** What a person has decided; the rest is as the source suggests. */
type Decisions = Partial<ImportOptions>;

/** Changes to options come in bursts, letter by letter; a preview waits for a moment of quiet. */
const QUIET_MS = 350;

/** A data set on its way in: chosen, looked at, taken in. */
export class Imports {
  source = $state.raw<ImportSource | null>(null);
  decisions = $state.raw<Decisions>({});
  preview = $state.raw<ImportPreview | null>(null);
  doing = $state<'looking' | 'importing' | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  problem = $state<string | null>(null);
  /** What the last import left out, until it is dismissed. */
  report = $state.raw<{
    readonly name: string;
    readonly images: number;
    readonly report: ImportReport;
  } | null>(null);

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly dataset: Dataset,
    private readonly own: OwnDatasets,
  ) {}

  async choose(what: 'files' | 'folder'): Promise<void> {
    await this.#begin(async () => {
      const choice = await askApp('chooseImport', { what });
      return choice.cancelled ? null : choice;
    });
  }

  /** What was dropped on the window. */
  async take(source: ImportSource): Promise<void> {
    await this.#begin(() => Promise.resolve(source));
  }

  /** Changes what was decided, and looks again. */
  decide(decisions: Decisions): void {
    this.decisions = { ...this.decisions, ...decisions };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), QUIET_MS);
  }

  /** Lets something be as the source suggests. */
  undecide(name: keyof ImportOptions): void {
    const { [name]: _, ...others } = this.decisions;
    this.decisions = others;
    this.decide({});
  }

  async run(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.doing = 'importing';
    this.progress = null;
    this.problem = null;
    try {
      const { info, report } = await askApp('runImport', this.decisions);
      await this.own.load();
      this.report = { name: info.name, images: info.trainImages + info.testImages, report };
      // Something else may have been chosen by now.
      if (asked === this.#asked) this.#forget();
      await this.dataset.open(info.id);
    } catch (thrown) {
      if (asked === this.#asked) this.#fail(thrown);
    } finally {
      if (asked === this.#asked) this.doing = null;
    }
  }

  /** Ends what is going on: an import, or the whole undertaking. */
  cancel(): void {
    clearTimeout(this.#timer);
    void askApp('cancelImport');
    if (this.doing === 'importing') return;
    this.#asked++;
    this.#forget();
  }

  onProgress(progress: ImportProgress): void {
    this.progress = progress;
  }

  async #begin(choose: () => Promise<ImportSource | null>): Promise<void> {
    this.report = null;
    try {
      const source = await choose();
      if (!source) return;
      this.#forget();
      this.source = source;
    } catch (thrown) {
      this.#fail(thrown);
      return;
    }
    await this.#look();
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked;
    this.doing = 'looking';
    this.progress = null;
    try {
      const preview = await askApp('previewImport', this.decisions);
      if (asked !== this.#asked) return;
      this.preview = preview;
      this.problem = null;
    } catch (thrown) {
      if (asked === this.#asked) this.#fail(thrown);
    } finally {
      if (asked === this.#asked) this.doing = null;
    }
  }

  #fail(thrown: unknown): void {
    const error = toEpochLabError(thrown);
    this.problem = error.code === 'cancelled' ? null : error.message;
  }

  #forget(): void {
    this.source = null;
    this.decisions = {};
    this.preview = null;
    this.problem = null;
    this.progress = null;
    this.doing = null;
  }
}
