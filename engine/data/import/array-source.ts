import { badFile } from '../../formats/bad-file.ts';
import { count, counted } from '../../protocol/english.ts';
import { lumaOf } from '../../formats/luma.ts';
import { isNpy, readNpy, type NpyArray } from '../../formats/npy.ts';
import { isZip, ZipReader } from '../../formats/zip-reader.ts';
import type { Split } from '../../protocol/contract.ts';
import { MAX_CLASSES, MAX_IMAGE_SIDE } from '../../protocol/datasets.ts';
import type { ImportOptions, ImportPreview } from '../../protocol/imports.ts';
import type { Size } from '../resize.ts';
import { Collector } from './collector.ts';
import { noteOfScale, scaleOf, toByte, type GreyScale } from './grey-scale.ts';
import {
  baseName,
  MAX_SOURCE_BYTES,
  readUnpacked,
  type Source,
  type SourceFile,
  type Surroundings,
} from './source.ts';

/** Images and labels as arrays of NumPy: several in one NPZ archive, or an NPY file each. */

const BREATHE_EVERY = 2000;
const ARCHIVE_LIMITS = { members: 1000, memberBytes: MAX_SOURCE_BYTES, totalBytes: MAX_SOURCE_BYTES };

type Roles = NonNullable<ImportOptions['arrays']>;
type Arrays = ReadonlyMap<string, NpyArray>;

/** What archives call them: Keras, MedMNIST, scikit-learn and others. */
const IMAGE_NAMES = /^(x|images?|imgs?|data|pixels|inputs?|arr_0)$/i;
const LABEL_NAMES = /^(y|labels?|targets?|classes|arr_1)$/i;
/** Names of classes, in label order. */
const CLASS_NAMES = /^(class_names|label_names|target_names|classes)$/i;

export async function collectArrays(
  source: Source,
  files: readonly SourceFile[],
  options: ImportOptions,
  { progress, breathe }: Surroundings,
): Promise<{ collector: Collector; arrays: NonNullable<ImportPreview['arrays']> }> {
  const arrays = await readArrays(source, files);
  const chosen = options.arrays ?? guessRoles(arrays, source.name);
  const named = (name: string): NpyArray => {
    const array = arrays.get(name);
    if (array) return array;
    throw badFile(
      source.name,
      `it has no array “${name}”. It has ${[...arrays.keys()].join(', ').slice(0, 200)}.`,
    );
  };
  const pairs: { split: Split; images: Images; labels: NpyArray; name: string }[] = [];
  for (const [split, imagesName, labelsName] of [
    ['train', chosen.trainImages, chosen.trainLabels],
    ['test', chosen.testImages, chosen.testLabels],
  ] as const) {
    if (imagesName === undefined || labelsName === undefined) continue;
    const images = imagesOf(named(imagesName), imagesName, source.name, options);
    const labels = named(labelsName);
    checkLabels(labels, labelsName, images.count, imagesName, source.name);
    pairs.push({ split, images, labels, name: imagesName });
  }
  const [first] = pairs;
  const { height, width } = first!.images;
  const upright = options.transpose ? { height: width, width: height } : { height, width };
  const total = pairs.reduce((sum, { images }) => sum + images.count, 0);
  const collector = new Collector(source.name, options.size ?? upright, options, total);
  const names = [...arrays].find(
    ([name, { kind, shape }]) => CLASS_NAMES.test(name) && kind === 'text' && shape.length === 1,
  );
  if (names) {
    const listed = Math.min(names[1].length, MAX_CLASSES);
    collector.orderClasses(Array.from({ length: listed }, (_, label) => names[1].textAt(label)));
  }

  let done = 0;
  for (const { split, images, labels, name } of pairs) {
    const note = noteOfScale(images.scale);
    if (note !== null) collector.note(note);
    const grey = new Uint8Array(images.height * images.width);
    for (let index = 0; index < images.count; index++) {
      images.read(index, grey);
      const label = labelAt(labels, index);
      const text =
        names && /^\d+$/.test(label) && Number(label) < names[1].length
          ? names[1].textAt(Number(label))
          : label;
      const reason = collector.add(split, text, grey, images);
      if (reason !== null) collector.skip({ file: name, reason: `image ${count(index)}: ${reason}` });
      if (++done % BREATHE_EVERY !== 0) continue;
      progress(done, total);
      await breathe();
    }
  }
  const found = [...arrays].map(([name, { type, shape }]) => ({ name, type, shape }));
  return { collector, arrays: { found, chosen } };
}

