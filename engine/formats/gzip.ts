import { badFile } from './bad-file.ts';
import { byteCount, count } from '../protocol/english.ts';
import { inflate } from './inflate.ts';
import { concatenate } from './concatenate.ts';

/** Gzip files (RFC 1952). */

/**
 * @param maxBytes the most that the file may hold uncompressed.
 * @throws EpochLabError `bad-file` when it is not gzip, ends early, fails its checksum or holds too much.
 */
export async function gunzip(
  bytes: Uint8Array,
  fileName: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isGzip(bytes)) throw badFile(fileName, 'this is not a gzip file.');
  const result = await inflate(bytes, 'gzip', maxBytes);
  if (typeof result !== 'string') return result;
  switch (result) {
    case 'too-large':
      throw badFile(
        fileName,
        `it unpacks to more than ${count(maxBytes)} bytes, which is not expected of it.`,
      );
    case 'ends-early':
      throw badFile(fileName, `the file ends too early, after ${byteCount(bytes.length)}. Get it again.`);
    case 'corrupt':
      throw badFile(fileName, 'the file is damaged: it cannot be unpacked. Get it again.');
    default:
      return result satisfies never;
  }
}

/**
 * The first bytes of what a gzip file holds, without unpacking the rest: a header that says how much is to come.
 *
 * @returns fewer where there are no more, none where it cannot be unpacked.
 */
export async function peekGzip(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  const writer = stream.writable.getWriter();
  // What comes after the slice is never handed over: that it ends early, or is damaged, is for `gunzip` to say. Without an
  // end, a stored name that is longer than the slice would be waited for for ever.
  writer.write(bytes.slice(0, PEEKED_BYTES)).catch(() => undefined);
  writer.close().catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    while (read < length) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value.subarray(0, length - read));
      read += value.length;
    }
    await reader.cancel();
  } catch {
    // It ends early, or is damaged: what came before that is all there is.
  }
  return concatenate(chunks);
}

/** Of a packed file, enough for any header: a stored name before it may be long. */
const PEEKED_BYTES = 4096;

/** Packs bytes. How well depends on the machine's zlib; what comes out of it again does not. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new CompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  await written;
  return concatenate(chunks);
}

/** Whether the bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
