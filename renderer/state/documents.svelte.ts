import type {
  DocumentEvents,
  DocumentResults,
  DocumentState,
  InspectedFile,
  OpenedModel,
} from '../../electron/shared/document-calls.ts';
import type { ExportFormat } from '../../engine/protocol/model-calls.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { said, text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { ModelFiles } from './model-files.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** What files touch. */
interface Surroundings {
  readonly experiment: Experiment;
  readonly files: ModelFiles;
  readonly notices: Notices;
}

type ExportOutcome =
  | { readonly status: 'working' }
  | { readonly status: 'done'; readonly result: Exclude<DocumentResults['exportModel'], { cancelled: true }> }
  | { readonly status: 'failed'; readonly message: string };

/** The file that is open, files that are looked into, and exports. */
export class Documents {
  /** What the title says. */
  state = $state.raw<DocumentState>({ fileName: null, isSaved: true });
  /** The file that is being looked into. */
  inspected = $state.raw<InspectedFile | null>(null);
  isBusy = $state(false);
  problem = $state<string | null>(null);
  exports = $state.raw<Partial<Record<ExportFormat, ExportOutcome>>>({});

  constructor(private readonly lab: Surroundings) {}

  async start(): Promise<void> {
    this.state = await askApp('document');
  }

  async inspect(): Promise<void> {
    try {
      const chosen = await askApp('inspectModel');
      if (!chosen.cancelled) this.#look(chosen);
    } catch (thrown) {
      this.lab.notices.showError(text.documents.notRead, thrown);
    }
  }

  closeInspected(): void {
    this.inspected = null;
  }

  openInspected(): Promise<void> {
    return this.#take((id) => askApp('openInspected', { id }));
  }

  /** Puts the weights into the network as it is drawn up. */
  importInspected(): Promise<void> {
    const { network, checked } = this.lab.experiment;
    const { settings } = checked;
    if (!settings) {
      this.problem = text.documents.settingsFirst;
      return Promise.resolve();
    }
    return this.#take((id) => askApp('importInspected', { id, network, settings }));
  }

  async export(format: ExportFormat): Promise<void> {
    if (this.exports[format]?.status === 'working') return;
    const before = this.exports[format];
    this.#setExport(format, { status: 'working' });
    try {
      const chosen = await askApp('exportModel', { format });
      this.#setExport(format, chosen.cancelled ? before : { status: 'done', result: chosen });
    } catch (thrown) {
      this.#setExport(format, { status: 'failed', message: toEpochLabError(thrown).message });
    }
  }

  /** Another model is the current one: what was exported was of the one before. */
  forgetExports(): void {
    this.exports = {};
  }

  onOpened(opened: OpenedModel): void {
    void this.lab.files.showOpened(opened);
  }

  onNotOpened({ message, file }: DocumentEvents['notOpened']): void {
    if (file) this.#look(file);
    else this.lab.notices.show('bad', text.files.notOpened, message);
  }

  onCheckpointsFail({ message }: DocumentEvents['checkpointsFail']): void {
    const { notices } = this.lab;
    notices.withdraw(text.documents.noCheckpoints);
    if (message === null) notices.show('good', text.documents.checkpointsAgain);
    else
      notices.show('bad', text.documents.noCheckpoints, `${said(message)} ${text.documents.saveElsewhere}`);
  }

  #look(file: InspectedFile): void {
    this.problem = null;
    this.inspected = file;
  }

  async #take(open: (id: number) => Promise<OpenedModel>): Promise<void> {
    const file = this.inspected;
    if (!file || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      const opened = await open(file.id);
      this.inspected = null;
      await this.lab.files.showOpened(opened);
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.isBusy = false;
    }
  }

  #setExport(format: ExportFormat, outcome: ExportOutcome | undefined): void {
    const { [format]: _, ...others } = this.exports;
    this.exports = outcome ? { ...others, [format]: outcome } : others;
  }
}
