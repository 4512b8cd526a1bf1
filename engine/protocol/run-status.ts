/** How a run stands: it is open until it has ended, one way or another. */

export type RunStatus = OpenStatus | EndedStatus;
type OpenStatus = 'running' | 'paused' | 'testing';
export type EndedStatus = 'finished' | 'stopped' | 'failed';

/** There is something to stop. */
export function isOpenRun(status: RunStatus): status is OpenStatus {
  return status === 'running' || status === 'paused' || status === 'testing';
}

export function hasRunEnded(status: RunStatus): status is EndedStatus {
  return !isOpenRun(status);
}
