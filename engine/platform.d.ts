/**
 * Everything the engine takes from the machine it runs on, beyond the language itself. Node, Electron's
 * utility process and a browser all have these; neither the DOM nor Node is visible here.
 */

type BufferSource = ArrayBufferView | ArrayBuffer;

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(encoding?: 'utf-8', options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

declare const crypto: {
  readonly subtle: { digest(algorithm: 'SHA-256', data: BufferSource): Promise<ArrayBuffer> };
};

declare const performance: { now(): number };

/** Decompression as a stream: gzip (RFC 1952), deflate in a zlib frame (RFC 1950) or without one (RFC 1951). */
declare class DecompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw');
  readonly readable: {
    getReader(): {
      read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: undefined }>;
      cancel(reason?: unknown): Promise<void>;
    };
  };
  readonly writable: {
    getWriter(): {
      readonly ready: Promise<unknown>;
      write(chunk: BufferSource): Promise<void>;
      close(): Promise<void>;
    };
  };
}

declare class CompressionStream extends DecompressionStream {
  constructor(format: 'gzip');
}

/** Bytes of base64, each as a letter of that number. */
declare function atob(base64: string): string;

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
