import type { DatasetInfo } from '../protocol/contract.ts';
import { originOf, type DatasetId } from '../protocol/datasets.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { badFile, quote } from '../formats/bad-file.ts';
import { count, counted } from '../protocol/english.ts';
import { gunzip } from '../formats/gzip.ts';
import { sha256Hex } from '../formats/hash.ts';
import { parseIdxImages, parseIdxLabels, writeIdxImages, writeIdxLabels } from '../formats/idx.ts';
import {
  MANIFEST_NAME,
  parseManifest,
  ROLES,
  type Manifest,
  type ManifestFile,
  type Role,
} from './manifest.ts';

/**
 * Opening a data set: from the bytes of its folder's files to images and labels in memory, with everything
 * that could be wrong checked on the way. The hashes are checked twice, of each file as it lies there and of
 * what it holds; so a data set that opens is, byte for byte, the one that its `sha256` stands for.
 */

export interface Examples {
  /** count × height × width bytes, row by row; 0 is background. */
  readonly images: Uint8Array;
  /** One label an image, each below the number of classes. */
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly info: DatasetInfo;
  readonly train: Examples;
  readonly test: Examples;
}

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const RESTORE = 'Reinstall Epoch Lab, or put the original file back.';

/**
 * @param given.files manifest.json and every file that it lists; others are ignored.
 * @throws EpochLabError `file-unavailable` when a file is missing, `bad-file` when one is damaged or they do
 *   not agree with each other.
 */
export async function openDataset(given: {
  readonly id: DatasetId;
  readonly files: readonly NamedFile[];
}): Promise<Dataset> {
  const manifest = parseManifest(find(given.files, MANIFEST_NAME, given.id));
  if (manifest.id !== given.id) {
    throw badFile(
      MANIFEST_NAME,
      `it belongs to the data set ${quote(manifest.id)}, not to ${given.id}. ${RESTORE}`,
    );
  }
  const unpack = async (role: Role) => {
    const entry = fileOf(manifest, role);
    return unpackFile(find(given.files, entry.name, manifest.name), entry);
  };
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    unpack('trainImages'),
    unpack('trainLabels'),
    unpack('testImages'),
    unpack('testLabels'),
  ]);
  const train = {
    images: readImages(trainImages, manifest, 'trainImages'),
    labels: readLabels(trainLabels, manifest, 'trainLabels'),
  };
  const test = {
    images: readImages(testImages, manifest, 'testImages'),
    labels: readLabels(testLabels, manifest, 'testLabels'),
  };
  checkCounts(manifest, 'trainImages', 'trainLabels');
  checkCounts(manifest, 'testImages', 'testLabels');
  const sha256 = await identify(ROLES.map((role) => fileOf(manifest, role).unpacked.sha256));
  return { info: infoOf({ ...manifest, id: given.id }, train, test, sha256), train, test };
}

function find(files: readonly NamedFile[], name: string, dataset: string): Uint8Array {
  const file = files.find((candidate) => candidate.name === name);
  if (file) return file.bytes;
  throw new EpochLabError(
    'file-unavailable',
    `${name}: this file of the data set ${dataset} is missing. ${RESTORE}`,
    { file: name },
  );
}

function fileOf(manifest: Manifest, role: Role): ManifestFile {
  const file = manifest.files.find((candidate) => candidate.role === role);
  if (file) return file;
  throw new EpochLabError('internal', `The manifest has no ${role}, although it was checked.`);
}

/** Checks the hash of the file, unpacks it, and checks the hash of what it holds. */
async function unpackFile(bytes: Uint8Array, entry: ManifestFile): Promise<Uint8Array> {
  const damaged = badFile(entry.name, `the file is damaged: its contents have changed. ${RESTORE}`);
  if ((await sha256Hex(bytes)) !== entry.sha256) throw damaged;
  const unpacked = await gunzip(bytes, entry.name, entry.unpacked.bytes);
  if ((await sha256Hex(unpacked)) !== entry.unpacked.sha256) throw damaged;
  return unpacked;
}

function readImages(bytes: Uint8Array, manifest: Manifest, role: Role): Uint8Array {
  const { name, count: expected } = fileOf(manifest, role);
  const images = parseIdxImages(bytes, unpackedName(name));
  if (images.count !== expected || images.height !== manifest.height || images.width !== manifest.width) {
    throw badFile(
      name,
      `it holds ${counted(images.count, 'image', 'images')} of ${images.height} × ${images.width} pixels, but the manifest says ` +
        `${count(expected)} of ${manifest.height} × ${manifest.width}. ${RESTORE}`,
    );
  }
  return images.pixels;
}

function readLabels(bytes: Uint8Array, manifest: Manifest, role: Role): Uint8Array {
  const { name, count: expected } = fileOf(manifest, role);
  const labels = parseIdxLabels(bytes, unpackedName(name));
  if (labels.length !== expected) {
    throw badFile(
      name,
      `it holds ${counted(labels.length, 'label', 'labels')}, but the manifest says ${count(expected)}. ${RESTORE}`,
    );
  }
  const classes = manifest.classes.length;
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw badFile(name, `label ${count(wrong)} is ${labels[wrong]}, but there are only ${classes} classes.`);
  }
  return labels;
}

function checkCounts(manifest: Manifest, images: Role, labels: Role): void {
  const [a, b] = [fileOf(manifest, images), fileOf(manifest, labels)];
  if (a.count !== b.count) {
    throw badFile(
      b.name,
      `it has ${counted(b.count, 'label', 'labels')} for the ${counted(a.count, 'image', 'images')} of ${a.name}.`,
    );
  }
}

/** What is known of a data set besides its images. */
export type About = Pick<
  DatasetInfo,
  'id' | 'name' | 'description' | 'height' | 'width' | 'classes' | 'licence' | 'attribution' | 'source'
>;

/** A data set of images that are in memory already. */
export async function describeDataset(about: About, train: Examples, test: Examples): Promise<Dataset> {
  const files = idxFiles(about, train, test);
  const sha256 = await identify(await Promise.all(ROLES.map((role) => sha256Hex(files[role]))));
  return { info: infoOf(about, train, test, sha256), train, test };
}

/** The four files of a data set, not compressed. */
export function idxFiles(
  { height, width }: Pick<DatasetInfo, 'height' | 'width'>,
  train: Examples,
  test: Examples,
): Record<Role, Uint8Array<ArrayBuffer>> {
  return {
    trainImages: writeIdxImages(train.images, height, width),
    trainLabels: writeIdxLabels(train.labels),
    testImages: writeIdxImages(test.images, height, width),
    testLabels: writeIdxLabels(test.labels),
  };
}

function infoOf(about: About, train: Examples, test: Examples, sha256: string): DatasetInfo {
  const { id, name, description, height, width, classes, licence, attribution, source } = about;
  return {
    id,
    origin: originOf(id),
    name,
    description,
    height,
    width,
    channels: 1,
    classes,
    trainImages: train.labels.length,
    testImages: test.labels.length,
    trainPerClass: countClasses(train.labels, classes.length),
    testPerClass: countClasses(test.labels, classes.length),
    licence,
    attribution,
    source,
    sha256,
  };
}

/** SHA-256 over the hashes of the unpacked files, in the order of ROLES, each as 64 digits and a line feed. */
async function identify(hashes: readonly string[]): Promise<string> {
  return sha256Hex(new TextEncoder().encode(hashes.map((hash) => `${hash}\n`).join('')));
}

function countClasses(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function unpackedName(name: string): string {
  return name.replace(/\.gz$/, '');
}
