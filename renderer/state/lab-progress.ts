import type { LabProgress, LabStepProgress } from '../../engine/protocol/lab-progress.ts';
import type { Lab, LabStep } from '../../engine/protocol/labs.ts';

/** How far a student has come in a lab, as plain data. */

function untouched(id: string): LabStepProgress {
  return {
    id,
    opened: null,
    completed: null,
    prediction: null,
    taskDone: false,
    hintsShown: 0,
    attempts: [],
  };
}

/** @param now ISO 8601, in UTC. */
export function beginProgress(lab: Lab, now: string): LabProgress {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return {
    lab: lab.id,
    sha256: lab.sha256,
    attempt: Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    started: now,
    step: 0,
    steps: lab.steps.map(({ id }) => untouched(id)),
    runs: [],
  };
}

/** Progress of an earlier edition of a lab, step by step where the steps are the same. */
export function fitProgress(progress: LabProgress, lab: Lab): LabProgress {
  const current = progress.steps[progress.step]?.id;
  const step = Math.max(
    0,
    lab.steps.findIndex(({ id }) => id === current),
  );
  const steps = lab.steps.map(({ id }) => progress.steps.find((each) => each.id === id) ?? untouched(id));
  return { ...progress, sha256: lab.sha256, step, steps };
}

/** Whether everything that a step asks for is there. A question that was tried and left does not complete it. */
export function completes(step: LabStep, progress: LabStepProgress): boolean {
  if (step.predict && progress.prediction === null) return false;
  if (step.task && !progress.taskDone) return false;
  if (!step.question) return true;
  return progress.attempts.some(({ correct }) => correct !== false);
}

/** A goal is reached by the run that the step asks for, and not by a model that was there before. */
export function isTooEarly({ question, task }: LabStep, progress: LabStepProgress | null): boolean {
  return question?.kind === 'goal' && task !== undefined && !progress?.taskDone;
}

/** At most `most` points of a curve, evenly taken, the last among them: [epoch, loss], null for what is no number. */
export function thin(
  points: readonly { readonly epoch: number; readonly loss: number }[],
  most: number,
): [number, number | null][] {
  const stride = Math.max(1, Math.ceil(points.length / most));
  return points
    .filter((_, index) => (points.length - 1 - index) % stride === 0)
    .map(({ epoch, loss }) => [epoch, Number.isFinite(loss) ? loss : null]);
}
