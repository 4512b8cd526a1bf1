import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import type { Compression, Inflated, MachineTools } from '../formats/machine-tools.ts';

/**
 * Node's own zlib and hash. The web's streams hand over what comes out in pieces of 16 KB, some 3,000 for MNIST's
 * images, each with a wait of its own; here one job on another thread unpacks megabytes.
 */
export const nodeTools: MachineTools = {
  inflate: async (bytes, format, maxBytes) => {
    try {
      const unpacked = await unpackers[format](bytes, {
        // The least that it takes; where nothing may come out, what does is refused below.
        maxOutputLength: Math.max(1, maxBytes),
        chunkSize: pieceFor(bytes.length, maxBytes),
      });
      return unpacked.length > maxBytes ? 'too-large' : withoutRest(unpacked);
    } catch (thrown) {
      return faultOf(thrown);
    }
  },
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
};

type Unpack = (bytes: Uint8Array, options: ZlibOptions) => Promise<Buffer<ArrayBuffer>>;

const unpackers: Readonly<Record<Compression, Unpack>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  'deflate-raw': promisify(inflateRaw),
};

const MIN_PIECE_BYTES = 16 * 1024;
const MAX_PIECE_BYTES = 64 * 1024 * 1024;
/** Pictures and weights seldom become more than so many times as large. */
const USUAL_GROWTH = 8;

/** How much is unpacked at a time: all of it, where the size is what it seems; a bomb gains nothing by it. */
function pieceFor(packedBytes: number, maxBytes: number): number {
  const usual = Math.max(MIN_PIECE_BYTES, packedBytes * USUAL_GROWTH);
  return Math.max(MIN_PIECE_BYTES, Math.min(MAX_PIECE_BYTES, maxBytes, usual));
}

function faultOf(thrown: unknown): Inflated {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
  return code === 'Z_BUF_ERROR' ? 'ends-early' : 'corrupt';
}

/** The bytes alone: a piece that was not filled would keep all its memory. */
function withoutRest(unpacked: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const isWhole = unpacked.buffer.byteLength === unpacked.length;
  return isWhole ? new Uint8Array(unpacked.buffer) : new Uint8Array(unpacked);
}
