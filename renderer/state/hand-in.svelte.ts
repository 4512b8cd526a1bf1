import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { askApp } from './bridge.ts';
import { curveSvg } from './lab-curve.ts';
import type { Workbook } from './workbook.svelte.ts';

/** A student's work on its way to the teacher. */
export class HandIn {
  student = $state('');
  group = $state('');
  withModel = $state(false);
  /** Name of the file that was written last. */
  saved = $state<string | null>(null);
  problem = $state<string | null>(null);

  constructor(private readonly workbook: Workbook) {}

  async save(): Promise<void> {
    const { opened, progress } = this.workbook;
    if (!opened || !progress) return;
    this.problem = null;
    this.saved = null;
    try {
      const chosen = await askApp('saveHandIn', {
        student: this.student.trim(),
        group: this.group.trim(),
        labTitle: opened.lab.title,
        charts: progress.runs
          .slice(-40)
          .map((run, index) => ({ name: `run-${index + 1}.svg`, svg: curveSvg(run) })),
        withModel: this.withModel,
        progress,
      });
      if (!chosen.cancelled) this.saved = chosen.fileName;
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }
}
