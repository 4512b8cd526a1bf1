/**
 * Entry of the engine's process. It listens for ports from the main process, one a client, and serves the
 * engine's contract on each. It never takes a path from anybody: what it needs of files arrives as bytes.
 */
import type { EngineEvents } from '../protocol/contract.ts';
import { serveEngine, type EngineServer } from '../protocol/rpc-engine.ts';
import type { RpcPort } from '../protocol/rpc.ts';
import { useMachineTools } from '../formats/machine-tools.ts';
import { version } from '../../package.json';
import { Engine } from './engine.ts';
import { defaultThreads, openMachine } from './machine.ts';
import { nodeTools } from './node-tools.ts';

/** What Electron gives a utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortMain[] }) => void): void;
}

interface PortMain {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** Events on their way to a window. More than that, and each would wait for those before it, until it hears nothing else. */
const MOST_UNHEARD = 2;

useMachineTools(nodeTools);
const { parentPort } = process as unknown as { parentPort: ParentPort };
/** Each with whether it keeps checkpoints: a window would only be sent megabytes that main keeps anyway. */
const servers = new Map<EngineServer, boolean>();

const engine = new Engine({
  machine: openMachine(),
  threads: defaultThreads(),
  version,
  breathe: (restMs = 0) =>
    new Promise((resolve) => (restMs > 0 ? setTimeout(resolve, restMs) : setImmediate(resolve))),
  isHeard: () => [...servers.keys()].every(({ unheard }) => unheard <= MOST_UNHEARD),
  emit: <Name extends keyof EngineEvents>(name: Name, payload: EngineEvents[Name]) => {
    for (const [server, keepsCheckpoints] of servers) {
      if (name !== 'checkpoint' || keepsCheckpoints) server.emit(name, payload);
    }
  },
});

parentPort.on('message', ({ data, ports }) => {
  const port = ports[0];
  if (!isConnect(data) || !port) return;
  const server = serveEngine(adapt(port), engine.handlers);
  servers.set(server, data.keepsCheckpoints);
  server.onClose(() => servers.delete(server));
});

interface Connect {
  readonly kind: 'connect';
  readonly keepsCheckpoints: boolean;
}

function isConnect(message: unknown): message is Connect {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'connect';
}

function adapt(port: PortMain): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}
