import { badFile, count } from './bad-file.ts';
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
      throw badFile(fileName, `the file ends too early, after ${count(bytes.length)} bytes. Get it again.`);
    case 'corrupt':
      throw badFile(fileName, 'the file is damaged: it cannot be unpacked. Get it again.');
    default:
      return result satisfies never;
  }
}

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
