import { badFile } from '../../formats/bad-file.ts';
import { count, counted } from '../../protocol/english.ts';
import { parseIdxImages, parseIdxLabels, type IdxImages } from '../../formats/idx.ts';
import type { Split } from '../../protocol/contract.ts';
import type { ImportOptions } from '../../protocol/imports.ts';
import { Collector } from './collector.ts';
import { baseName, readUnpacked, type Source, type SourceFile, type Surroundings } from './source.ts';

/** Images and labels in the files of MNIST's kind, of one split or of both. */

const BREATHE_EVERY = 5000;

interface Part<Contents> {
  readonly file: string;
  readonly contents: Contents;
}

/** @param files those of the source that begin as IDX files do. */
export async function collectIdx(
  source: Source,
  files: readonly SourceFile[],
  options: ImportOptions,
  { progress, breathe }: Surroundings,
): Promise<Collector> {
  const images = new Map<Split, Part<IdxImages>>();
  const labels = new Map<Split, Part<Uint8Array>>();
  for (const [index, file] of files.entries()) {
    progress(index, files.length);
    await breathe();
    const bytes = await readUnpacked(source, file);
    const split = splitOf(file.path);
    if (bytes[3] === 1) put(labels, split, { file: file.path, contents: parseIdxLabels(bytes, file.path) });
    else put(images, split, { file: file.path, contents: parseIdxImages(bytes, file.path) });
  }
  const splits = (['train', 'test'] as const).filter((split) => images.has(split) || labels.has(split));
  const pairs = splits.map((split) => ({
    split,
    ...pair(images.get(split), labels.get(split), source.name),
  }));

  const [first] = pairs;
  const { height, width } = options.size ?? sizeOf(first!.images, options);
  const total = pairs.reduce((sum, { images: { count: length } }) => sum + length, 0);
  const collector = new Collector(source.name, { height, width }, options, total);
  let done = 0;
  for (const { split, images: part, labels: names, file } of pairs) {
    const size = part.height * part.width;
    for (let index = 0; index < part.count; index++) {
      const reason = collector.add(
        split,
        String(names[index]!),
        part.pixels.subarray(index * size, (index + 1) * size),
        part,
      );
      if (reason !== null) collector.skip({ file, reason: `image ${count(index)}: ${reason}` });
      if (++done % BREATHE_EVERY !== 0) continue;
      progress(done, total);
      await breathe();
    }
  }
  return collector;
}

/** As they are, or turned. */
function sizeOf({ height, width }: IdxImages, { transpose }: ImportOptions) {
  return transpose ? { height: width, width: height } : { height, width };
}

/** By its name alone: "t10k" are the test images of MNIST and its like. */
function splitOf(path: string): Split {
  return /t10k|test|val/i.test(baseName(path)) ? 'test' : 'train';
}

function put<Contents>(parts: Map<Split, Part<Contents>>, split: Split, part: Part<Contents>): void {
  const other = parts.get(split);
  if (!other) {
    parts.set(split, part);
    return;
  }
  throw badFile(
    part.file,
    `it holds the same as ${other.file}, by its name: ${split === 'test' ? 'the test part' : 'the training part'}. Choose one of them.`,
  );
}

function pair(
  images: Part<IdxImages> | undefined,
  labels: Part<Uint8Array> | undefined,
  sourceName: string,
): { images: IdxImages; labels: Uint8Array; file: string } {
  if (!images) {
    throw badFile(
      labels?.file ?? sourceName,
      'these are labels, and their images are missing. Choose both files together.',
    );
  }
  if (!labels) {
    throw badFile(images.file, 'these are images, and their labels are missing. Choose both files together.');
  }
  if (images.contents.count !== labels.contents.length) {
    throw badFile(
      labels.file,
      `it has ${counted(labels.contents.length, 'label', 'labels')} for the ` +
        `${counted(images.contents.count, 'image', 'images')} of ${images.file}.`,
    );
  }
  return { images: images.contents, labels: labels.contents, file: images.file };
}
