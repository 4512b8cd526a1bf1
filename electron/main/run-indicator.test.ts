import { expect, test, vi } from 'vitest';
import type { RunStatus } from '../../engine/protocol/contract.ts';

// Only the class that talks to Electron needs it.
vi.mock('electron', () => ({ powerSaveBlocker: {} }));
const { indicationOf } = await import('./run-indicator.ts');

const halfway = (status: RunStatus) => indicationOf({ status, step: 500, totalSteps: 1000 });

test('a run that computes has a bar and keeps the computer awake', () => {
  expect(halfway('running')).toEqual({ fraction: 0.5, mode: 'normal', awake: true });
  expect(halfway('testing')).toEqual({ fraction: 0.5, mode: 'normal', awake: true });
});

test('a run that waits has a bar and lets it sleep', () => {
  expect(halfway('paused')).toEqual({ fraction: 0.5, mode: 'paused', awake: false });
  expect(halfway('failed')).toEqual({ fraction: 0.5, mode: 'error', awake: false });
});

test('a run that is over has none', () => {
  expect(halfway('finished')).toEqual({ fraction: -1, mode: 'none', awake: false });
  expect(halfway('stopped')).toEqual(halfway('finished'));
});

test('the bar moves in steps that can be seen', () => {
  const at = (step: number) => indicationOf({ status: 'running', step, totalSteps: 100_000 }).fraction;
  expect(at(1)).toBe(at(2));
  expect(at(1000)).toBeGreaterThan(at(0));
});
