/** Hashes as text. SHA-256 is FIPS 180-4, by the platform. */

/** @returns 64 lower-case hexadecimal digits. `bytes` must not lie in shared memory. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
