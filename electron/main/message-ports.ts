import type { MessagePortMain } from 'electron';
import type { RpcPort } from '../../engine/protocol/rpc.ts';

/** Electron's ports as the ports that calls travel over. */
export function adaptMessagePort(port: MessagePortMain): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      // Messages wait until there is somebody to hear them.
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}
