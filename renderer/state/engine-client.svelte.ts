import type { EngineCallName, EngineEvents, EngineResults } from '../../engine/protocol/contract.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import {
  connectEngine,
  type EngineClient as Client,
  type EngineContract,
} from '../../engine/protocol/rpc-engine.ts';
import type { CallParameters, RpcPort } from '../../engine/protocol/rpc.ts';
import { ENGINE_PORT_CHANNEL } from '../../electron/shared/contract.ts';
import { text } from '../i18n/index.ts';

/** When there was an engine, for who measures the start (bench/app.mjs). */
const ENGINE_MARK = 'engine-connected';

type Listeners = { readonly [Name in keyof EngineEvents]: (payload: EngineEvents[Name]) => void };

function toRpcPort(port: MessagePort): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
    onClose: (listener) => port.addEventListener('close', listener, { once: true }),
    close: () => port.close(),
  };
}

/**
 * The engine, over whichever port main handed out last. A restarted engine brings a new port; calls that were
 * on their way to the old one reject with `disconnected`.
 */
export class EngineClient {
  /** Whether there is an engine at the other end. */
  connected = $state(false);
  #client: Client | null = null;

  /** Takes every port that the preload script forwards. `onConnected` runs once for each. */
  listen(listeners: Listeners, onConnected: () => void): void {
    window.addEventListener('message', (event) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== ENGINE_PORT_CHANNEL || !port) return;
      this.#take(connectEngine(toRpcPort(port)), listeners);
      onConnected();
    });
  }

  /** @throws EpochLabError what the engine threw, or `disconnected`. */
  async call<Name extends EngineCallName>(
    name: Name,
    ...parameters: CallParameters<EngineContract, Name>
  ): Promise<EngineResults[Name]> {
    if (!this.#client) throw new EpochLabError('disconnected', text.engine.notThere);
    return this.#client.call(name, ...parameters);
  }

  /** The engine is known to be gone, even if its port has not noticed yet. */
  disconnect(): void {
    this.#client?.close();
    this.#client = null;
    this.connected = false;
  }

  #take(client: Client, listeners: Listeners): void {
    this.#client?.close();
    this.#client = client;
    this.connected = true;
    performance.mark(ENGINE_MARK);
    client.onClose(() => {
      if (this.#client !== client) return;
      this.#client = null;
      this.connected = false;
    });
    client.on('progress', listeners.progress);
    client.on('run', listeners.run);
    client.on('model', listeners.model);
    client.on('checkpoint', listeners.checkpoint);
    client.on('analysis', listeners.analysis);
    client.on('walk', listeners.walk);
  }
}
