import type { RpcPort } from './rpc-types.ts';

/**
 * Two connected ports within one process, for tests: they copy what is sent and deliver it later, in order,
 * as ports between processes do.
 *
 * @param clone the environment's `structuredClone`.
 */
export function memoryPorts(clone: (message: unknown) => unknown): [RpcPort, RpcPort] {
  const left = new MemoryPort(clone);
  const right = new MemoryPort(clone);
  left.other = right;
  right.other = left;
  return [left, right];
}

class MemoryPort implements RpcPort {
  other: MemoryPort | undefined;
  #message: (message: unknown) => void = () => {};
  readonly #close: (() => void)[] = [];
  #open = true;

  constructor(private readonly clone: (message: unknown) => unknown) {}

  post(message: unknown): void {
    const copy = this.clone(message);
    if (this.#open) later(() => this.other?.deliver(copy));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }

  onClose(listener: () => void): void {
    this.#close.push(listener);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    later(() => this.other?.disconnect());
  }

  private deliver(message: unknown): void {
    if (this.#open) this.#message(message);
  }

  private disconnect(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const listener of this.#close) listener();
  }
}

function later(action: () => void): void {
  void Promise.resolve().then(action);
}
