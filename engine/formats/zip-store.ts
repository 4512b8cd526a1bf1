import { concatenate } from './concatenate.ts';

/**
 * Writing zip files (PKWARE's APPNOTE 6.3, sections 4.3.7 to 4.3.16), their members stored as they are: weights do
 * not compress. All dates are 1 January 1980, so that the same members always give the same bytes.
 */

const VERSION = 20;
const STORED = 0;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const FIRST_DATE = 0x0021;

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @throws RangeError above 4 GB, where the format's lengths end. */
export function writeZip(members: readonly ZipMember[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const nameBytes = new TextEncoder().encode(name);
    const common = [
      ...u16(VERSION, FLAGS, STORED, 0, FIRST_DATE),
      ...u32(crc32(bytes), bytes.length, bytes.length),
      ...u16(nameBytes.length, 0),
    ];
    const local = Uint8Array.from([...u32(0x04034b50), ...common, ...nameBytes]);
    locals.push(local, bytes);
    directory.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(VERSION),
        ...common,
        ...u16(0, 0, 0),
        ...u32(0, offset),
        ...nameBytes,
      ]),
    );
    offset += local.length + bytes.length;
  }
  const directoryLength = directory.reduce((sum, { length }) => sum + length, 0);
  if (offset + directoryLength > 0xffff_ffff) throw new RangeError('A zip file holds at most 4 GB.');
  const end = Uint8Array.from([
    ...u32(0x06054b50),
    ...u16(0, 0, members.length, members.length),
    ...u32(directoryLength, offset),
    ...u16(0),
  ]);
  return concatenate([...locals, ...directory, end]);
}

function u16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, value >>> 8]);
}

function u32(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});

/** CRC-32 as in ISO 3309. */
export function crc32(bytes: Uint8Array): number {
  let remainder = 0xffff_ffff;
  for (const byte of bytes) remainder = CRC_TABLE[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8);
  return (remainder ^ 0xffff_ffff) >>> 0;
}
