/**
 * Unpacking and hashing as the machine at hand does it best. The web's own streams and digests are everywhere and are
 * the default; a host with quicker ones gives them once, as it starts. Both give the same bytes.
 */

export type Compression = 'gzip' | 'deflate' | 'deflate-raw';
export type Inflated = Uint8Array<ArrayBuffer> | 'too-large' | 'ends-early' | 'corrupt';

export interface MachineTools {
  /** @returns what came out, never more than `maxBytes`, or why nothing did. */
  inflate(bytes: Uint8Array, format: Compression, maxBytes: number): Promise<Inflated>;
  /** @returns the 32 bytes of SHA-256. */
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
}

let chosen: MachineTools | null = null;

/** To be called before the first file is read. */
export function useMachineTools(tools: MachineTools): void {
  chosen = tools;
}

/** Those that the host gave; null where the web's are all there is. */
export function machineTools(): MachineTools | null {
  return chosen;
}
