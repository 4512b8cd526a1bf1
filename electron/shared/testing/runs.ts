import { presets } from '../../../engine/protocol/presets.ts';
import type { NewRun, RunRecord } from '../run-record.ts';

/** A run of the report's network, as the history keeps it, for tests. */
export const newRun: NewRun = {
  startedAt: Date.UTC(2026, 10, 28, 7, 23, 44),
  endedAt: Date.UTC(2026, 10, 28, 7, 24, 44),
  seconds: 60,
  status: 'finished',
  problem: null,
  network: presets.report.network,
  settings: { ...presets.report.settings, threads: 2 },
  datasetName: 'MNIST',
  datasetSha256: 'a'.repeat(64),
  parameterCount: 13_602,
  step: 100,
  epoch: 1,
  training: null,
  validation: null,
  test: null,
  fingerprint: '3f9a-77c1',
  kernels: 'wasm-simd',
  environment: { app: '0.1.0', system: 'linux', processor: 'a processor', cores: 2 },
  note: '',
  colour: 0,
  star: false,
  group: null,
  reference: false,
};

/** The same once it was kept. */
export function keptRun(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    id: '20261128-072344-aaaaaa',
    ...newRun,
    curves: { bytes: 0, sha256: 'a'.repeat(64) },
    model: null,
    ...changes,
  };
}
