import * as v from 'valibot';
import { MAX_CLASS_NAME_LENGTH, MAX_CLASSES, MAX_IMAGE_SIDE } from '../protocol/datasets.ts';
import { integer, text } from '../protocol/parse.ts';
import { badFile, parseInFile } from '../formats/bad-file.ts';
import { IDX_HEADER_BYTES } from '../formats/idx.ts';
import { parseJsonBytes } from '../formats/json.ts';

/**
 * manifest.json of a data set: what it is, whose it is, and the files it consists of. Each file is named with
 * two hashes: that of the file as it lies there, and that of what it holds, which stays the same however the
 * file is compressed.
 */

export const MANIFEST_NAME = 'manifest.json';
const MAX_MANIFEST_BYTES = 64 * 1024;
/** As many bytes of images as an import takes in (import/collector.ts), and the header before them. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024 + IDX_HEADER_BYTES;
/** Of what is said of a data set: the most characters. */
export const LONGEST_TEXTS = {
  name: 100,
  description: 2000,
  licence: 200,
  attribution: 1000,
  source: 1000,
} as const;

/** The files' roles, in the order in which their hashes make up the data set's own. */
export const ROLES = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
export type Role = (typeof ROLES)[number];

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'));

const fileSchema = v.strictObject({
  role: v.picklist(ROLES, `must be one of ${ROLES.join(', ')}`),
  /** A gzip-compressed IDX file beside the manifest. */
  name: v.pipe(
    text(100),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.gz$/, 'must be a plain file name ending in .gz'),
  ),
  /** Of the file as it is, compressed. */
  sha256,
  /** Number of images or labels. */
  count: integer(1, 10_000_000),
  unpacked: v.strictObject({ bytes: integer(1, MAX_UNPACKED_BYTES), sha256 }),
});

const manifestSchema = v.strictObject({
  format: v.literal('epoch-lab-dataset', 'must be "epoch-lab-dataset"'),
  version: v.literal(1, 'must be 1'),
  /** Which data set it says it is; `openDataset` compares it with the one asked for. */
  id: text(50),
  name: text(LONGEST_TEXTS.name),
  /** What is in it, in a sentence or two. */
  description: v.optional(
    v.pipe(v.string(), v.maxLength(LONGEST_TEXTS.description, 'must have at most 2,000 characters')),
    '',
  ),
  /** Class names, in label order. */
  classes: v.pipe(
    v.array(text(MAX_CLASS_NAME_LENGTH)),
    v.minLength(2, 'must be at least 2'),
    v.maxLength(MAX_CLASSES, `must be at most ${MAX_CLASSES}`),
  ),
  height: integer(1, MAX_IMAGE_SIDE),
  width: integer(1, MAX_IMAGE_SIDE),
  licence: text(LONGEST_TEXTS.licence),
  licenceUrl: text(500),
  attribution: text(LONGEST_TEXTS.attribution),
  source: text(LONGEST_TEXTS.source),
  files: v.pipe(
    v.array(fileSchema),
    v.length(ROLES.length, `must list ${ROLES.length} files`),
    v.check(
      (files) => ROLES.every((role) => files.some((file) => file.role === role)),
      `must list one file for each of ${ROLES.join(', ')}`,
    ),
    v.check(
      (files) => new Set(files.map((file) => file.name)).size === files.length,
      'must not name a file twice',
    ),
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

/** @throws EpochLabError `bad-file`, naming the first place that is wrong. */
export function parseManifest(bytes: Uint8Array): Manifest {
  if (bytes.length > MAX_MANIFEST_BYTES) throw badFile(MANIFEST_NAME, 'it is too large to be a manifest.');
  const json = parseJsonBytes(bytes, MANIFEST_NAME, 'text');
  return parseInFile(manifestSchema, json, MANIFEST_NAME, null);
}