async function readArrays(source: Source, files: readonly SourceFile[]): Promise<Arrays> {
  const arrays = new Map<string, NpyArray>();
  const homes = new Map<string, string>();
  const add = (name: string, array: NpyArray, file: string) => {
    const home = homes.get(name);
    if (home !== undefined) {
      throw badFile(file, `it has an array “${name}”, as ${home} has one. Choose one of the two files.`);
    }
    homes.set(name, file);
    arrays.set(name, array);
  };
  for (const file of files) {
    const bytes = await readUnpacked(source, file);
    if (isNpy(bytes)) {
      add(baseName(file.path).replace(/\.npy(\.gz)?$/i, ''), readNpy(bytes, file.path), file.path);
      continue;
    }
    if (!isZip(bytes)) throw badFile(file.path, 'this is neither an NPZ archive nor an NPY array of NumPy.');
    const zip = new ZipReader(bytes, file.path, ARCHIVE_LIMITS);
    for (const { name } of zip.entries) {
      const member = await zip.read(name);
      if (isNpy(member))
        add(name.replace(/\.npy$/i, ''), readNpy(member, `${file.path}: ${name}`), file.path);
    }
  }
  if (arrays.size === 0) throw badFile(source.name, 'there is no array in it.');
  return arrays;
}

/** By their names first, then by their shapes: images have more dimensions than labels. */
function guessRoles(arrays: Arrays, sourceName: string): Roles {
  const names = [...arrays.keys()].filter(
    (name) => !CLASS_NAMES.test(name) || arrays.get(name)!.kind !== 'text',
  );
  const splitOf = (name: string): Split => (/test|val/i.test(name) ? 'test' : 'train');
  /** "x_train", "train_images", "images" are called images; "X" of a test is left out where there is a better one. */
  const bare = (name: string) => name.replaceAll(/train(ing)?|test(ing)?|valid(ation)?|val|[_\-.]/gi, '');
  const isImages = (name: string) =>
    IMAGE_NAMES.test(bare(name)) || (arrays.get(name)!.shape.length >= 3 && !LABEL_NAMES.test(bare(name)));
  const isLabels = (name: string) => LABEL_NAMES.test(bare(name)) && !isImages(name);
  const pick = (split: Split, is: (name: string) => boolean): string | undefined => {
    const found = names.filter((name) => splitOf(name) === split && is(name));
    return found.find((name) => /test/i.test(name)) ?? found[0];
  };
  const roles = {
    trainImages: pick('train', isImages),
    trainLabels:
      pick('train', isLabels) ??
      names.find((name) => splitOf(name) === 'train' && arrays.get(name)!.shape.length === 1),
    testImages: pick('test', isImages),
    testLabels: pick('test', isLabels),
  };
  const { trainImages, trainLabels, testImages, testLabels } = roles;
  const list = [...arrays].map(([name, { shape }]) => `${name} (${shape.join(' × ')})`).join(', ');
  if (trainImages === undefined)
    throw badFile(sourceName, `none of its arrays holds images. It has ${list}.`);
  if (trainLabels === undefined) {
    throw badFile(
      sourceName,
      `it has images (${trainImages}), and their labels are missing. It has ${list}.`,
    );
  }
  return {
    trainImages,
    trainLabels,
    ...(testImages !== undefined && testLabels !== undefined && { testImages, testLabels }),
  };
}

interface Images extends Size {
  readonly count: number;
  readonly scale: GreyScale;
  /** Brings one into `grey`. */
  read(index: number, grey: Uint8Array): void;
}

