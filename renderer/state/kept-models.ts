import type { RunRecord } from '../../electron/shared/run-record.ts';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { text } from '../i18n/index.ts';
import type { Analysis } from './analysis.svelte.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { ModelFiles } from './model-files.svelte.ts';
import type { Model } from './model.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Takeaway } from './takeaway.svelte.ts';

/** Models that are kept with a run or in a hand-in, made the current one, and a page about them. */

interface Surroundings {
  readonly experiment: Experiment;
  readonly files: ModelFiles;
  readonly model: Model;
  readonly notices: Notices;
  /** Draws everything anew from the engine's own state. */
  refresh(): Promise<unknown>;
}

interface ReportSurroundings extends Surroundings {
  readonly analysis: Analysis;
  readonly dataset: Dataset;
  readonly run: Run;
  readonly runs: Runs;
  readonly takeaway: Takeaway;
}

/** Makes the weights that a kept run ended with the current model. */
export async function openRun(lab: Surroundings, id: string, name: string): Promise<void> {
  await openModelOf(lab, name, text.runs.notOpened, () => askApp('openRun', { id }));
}

/** The same with the model in a student's hand-in. */
export async function openHandInModel(lab: Surroundings, fileName: string, student: string): Promise<void> {
  const open = () => askApp('openHandInModel', { fileName });
  await openModelOf(lab, student || fileName, text.files.notOpened, open);
}

/** One page about a run: its model becomes the current one, reads the test images, and the page is written. */
export async function saveReport(lab: ReportSurroundings, run: RunRecord, name: string): Promise<void> {
  const { analysis, model, runs, takeaway } = lab;
  if (!lab.run.isOpen && run.model && run.fingerprint !== model.info?.fingerprint) {
    await openRun(lab, run.id, name);
  }
  const isRead = () => analysis.isAbout(run.fingerprint, lab.dataset.info?.sha256, 'test');
  const isCurrent = run.fingerprint !== null && run.fingerprint === model.info?.fingerprint;
  if (isCurrent && !isRead() && !lab.run.isOpen) await analysis.start('test');
  await runs.loadCurves(run.id);
  const curves = runs.curves[run.id] ?? null;
  const paper = { kind: 'run', run, curves, analysis: isRead() ? analysis.result : null } as const;
  await takeaway.savePaper(`${text.takeaway.reportFile} ${name}`, paper);
}

async function openModelOf(
  lab: Surroundings,
  name: string,
  problem: string,
  open: () => Promise<ModelInfo>,
): Promise<void> {
  try {
    await lab.files.keepCurrent();
    const model = await open();
    lab.model.info = model;
    await lab.refresh();
    lab.experiment.adopt(model.network, model.settings);
    lab.notices.show('good', text.runs.opened(name));
  } catch (thrown) {
    lab.notices.showError(problem, thrown);
  }
}
