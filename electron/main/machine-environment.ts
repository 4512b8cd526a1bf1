import { app } from 'electron';
import { arch, cpus, platform, release } from 'node:os';
import type { RunRecord } from '../shared/run-record.ts';

/** What a run was trained on, for the record. */
export function machineEnvironment(): RunRecord['environment'] {
  const processors = cpus();
  return {
    app: app.getVersion(),
    system: `${platform()} ${release()} ${arch()}`,
    processor: processors[0]?.model.trim() ?? '',
    cores: processors.length,
  };
}
