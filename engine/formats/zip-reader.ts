import type { EpochLabError } from '../protocol/errors.ts';
import { badFile, quote } from './bad-file.ts';
import { count } from '../protocol/english.ts';
import { inflate } from './inflate.ts';
import { crc32 } from './zip-store.ts';

/**
 * Reading zip files (PKWARE's APPNOTE 6.3): members stored or deflated. The directory at the end says what is in it;
 * a member is unpacked when it is asked for, under the size that the directory announces, so that a bomb is told by
 * its announcement before anything is allocated for it.
 */

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const ENCRYPTED = 0x0001;
const UTF8 = 0x0800;
const STORED = 0;
const DEFLATED = 8;
const ZIP64 = 0xffff_ffff;

export interface ZipLimits {
  readonly members: number;
  /** Of one member, unpacked. */
  readonly memberBytes: number;
  /** Of all members together, unpacked. */
  readonly totalBytes: number;
}

export interface ZipEntry {
  /** With "/" between folders; never one that leads out of the archive. */
  readonly name: string;
  /** Unpacked. */
  readonly size: number;
}

/** Why a member is left out. */
export interface RefusedEntry {
  readonly name: string;
  readonly reason: string;
}

interface Stored extends ZipEntry {
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly localAt: number;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

const AGAIN = 'Get the file again.';

/** A zip file whose directory has been read and checked. */
export class ZipReader {
  readonly #entries = new Map<string, Stored>();
  readonly refused: RefusedEntry[] = [];

  /** @throws EpochLabError `bad-file` when it is not a zip file, damaged, encrypted, or announces too much. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileName: string,
    limits: ZipLimits,
  ) {
    this.#readDirectory(limits);
  }

  get entries(): readonly ZipEntry[] {
    return [...this.#entries.values()];
  }

  /** Unpacks one member. @throws EpochLabError `bad-file` when it is damaged. */
  async read(name: string): Promise<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw badFile(this.fileName, `it has no member ${quote(name)}.`);
    const { localAt, compressedSize, size, method, crc } = entry;
    const view = this.#view();
    if (localAt + LOCAL_BYTES > this.bytes.length || view.getUint32(localAt, true) !== LOCAL) {
      throw this.#damaged(`its member ${quote(name)} is not at byte ${count(localAt)}. ${AGAIN}`);
    }
    const begin =
      localAt + LOCAL_BYTES + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
    if (begin + compressedSize > this.bytes.length) {
      throw this.#damaged(`its member ${quote(name)} reaches beyond its end. ${AGAIN}`);
    }
    const packed = this.bytes.subarray(begin, begin + compressedSize);
    const unpacked = method === STORED ? packed : await inflate(packed, 'deflate-raw', size);
    if (unpacked === 'too-large')
      throw this.#damaged(`its member ${quote(name)} is larger than it says. ${AGAIN}`);
    if (typeof unpacked === 'string' || unpacked.length !== size || crc32(unpacked) !== crc) {
      throw this.#damaged(`its member ${quote(name)} is damaged. ${AGAIN}`);
    }
    return unpacked;
  }

  #readDirectory(limits: ZipLimits): void {
    const view = this.#view();
    const end = this.#findEnd(view);
    const members = view.getUint16(end + 10, true);
    const directoryBytes = view.getUint32(end + 12, true);
    let at = view.getUint32(end + 16, true);
    if (members === 0xffff || at === ZIP64) {
      throw badFile(
        this.fileName,
        'it is larger than 4 GB or has more than 65,534 members. Unpack it first.',
      );
    }
    if (members > limits.members) {
      throw badFile(
        this.fileName,
        `it has ${count(members)} members; at most ${count(limits.members)} are read.`,
      );
    }
    if (at + directoryBytes > end) throw this.#damaged(`its directory is not where it should be. ${AGAIN}`);
    let total = 0;
    for (let member = 0; member < members; member++) {
      if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) {
        throw this.#damaged(`its directory is damaged at byte ${count(at)}. ${AGAIN}`);
      }
      const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) =>
        view.getUint16(at + place, true),
      );
      const next = at + ENTRY_BYTES + nameBytes! + extraBytes! + commentBytes!;
      if (next > end) throw this.#damaged(`its directory is damaged at byte ${count(at)}. ${AGAIN}`);
      const flags = view.getUint16(at + 8, true);
      const name = decodeName(this.bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes!), flags);
      const entry: Stored = {
        name,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        compressedSize: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        localAt: view.getUint32(at + 42, true),
      };
      at = next;
      if (name.endsWith('/')) continue;
      total += entry.size;
      if (total > limits.totalBytes) {
        throw badFile(
          this.fileName,
          `it unpacks to more than ${count(limits.totalBytes)} bytes, more than can be read. Is it a zip bomb?`,
        );
      }
      const reason = this.#refuse(entry, flags, limits);
      if (reason === null) this.#entries.set(name, entry);
      else this.refused.push({ name, reason });
    }
  }

  #refuse({ name, method, size, compressedSize }: Stored, flags: number, limits: ZipLimits): string | null {
    if (!isInside(name)) return 'its name leads out of the archive.';
    if (this.#entries.has(name)) return 'there is a member of that name already.';
    if (flags & ENCRYPTED) return 'it is encrypted. Unpack the archive first.';
    if (method !== STORED && method !== DEFLATED)
      return 'it is packed in a rare way. Unpack the archive first.';
    if (size === ZIP64 || compressedSize === ZIP64) return 'it is larger than 4 GB.';
    if (size > limits.memberBytes) {
      return `it unpacks to ${count(size)} bytes; at most ${count(limits.memberBytes)} are read.`;
    }
    if (method === STORED && size !== compressedSize) return 'its sizes contradict each other.';
    return null;
  }

  /** The end is found from behind: a comment of any length may follow it. */
  #findEnd(view: DataView): number {
    const first = Math.max(0, this.bytes.length - END_BYTES - LONGEST_COMMENT);
    for (let at = this.bytes.length - END_BYTES; at >= first; at--) {
      if (view.getUint32(at, true) === END) return at;
    }
    throw badFile(this.fileName, 'this is not a zip file, or its end is missing. Get it again.');
  }

  #view(): DataView {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
  }

  #damaged(what: string): EpochLabError {
    return badFile(this.fileName, what);
  }
}

/** Names without the flag are in IBM's code page 437; beyond ASCII they are taken as Latin-1, near enough to tell. */
function decodeName(bytes: Uint8Array, flags: number): string {
  const name = flags & UTF8 ? new TextDecoder('utf-8').decode(bytes) : latin1(bytes);
  return name.replaceAll('\\', '/');
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Whether a name stays inside the folder that it is relative to. */
export function isInside(name: string): boolean {
  if (name === '' || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0')) return false;
  return !name.split('/').includes('..');
}
