// @ts-check
/**
 * Takes chosen files out of a zip archive. Enough of the format for an archive whose content is known:
 * stored and deflated files below 4 GiB, no links, no encryption.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;

const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');

const STORED = 0;
const DEFLATED = 8;

/**
 * @typedef {object} Entry
 * @property {string} name with `/` between folders; folders end in one
 * @property {number} method
 * @property {number} packedBytes
 * @property {number} bytes
 * @property {number} mode Unix permissions
 * @property {number} headerOffset where the entry's local header starts in the archive
 */

/**
 * @param {string} archive
 * @param {string} folder that receives the files
 * @param {(name: string) => string | null} place says where in `folder` an archived file goes; null leaves it out
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(archive, folder, place) {
  const file = await open(archive);
  try {
    let count = 0;
    for (const entry of await readEntries(file)) {
      const name = entry.name.endsWith('/') ? null : place(entry.name);
      if (name === null) continue;
      const target = path.resolve(folder, name);
      if (!target.startsWith(path.resolve(folder) + path.sep))
        throw new Error(`${name} leads out of ${folder}`);
      await mkdir(path.dirname(target), { recursive: true });
      await extract(archive, file, entry, target);
      count++;
    }
    return count;
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
  const tail = await readAt(file, size - tailBytes, tailBytes);
  const end = tail.lastIndexOf(END_SIGNATURE);
  if (end < 0) throw new Error('not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  /** @type {Entry[]} */
  const entries = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (directory.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new Error('a damaged zip directory');
    const nameBytes = directory.readUInt16LE(at + 28);
    const nameAt = at + CENTRAL_HEADER_BYTES;
    entries.push({
      name: directory.toString('utf8', nameAt, nameAt + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at = nameAt + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {Entry} entry
 * @param {string} target
 */
async function extract(archive, file, entry, target) {
  const mode = entry.mode || 0o644;
  if (entry.packedBytes === 0) return writeFile(target, '', { mode });

  const header = await readAt(file, entry.headerOffset, LOCAL_HEADER_BYTES);
  const start = entry.headerOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 });
  const output = createWriteStream(target, { mode });
  if (entry.method === STORED) await pipeline(packed, output);
  else if (entry.method === DEFLATED) await pipeline(packed, createInflateRaw(), output);
  else throw new Error(`${entry.name} is packed with method ${entry.method}, unknown here`);

  const { size } = await stat(target);
  if (size !== entry.bytes) throw new Error(`${entry.name} has ${size} bytes instead of ${entry.bytes}`);
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} bytes
 */
async function readAt(file, position, bytes) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, position);
  if (bytesRead !== bytes) throw new Error('the zip archive ends too early');
  return buffer;
}
