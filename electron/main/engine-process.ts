import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import { createInterface } from 'node:readline';
import type { RpcPort } from '../../engine/protocol/rpc.ts';
import { ENGINE_PORT_CHANNEL } from '../shared/contract.ts';
import { adaptMessagePort } from './message-ports.ts';
import type { Log } from './log.ts';

/** One life of the engine's process. */
export interface EngineProcess {
  /** A new connection to the engine, for main itself. */
  open(): RpcPort;
  /** A new connection to the engine, handed to a window: the two then talk without main. */
  openFor(window: WebContents): void;
  kill(): void;
}

/**
 * Forks the engine. Its host waits for messages `{ kind: 'connect', keepsCheckpoints }` that carry a port, and serves every one.
 *
 * @param onExit called once, when the process is gone for whatever reason.
 */
export function forkEngine(entry: string, log: Log, onExit: (exitCode: number) => void): EngineProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Epoch Lab engine', stdio: 'pipe' });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => log('engine', line));
  }
  child.once('exit', onExit);

  const connect = (keepsCheckpoints: boolean) => {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'connect', keepsCheckpoints }, [port1]);
    return port2;
  };
  return {
    open: () => adaptMessagePort(connect(true)),
    openFor: (window) => window.postMessage(ENGINE_PORT_CHANNEL, null, [connect(false)]),
    kill: () => child.kill(),
  };
}
