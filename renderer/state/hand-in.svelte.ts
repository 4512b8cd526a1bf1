import type { HandInView } from '../../engine/protocol/lab-calls.ts';
import type { AskedStep } from '../../engine/protocol/lab-progress.ts';
import type { LabStep } from '../../engine/protocol/labs.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { onPaper } from '../charts/on-paper.ts';
import { askApp } from './bridge.ts';
import { curveSvg } from './lab-curve.ts';
import { decodePages } from './lab-pages.ts';
import { now } from './now.ts';
import type { Takeaway } from './takeaway.svelte.ts';
import type { Workbook } from './workbook.svelte.ts';

/** So many charts go into the file, those of the last runs. */
const MAX_CHARTS = 40;

/** A student's work on its way to the teacher. */
export class HandIn {
  student = $state('');
  group = $state('');
  withModel = $state(false);
  /** Name of the file that was written last. */
  saved = $state<string | null>(null);
  problem = $state<string | null>(null);

  constructor(
    private readonly workbook: Workbook,
    private readonly takeaway: Takeaway,
  ) {}

  /** Another hand-in: what was said of the one before is over. */
  begin(): void {
    this.saved = null;
    this.problem = null;
  }

  async save(): Promise<void> {
    const { opened, progress } = this.workbook;
    if (!opened || !progress) return;
    this.begin();
    try {
      const runs = progress.runs.slice(-MAX_CHARTS);
      const charts = await onPaper((palette) =>
        runs.map((run, index) => ({ name: `run-${index + 1}.svg`, svg: curveSvg(run, palette) })),
      );
      const chosen = await askApp('saveHandIn', {
        student: this.student.trim(),
        group: this.group.trim(),
        labTitle: opened.lab.title,
        charts,
        withModel: this.withModel,
        asked: opened.lab.steps.map(askedIn),
        progress,
      });
      if (!chosen.cancelled) this.saved = chosen.fileName;
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }

  /** The same on paper. */
  async print(): Promise<void> {
    const { opened, progress } = this.workbook;
    if (!opened || !progress) return;
    await this.printView({
      student: this.student.trim(),
      group: this.group.trim(),
      labTitle: opened.lab.title,
      application: '',
      written: now(),
      asked: opened.lab.steps.map(askedIn),
      progress,
      isIntact: true,
      hasModel: false,
    });
  }

  /** A hand-in, one's own or that of a student, as PDF. */
  async printView(handIn: HandInView): Promise<void> {
    const pictures = await decodePages(handIn.progress.pages ?? []);
    const name = [handIn.student, handIn.labTitle].filter(Boolean).join(' ');
    await this.takeaway.savePaper(name, { kind: 'hand-in', handIn, pictures });
  }
}

function askedIn({ id, words }: LabStep): AskedStep {
  const short = (options: LabStep['words']['options']) =>
    options.map((option) => ({ id: option.id, text: option.text.slice(0, 2000) }));
  return {
    id,
    title: words.title.slice(0, 300),
    question: words.question?.slice(0, 20_000) ?? null,
    options: short(words.options),
    predictOptions: short(words.predictOptions),
  };
}
