import createDecoder from '@jsquash/webp/codec/dec/webp_dec.js';
import wasm from '@jsquash/webp/codec/dec/webp_dec.wasm?url&inline';
import { badFile } from './bad-file.ts';
import { byteCount } from '../protocol/english.ts';
import { greyOfRgba } from './luma.ts';
import { checkPictureSize } from './picture-size.ts';
import type { GreyPicture } from './png.ts';

/**
 * WebP pictures, lossy and lossless, still ones. Decoding is libwebp's, as the WebAssembly of @jsquash/webp; its
 * bytes are a part of this bundle, so that it is the same everywhere and needs no file. The outside is checked here
 * (Google, "WebP Container Specification"), so that libwebp sees nothing but one image of sensible size.
 */

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** @throws EpochLabError `bad-file` */
export async function readWebp(bytes: Uint8Array, fileName: string): Promise<GreyPicture> {
  checkContainer(bytes, fileName);
  const decoder = await openDecoder();
  let image: { width: number; height: number; data: Uint8ClampedArray } | null;
  try {
    image = decoder.decode(new Uint8Array(bytes));
  } catch {
    // An instance that failed within is not used again.
    opened = null;
    image = null;
  }
  if (!image)
    throw badFile(fileName, 'the picture is damaged and cannot be decoded. Save the picture again.');
  const { width, height, data } = image;
  return { width, height, grey: greyOfRgba(data) };
}

type Decoder = Awaited<ReturnType<typeof createDecoder>>;
let opened: Promise<Decoder> | null = null;
let module: WebAssembly.Module | null = null;

function openDecoder(): Promise<Decoder> {
  module ??= new WebAssembly.Module(bytesOfDataUrl(wasm));
  const compiled = module;
  opened ??= createDecoder({
    noInitialRun: true,
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance);
      return instance.exports;
    },
    // What libwebp would print.
    print: () => undefined,
    printErr: () => undefined,
  });
  return opened;
}

function bytesOfDataUrl(url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
}

/** Finds the one image among the chunks, and checks its size. */
function checkContainer(bytes: Uint8Array, fileName: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endsEarly = () => badFile(fileName, `the file ends too early, after ${byteCount(bytes.length)}.`);
  for (let at = HEADER_BYTES; ;) {
    if (at + CHUNK_HEADER_BYTES > bytes.length) throw endsEarly();
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const body = at + CHUNK_HEADER_BYTES;
    if (body + length > bytes.length) throw endsEarly();
    if (type === 'VP8X' && length >= 10) {
      const side = (place: number) => 1 + view.getUint16(place, true) + 65_536 * view.getUint8(place + 2);
      checkPictureSize(side(body + 4), side(body + 7), fileName);
      if (view.getUint8(body) & 0x02) {
        throw badFile(fileName, 'it is an animation. Save one picture of it as PNG.');
      }
    }
    if (type === 'VP8 ') {
      if (length < 10) throw endsEarly();
      checkPictureSize(
        view.getUint16(body + 6, true) & 0x3fff,
        view.getUint16(body + 8, true) & 0x3fff,
        fileName,
      );
      return;
    }
    if (type === 'VP8L') {
      if (length < 5) throw endsEarly();
      const sides = view.getUint32(body + 1, true);
      checkPictureSize(1 + (sides & 0x3fff), 1 + ((sides >>> 14) & 0x3fff), fileName);
      return;
    }
    at = body + length + (length & 1);
  }
}
