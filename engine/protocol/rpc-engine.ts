import { engineCalls, type EngineCalls, type EngineEvents, type EngineResults } from './contract.ts';
import {
  connect,
  serve,
  type Client,
  type Contract,
  type Handlers,
  type RpcPort,
  type Server,
} from './rpc.ts';

/** The engine's contract, bound to a port: what its host serves, and what the window and main call. */

export type EngineContract = Contract<EngineCalls, EngineResults, EngineEvents>;
export type EngineClient = Client<EngineContract>;
export type EngineServer = Server<EngineContract>;
export type EngineHandlers = Handlers<EngineContract>;

export function connectEngine(port: RpcPort): EngineClient {
  return connect<EngineContract>(port);
}

export function serveEngine(port: RpcPort, handlers: EngineHandlers): EngineServer {
  return serve<EngineContract>(port, engineCalls, handlers);
}
