import type { BrowserWindow } from 'electron';
import { basename } from 'node:path';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { AppResults } from '../shared/contract.ts';
import type { runsCalls } from '../shared/runs-calls.ts';
import { referenceFileSchema, type ReferenceFile, type RunRecord } from '../shared/run-record.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import { chooseFile } from './file-dialogs.ts';
import { readFileCapped } from './files.ts';
import { REFERENCE_EXTENSION } from './files-to-open.ts';
import type { AppHandlers } from './ipc.ts';
import { parseJson } from './json.ts';
import type { RunStore } from './run-store.ts';
import { saveAs } from './save-as.ts';

/** The window's calls about kept runs: lists and changes them, opens their models, and carries curves from one computer to another. */

const MAX_BYTES = 64_000_000;

export interface RunsOptions {
  readonly store: RunStore;
  readonly engine: () => Promise<EngineClient>;
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
}

export class Runs {
  constructor(private readonly options: RunsOptions) {}

  readonly handlers: Pick<AppHandlers, keyof typeof runsCalls> = {
    runs: () => this.options.store.list(),
    runCurves: ({ id }) => this.options.store.curves(id),
    changeRun: ({ id, changes }) => this.options.store.change(id, changes),
    removeRuns: async ({ ids }) => {
      await this.options.store.remove(ids);
      return undefined;
    },
    restoreRuns: async ({ ids }) => {
      await this.options.store.restore(ids);
      return undefined;
    },
    openRun: ({ id }) => this.#open(id),
    exportReference: ({ id }) => this.#exportReference(id),
    importReference: () => this.#importReference(),
  };

  /** Takes a curve that was saved elsewhere into the list. */
  async openReference(path: string): Promise<RunRecord> {
    const { run, curves } = parseJson(
      referenceFileSchema,
      await readFileCapped(path, MAX_BYTES),
      basename(path),
    );
    const { version: _version, id: _id, ...known } = run;
    // Whoever made it may have called it anything; here it is a reference by its file's name.
    const note = run.note || basename(path);
    const reference = { ...known, note, star: false, group: null, reference: true };
    return await this.options.store.add(reference, curves, null);
  }

  async #open(id: string): Promise<AppResults['openRun']> {
    const { store, engine } = this.options;
    const [run, bytes] = await Promise.all([store.record(id), store.model(id)]);
    return await (await engine()).call('importModel', { name: `${nameOf(run)}.safetensors`, bytes });
  }

  async #exportReference(id: string): Promise<AppResults['exportReference']> {
    const { store, window, texts } = this.options;
    const [record, curves] = await Promise.all([store.record(id), store.curves(id)]);
    const { curves: _curves, model: _model, reference: _reference, ...run } = record;
    const file: ReferenceFile = { format: 'epoch-lab-curve', version: 1, run, curves };
    const { saveCurve, curveFiles } = texts().dialogs;
    const suggested = `${nameOf(record)}-curve.${REFERENCE_EXTENSION}`;
    const kind = { name: curveFiles, extension: REFERENCE_EXTENSION };
    return await saveAs(
      { window: window(), texts: texts() },
      { title: saveCurve, suggested, kind },
      new TextEncoder().encode(JSON.stringify(file)),
    );
  }

  async #importReference(): Promise<AppResults['importReference']> {
    const { window, texts } = this.options;
    const { dialogs } = texts();
    const path = await chooseFile({ window: window(), texts: texts() }, dialogs.openCurve, [
      { name: dialogs.curveFiles, extensions: [REFERENCE_EXTENSION] },
    ]);
    if (path === null) return { cancelled: true };
    return { cancelled: false, run: await this.openReference(path) };
  }
}

/** "mnist-1350-steps-3f9a-77c1" */
function nameOf(run: RunRecord): string {
  const dataset = run.datasetName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return [dataset, `${run.step}-steps`, run.fingerprint].filter(Boolean).join('-');
}
