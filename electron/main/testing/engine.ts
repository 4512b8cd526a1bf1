import type { EngineEvents, ModelInfo, RunInfo, RunStatus } from '../../../engine/protocol/contract.ts';
import { presets } from '../../../engine/protocol/presets.ts';
import type { EngineClient } from '../../../engine/protocol/rpc-engine.ts';

/** An engine that says what a test has it say, to everybody who listens. */
export function sayingEngine(call: (name: string) => unknown = () => undefined) {
  const listeners: { name: string; listener: (payload: unknown) => void }[] = [];
  const client = {
    on: (name: string, listener: (payload: never) => void) =>
      listeners.push({ name, listener: listener as never }),
    call: (name: string) => Promise.resolve(call(name)),
  } as unknown as EngineClient;
  const say = <Name extends keyof EngineEvents>(name: Name, payload: EngineEvents[Name]) => {
    for (const each of listeners) if (each.name === name) each.listener(payload);
  };
  return { client, say };
}

export function runOf(status: RunStatus, step = 10, id = 1): RunInfo {
  const { network, settings } = presets.report;
  return { id, status, network, settings: { ...settings, threads: 1 }, step, totalSteps: 10, problem: null };
}

export function modelOf(step: number, fingerprint: string | null): ModelInfo {
  const { network, settings } = runOf('finished');
  return {
    network,
    settings,
    classes: ['0', '1'],
    datasetName: 'MNIST',
    parameterCount: 13_602,
    step,
    epoch: 1,
    test: { split: 'test', images: 100, accuracy: 0.9, loss: 0.4 },
    fingerprint,
    fileName: null,
  };
}
