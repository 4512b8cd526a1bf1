import { machineTools } from './machine-tools.ts';

/** Hashes as text. SHA-256 is FIPS 180-4, by the platform. */

/** @returns 64 lower-case hexadecimal digits. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await (machineTools()?.sha256(bytes) ?? sha256ByWebCrypto(bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256ByWebCrypto(bytes: Uint8Array): Promise<Uint8Array> {
  // It takes nothing from shared memory.
  const own = isUnshared(bytes) ? bytes : new Uint8Array(bytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', own));
}

function isUnshared(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
