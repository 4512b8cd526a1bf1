import { badFile } from '../../formats/bad-file.ts';
import { count } from '../../protocol/english.ts';
import { readPicture } from '../../formats/picture.ts';
import type { GreyPicture } from '../../formats/png.ts';
import type { Split } from '../../protocol/contract.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { ImportOptions } from '../../protocol/imports.ts';
import type { Size } from '../resize.ts';
import { Collector } from './collector.ts';
import { compareNaturally } from '../../formats/natural-order.ts';
import type { Source, SourceFile, Surroundings } from './source.ts';

/** Pictures in folders that are called as their classes, with or without folders for training and testing above. */

/** Pictures of one size that is at most this are taken as they are. */
const LARGEST_KEPT_SIDE = 64;
const USUAL_SIZE: Size = { height: 28, width: 28 };
/** So many tell the size of all. */
const SIZED = 12;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const BREATHE_EVERY = 16;
/** So many are called by name in the report. */
const NAMED_ANIMATIONS = 10;

const TRAIN_FOLDER = /^(train|training)$/i;
const TEST_FOLDER = /^(test|testing)$/i;
const VALIDATION_FOLDER = /^(val|valid|validation)$/i;

interface Placed {
  readonly file: SourceFile;
  readonly split: Split;
  readonly label: string;
}

export interface PictureFiles {
  readonly placed: readonly Placed[];
  /** Of each class, in natural order. */
  readonly classes: readonly string[];
}

/**
 * Finds the class of each picture from the folders that it lies in.
 *
 * @param skip told of files that lie in no class's folder.
 */
function placePictures(
  files: readonly SourceFile[],
  skip: (file: string, reason: string) => void,
): PictureFiles {
  const paths = files.map((file) => ({ file, folders: file.path.split('/').slice(0, -1) }));
  let depth = 0;
  // A folder around everything is only a wrapping, as long as there are folders below it.
  while (isWrapping(paths, depth)) depth++;
  const tops = new Set(paths.map(({ folders }) => folders[depth] ?? ''));
  const splitFolders = [...tops].filter((top) => isSplitFolder(top));
  const hasTest = splitFolders.some((top) => TEST_FOLDER.test(top));
  const isSplit = splitFolders.some((top) => TRAIN_FOLDER.test(top));

  const placed: Placed[] = [];
  for (const { file, folders } of paths) {
    const top = folders[depth];
    const label = folders[isSplit ? depth + 1 : depth]?.trim();
    if (label === undefined) skip(file.path, 'it lies in no folder of a class.');
    else if (isSplit && !isSplitFolder(top!))
      skip(file.path, 'it lies beside the folders for training and testing.');
    else placed.push({ file, split: isSplit ? splitOf(top!, hasTest) : 'train', label });
  }
  placed.sort((a, b) => compareNaturally(a.file.path, b.file.path));
  return { placed, classes: classesOf(placed) };
}

function classesOf(placed: readonly Placed[]): string[] {
  return [...new Set(placed.map(({ label }) => label))].sort(compareNaturally);
}

function isWrapping(paths: readonly { folders: readonly string[] }[], depth: number): boolean {
  const [first] = paths;
  const top = first?.folders[depth];
  if (top === undefined || isSplitFolder(top)) return false;
  return (
    paths.every(({ folders }) => folders[depth] === top) &&
    paths.some(({ folders }) => folders.length > depth + 1)
  );
}

function isSplitFolder(name: string): boolean {
  return [TRAIN_FOLDER, TEST_FOLDER, VALIDATION_FOLDER].some((pattern) => pattern.test(name));
}

/** Pictures for validation are for testing where no others are, and for training otherwise. */
function splitOf(folder: string, hasTest: boolean): Split {
  if (TEST_FOLDER.test(folder)) return 'test';
  return VALIDATION_FOLDER.test(folder) && !hasTest ? 'test' : 'train';
}

/**
 * @param most reads no more pictures than this, evenly from all, for a preview.
 * @returns the pictures found, too, without those that turned out to be none.
 */
export async function collectPictures(
  source: Source,
  files: readonly SourceFile[],
  options: ImportOptions,
  { progress, breathe }: Surroundings,
  most = Infinity,
): Promise<{ collector: Collector; found: PictureFiles }> {
  const early: { file: string; reason: string }[] = [];
  const { placed, classes } = placePictures(files, (file, reason) => early.push({ file, reason }));
  if (placed.length === 0) {
    throw badFile(
      source.name,
      'its pictures lie in no folder of a class. Choose a folder that has a folder of pictures for each class.',
    );
  }
  if (classes.length < 2) {
    throw badFile(
      source.name,
      `its pictures are all in one folder, “${classes[0]}”. A data set has a folder for each class, two at least.`,
    );
  }
  const size = options.size ?? (await usualSize(source, evenly(placed, SIZED)));
  const wanted = evenly(placed, most);
  const collector = new Collector(source.name, size, options, wanted.length);
  for (const skipped of early) collector.skip(skipped);
  const animations: string[] = [];
  const refused = new Set<SourceFile>();
  for (const [index, { file, split, label }] of wanted.entries()) {
    if (index % BREATHE_EVERY === 0) {
      progress(index, wanted.length);
      await breathe();
    }
    const picture = await tryToRead(source, file);
    const reason = typeof picture === 'string' ? picture : collector.add(split, label, picture.grey, picture);
    if (reason !== null) {
      refused.add(file);
      collector.skip({ file: file.path, reason });
    } else if (typeof picture !== 'string' && picture.isAnimated) animations.push(file.path);
  }
  if (animations.length > 0) collector.note(noteOfAnimations(animations));
  const taken = placed.filter(({ file }) => !refused.has(file));
  return { collector, found: { placed: taken, classes: classesOf(taken) } };
}

function noteOfAnimations(files: readonly string[]): string {
  const named = files.slice(0, NAMED_ANIMATIONS).join(', ');
  const more = files.length - NAMED_ANIMATIONS;
  return more > 0
    ? `Of animations, the first picture was taken: ${named} and ${count(more)} more.`
    : `Of animations, the first picture was taken: ${named}.`;
}

/** The picture, or why it is none: one that is damaged is no reason to refuse all others. */
async function tryToRead(source: Source, file: SourceFile): Promise<GreyPicture | string> {
  if (file.size > MAX_FILE_BYTES) {
    return `it has ${count(file.size)} bytes; pictures of at most ${count(MAX_FILE_BYTES)} are read.`;
  }
  try {
    return await readPicture(await source.read(file.path), file.path);
  } catch (thrown) {
    if (!(thrown instanceof EpochLabError) || thrown.code === 'cancelled' || thrown.code === 'disconnected')
      throw thrown;
    // The report names the file already.
    return thrown.message.replace(`${file.path}: `, '');
  }
}

/** The pictures' own size where they are small and all alike; else MNIST's. */
async function usualSize(source: Source, sample: readonly Placed[]): Promise<Size> {
  let common: Size | null = null;
  for (const { file } of sample) {
    const picture = await tryToRead(source, file);
    if (typeof picture === 'string') continue;
    const { height, width } = picture;
    if (height > LARGEST_KEPT_SIDE || width > LARGEST_KEPT_SIDE) return USUAL_SIZE;
    if (common && (common.height !== height || common.width !== width)) return USUAL_SIZE;
    common = { height, width };
  }
  return common ?? USUAL_SIZE;
}

function evenly<T>(all: readonly T[], wanted: number): readonly T[] {
  if (wanted >= all.length) return all;
  return Array.from({ length: wanted }, (_, index) => all[Math.floor((index * all.length) / wanted)]!);
}
