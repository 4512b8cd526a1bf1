import { concatenate } from './concatenate.ts';
import { machineTools, type Compression, type Inflated } from './machine-tools.ts';

/**
 * Decompression under a cap. A kilobyte of deflate can stand for a megabyte of zeros, so the output is counted
 * while it streams and the stream is cancelled as soon as it passes the cap: a bomb costs the cap, not what it
 * would have become.
 */

/** Compressed bytes are handed over in slices of this size, so that output is seen before all input is taken. */
const SLICE_BYTES = 64 * 1024;

/**
 * @param format 'gzip' (RFC 1952), 'deflate' in a zlib frame (RFC 1950), or 'deflate-raw' without one (RFC 1951).
 *   Checksums are verified where there are any.
 * @param maxBytes the most that may come out.
 * @returns what came out, or why nothing did.
 */
export async function inflate(bytes: Uint8Array, format: Compression, maxBytes: number): Promise<Inflated> {
  const tools = machineTools();
  return tools ? tools.inflate(bytes, format, maxBytes) : inflateByStream(bytes, format, maxBytes);
}

async function inflateByStream(bytes: Uint8Array, format: Compression, maxBytes: number): Promise<Inflated> {
  const stream = new DecompressionStream(format);
  const reader = stream.readable.getReader();
  const fed = feed(stream.writable.getWriter(), bytes);
  fed.catch(() => undefined); // A fault of the input arrives at the reader as well, and is reported from there.

  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return 'too-large';
      }
      chunks.push(value);
    }
    await fed;
  } catch (error) {
    return endedEarly(error) ? 'ends-early' : 'corrupt';
  }
  return concatenate(chunks);
}

async function feed(
  writer: ReturnType<DecompressionStream['writable']['getWriter']>,
  bytes: Uint8Array,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    await writer.ready;
    await writer.write(bytes.slice(at, at + SLICE_BYTES));
  }
  await writer.close();
}

/** Node tells a missing end from wrong content by zlib's code; elsewhere there is only one kind of error. */
function endedEarly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}
