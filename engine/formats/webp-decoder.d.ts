declare module '@jsquash/webp/codec/dec/webp_dec.js' {
  interface Decoder {
    decode(bytes: Uint8Array): { width: number; height: number; data: Uint8ClampedArray } | null;
  }
  export default function create(options: {
    readonly noInitialRun: boolean;
    readonly instantiateWasm: (
      imports: Record<string, Record<string, unknown>>,
      done: (instance: WebAssembly.Instance) => void,
    ) => Record<string, unknown>;
    readonly print: () => void;
    readonly printErr: () => void;
  }): Promise<Decoder>;
}

/** A file's bytes as a data: URL, put there by the bundler. */
declare module '*.wasm?url&inline' {
  const url: string;
  export default url;
}
