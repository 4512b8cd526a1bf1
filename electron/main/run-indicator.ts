import { powerSaveBlocker, type BrowserWindow, type ProgressBarOptions } from 'electron';
import type { Progress, RunInfo } from '../../engine/protocol/contract.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';

/** Shows a run in the taskbar or dock, and keeps the computer from sleeping while it computes. */

/** Electron's value for "no progress bar". */
const NO_BAR = -1;
/** Progress arrives 20 times a second; the taskbar is told when it could look different. */
const BAR_STEPS = 200;

export interface Indication {
  /** 0 to 1, or NO_BAR. */
  readonly fraction: number;
  readonly mode: NonNullable<ProgressBarOptions['mode']>;
  readonly awake: boolean;
}

const nothing: Indication = { fraction: NO_BAR, mode: 'none', awake: false };

/** What a run looks like from outside the window. */
export function indicationOf(run: Pick<RunInfo, 'status' | 'step' | 'totalSteps'>): Indication {
  const fraction = roundedFraction(run.step, run.totalSteps);
  switch (run.status) {
    case 'running':
    case 'testing':
      return { fraction, mode: 'normal', awake: true };
    case 'paused':
      return { fraction, mode: 'paused', awake: false };
    case 'failed':
      return { fraction, mode: 'error', awake: false };
    case 'finished':
    case 'stopped':
      return nothing;
    default:
      return run.status satisfies never;
  }
}

function roundedFraction(step: number, totalSteps: number): number {
  return totalSteps > 0 ? Math.round((step / totalSteps) * BAR_STEPS) / BAR_STEPS : 0;
}

export class RunIndicator {
  #shown: Indication = nothing;
  #blocker: number | null = null;

  constructor(private readonly window: () => BrowserWindow | null) {}

  follow(engine: EngineClient): void {
    engine.on('run', (run) => this.#show(indicationOf(run)));
    engine.on('progress', (progress) => this.#onProgress(progress));
    engine.onClose(() => this.#show(nothing));
  }

  #onProgress({ step, totalSteps }: Progress): void {
    if (this.#shown.mode === 'normal') this.#show(indicationOf({ status: 'running', step, totalSteps }));
  }

  #show(next: Indication): void {
    const { fraction, mode, awake } = this.#shown;
    this.#shown = next;
    if (next.fraction !== fraction || next.mode !== mode) {
      this.window()?.setProgressBar(next.fraction, { mode: next.mode });
    }
    if (next.awake !== awake) this.#keepAwake(next.awake);
  }

  #keepAwake(awake: boolean): void {
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = awake ? powerSaveBlocker.start('prevent-app-suspension') : null;
  }
}
