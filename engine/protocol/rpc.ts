/**
 * Typed calls and events over any port that sends structured clones. Both ends are typed by one contract
 * (rpc-types.ts); the serving end checks everything that arrives (rpc-server.ts).
 *
 *     client → server   call { id, name, arg }     cancel { id }
 *     server → client   ok { id, value }           err { id, code, message, details }
 *                       event { name, data }
 *
 * Never with a transfer list: Electron drops an ArrayBuffer that is transferred between processes.
 *
 * A room that may see its environment's ports adapts them in a few lines. For the DOM:
 *
 *     const adapt = (port: MessagePort): RpcPort => ({
 *       post: (message) => port.postMessage(message),
 *       onMessage: (listener) => { port.onmessage = (event) => listener(event.data) },   // also starts it
 *       onClose: (listener) => port.addEventListener('close', listener),
 *       close: () => port.close(),
 *     });
 *
 * In Electron's main and utility processes the same with `port.on('message', (event) => …)`, followed by
 * `port.start()`, and `port.on('close', listener)`.
 */
export * from './rpc-types.ts';
export { serve, type CallContext, type Handlers, type Server } from './rpc-server.ts';
export { connect, type CallOptions, type CallParameters, type Client } from './rpc-client.ts';
