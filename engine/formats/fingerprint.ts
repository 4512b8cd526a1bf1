import type { NetworkSpec } from '../protocol/network.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { sha256Hex } from './hash.ts';
import { bytesOf, type Parameters } from './parameters.ts';

/**
 * A run's fingerprint: two computers that show the same one have trained the same network on the same data in
 * the same way, and ended with the same weights to the last bit.
 *
 * It is the first 8 digits of the SHA-256 of a canonical JSON text (members sorted by name, no spaces, as RFC
 * 8785 has it) and a line feed, followed by the bytes of the weights, layer by layer, little-endian. The number
 * of threads is left out, since it changes the speed and nothing else.
 */

/** @returns 8 hexadecimal digits, "3f9a-77c1". */
export async function fingerprint(run: {
  readonly network: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly datasetSha256: string;
  /** The kernels that trained it, "wasm-simd" or "wasm-relaxed-simd". */
  readonly kernels: string;
  readonly parameters: Parameters;
}): Promise<string> {
  const settings = Object.fromEntries(Object.entries(run.settings).filter(([name]) => name !== 'threads'));
  const { network, datasetSha256, kernels } = run;
  const text = new TextEncoder().encode(`${canonicalJson({ network, settings, datasetSha256, kernels })}\n`);

  const weights = run.parameters.flat();
  const bytes = new Uint8Array(weights.reduce((length, { byteLength }) => length + byteLength, text.length));
  bytes.set(text);
  let at = text.length;
  for (const values of weights) {
    bytes.set(bytesOf(values), at);
    at += values.byteLength;
  }
  const hash = await sha256Hex(bytes);
  return `${hash.slice(0, 4)}-${hash.slice(4, 8)}`;
}

/** JSON with the members of every object sorted by name, so that equal values give equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