/** count × height × width, with channels last or first; or count × pixels. */
function imagesOf(array: NpyArray, name: string, sourceName: string, options: ImportOptions): Images {
  const { shape } = array;
  const refuse = (why: string): never => {
    throw badFile(sourceName, `its array ${name} (${shape.join(' × ')}, ${array.type}) ${why}`);
  };
  if (array.kind === 'text') refuse('holds texts, not images.');
  const layout =
    layoutOf(shape, options.shape) ?? refuse('is not count × height × width, with or without channels.');
  const { height, width, channels, channelsFirst } = layout;
  if (height < 1 || width < 1 || height > MAX_IMAGE_SIDE || width > MAX_IMAGE_SIDE) {
    refuse(`holds images that are not from 1 × 1 to ${MAX_IMAGE_SIDE} × ${MAX_IMAGE_SIDE} pixels.`);
  }
  const pixels = height * width;
  const scale = array.bytes ? scaleOfBytes(array.bytes) : scaleOfValues(array, refuse);
  const [pixelStep, channelStep] = channelsFirst ? [1, pixels] : [channels, 1];
  const byteAt = (place: number) => toByte(array.numberAt(place), scale);
  const plain = array.bytes && channels === 1 && scale.white === 255 ? array.bytes : null;
  return {
    height,
    width,
    count: shape[0]!,
    scale,
    read(index, grey) {
      const first = index * pixels * channels;
      if (plain) {
        grey.set(plain.subarray(first, first + pixels));
        return;
      }
      for (let pixel = 0; pixel < pixels; pixel++) {
        const at = first + pixel * pixelStep;
        grey[pixel] =
          channels >= 3
            ? lumaOf(byteAt(at), byteAt(at + channelStep), byteAt(at + 2 * channelStep))
            : byteAt(at);
      }
    },
  };
}

function layoutOf(shape: readonly number[], given: Size | undefined) {
  const isChannels = (value: number | undefined) => value === 1 || value === 3 || value === 4;
  const [, a = 0, b = 0, c = 0] = shape;
  switch (shape.length) {
    case 2: {
      const side = Math.round(Math.sqrt(a));
      const size = given ?? { height: side, width: side };
      return size.height * size.width === a ? { ...size, channels: 1, channelsFirst: false } : null;
    }
    case 3:
      return { height: a, width: b, channels: 1, channelsFirst: false };
    case 4:
      if (isChannels(c)) return { height: a, width: b, channels: c, channelsFirst: false };
      return isChannels(a) ? { height: b, width: c, channels: a, channelsFirst: true } : null;
    default:
      return null;
  }
}

function scaleOfBytes(bytes: Uint8Array): GreyScale {
  let highest = 1;
  for (const value of bytes) if (value > highest) highest = value;
  return scaleOf(0, highest);
}

function scaleOfValues(array: NpyArray, refuse: (why: string) => never): GreyScale {
  let [lowest, highest] = [0, 1];
  for (let place = 0; place < array.length; place++) {
    const value = array.numberAt(place);
    if (!Number.isFinite(value)) refuse(`holds ${value} at place ${count(place)}.`);
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return scaleOf(lowest, highest);
}

/** One number or text an image, or one row of 0 and a single 1. */
function checkLabels(
  labels: NpyArray,
  name: string,
  images: number,
  imagesName: string,
  sourceName: string,
): void {
  const [length, columns = 1] = labels.shape;
  if (labels.shape.length < 1 || labels.shape.length > 2 || (labels.kind === 'text' && columns > 1)) {
    throw badFile(sourceName, `its array ${name} (${labels.shape.join(' × ')}) is no list of labels.`);
  }
  if (length !== images) {
    throw badFile(
      sourceName,
      `its array ${name} has ${counted(length!, 'label', 'labels')} for the ${counted(images, 'image', 'images')} of ${imagesName}.`,
    );
  }
}

function labelAt(labels: NpyArray, index: number): string {
  const [, columns = 1] = labels.shape;
  if (columns === 1) return labels.kind === 'float' ? String(labels.numberAt(index)) : labels.textAt(index);
  let best = 0;
  for (let column = 1; column < columns; column++) {
    if (labels.numberAt(index * columns + column) > labels.numberAt(index * columns + best)) best = column;
  }
  return String(best);
}
