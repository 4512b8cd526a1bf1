import { badFile } from '../../formats/bad-file.ts';
import { count } from '../../protocol/english.ts';
import { gunzip, peekGzip } from '../../formats/gzip.ts';
import { announcedIdxBytes, IDX_HEADER_BYTES } from '../../formats/idx.ts';
import { ZipReader, type ZipLimits } from '../../formats/zip-reader.ts';
import type { Skipped } from '../../protocol/imports.ts';

/**
 * Where a data set comes from: some files, chosen one by one or found in a folder or an archive. Whoever has them
 * reads them, one at a time; in here there are no paths but those inside the folder.
 */
export interface Source {
  /** Of the file or folder that was chosen. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** What was left out when they were listed. */
  readonly skipped: readonly Skipped[];
  /** @throws EpochLabError when it cannot be read, or not any more. */
  read(path: string): Promise<Uint8Array>;
}

export interface SourceFile {
  /** With "/" between folders. */
  readonly path: string;
  readonly size: number;
}

/** What goes on around an import. */
export interface Surroundings {
  /** Told now and then how far it is. */
  readonly progress: (done: number, total: number) => void;
  /** Lets others have their turn. @throws EpochLabError `cancelled`. */
  readonly breathe: () => Promise<void>;
}

export const MAX_SOURCE_FILES = 300_000;
/** Of a file that is read whole. */
export const MAX_SOURCE_BYTES = 512 * 1024 * 1024;

const ZIP_LIMITS: ZipLimits = {
  members: 65_534,
  memberBytes: MAX_SOURCE_BYTES,
  totalBytes: 2 * 1024 * 1024 * 1024,
};

/** The files inside a zip archive. @throws EpochLabError `bad-file`. */
export function openArchive(bytes: Uint8Array, name: string): Source {
  const zip = new ZipReader(bytes, name, ZIP_LIMITS);
  return {
    name: name.replace(/\.(zip|epochlab-set)$/i, ''),
    files: zip.entries.map(({ name: path, size }) => ({ path, size })),
    skipped: zip.refused.map(({ name: file, reason }) => ({ file, reason })),
    read: (path) => zip.read(path),
  };
}

/** Reads a file that must not be empty, unpacking it where its name ends in .gz. @throws EpochLabError. */
export async function readUnpacked(source: Source, file: SourceFile): Promise<Uint8Array> {
  if (file.size > MAX_SOURCE_BYTES) {
    throw badFile(
      file.path,
      `it has ${count(file.size)} bytes; at most ${count(MAX_SOURCE_BYTES)} can be read.`,
    );
  }
  const bytes = await source.read(file.path);
  if (bytes.length === 0) throw badFile(file.path, 'the file is empty.');
  return /\.gz$/i.test(file.path) ? unpack(bytes, file.path) : bytes;
}

/** A table of empty pictures packs to some hundredth; what packs better and is large is made to fill the memory. */
const MOST_GROWTH = 200;
const UNSUSPECTED_BYTES = 64 * 1024 * 1024;

/** An IDX file says how long it is: nothing beyond that is unpacked, and nothing at all of one that is too long. */
async function unpack(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  const header = await peekGzip(bytes, IDX_HEADER_BYTES);
  const announced = announcedIdxBytes(header);
  if (announced === null) {
    const plausible = Math.max(UNSUSPECTED_BYTES, bytes.length * MOST_GROWTH);
    return gunzip(bytes, path, Math.min(MAX_SOURCE_BYTES, plausible));
  }
  if (announced > MAX_SOURCE_BYTES) {
    throw badFile(
      path,
      `its header announces ${count(announced)} bytes; at most ${count(MAX_SOURCE_BYTES)} can be read.`,
    );
  }
  return gunzip(bytes, path, announced);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Files that systems leave behind wherever somebody looked. */
export function isLitter(path: string): boolean {
  return path
    .split('/')
    .some((part) => part.startsWith('.') || part === '__MACOSX' || /^thumbs\.db$|^desktop\.ini$/i.test(part));
}

/** "train.csv.gz" as "train": what a data set is called until somebody names it. */
export function stemOf(name: string): string {
  return name.replace(/\.(gz|zip|epochlab-set)$/i, '').replace(/\.(csv|tsv|npz|npy|txt)$/i, '') || name;
}
