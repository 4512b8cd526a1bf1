import { badFile } from '../../formats/bad-file.ts';
import { count, counted } from '../../protocol/english.ts';
import type { ImportOptions, Skipped } from '../../protocol/imports.ts';
import { MAX_CLASS_NAME_LENGTH, MAX_CLASSES } from '../../protocol/datasets.ts';
import type { Split } from '../../protocol/contract.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { Examples } from '../dataset.ts';
import { resizeGrey, type Size } from '../resize.ts';
import { compareNaturally } from '../../formats/natural-order.ts';

/** A data set takes at most so much memory, each split by itself. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_REPORTED = 1000;
const FIRST_CAPACITY = 1024;

/** A split that grows: images one after the other, labels as numbers of names in the order of their first appearance. */
interface Growing {
  images: Uint8Array;
  labels: Uint8Array;
  count: number;
}

export interface Collected {
  readonly height: number;
  readonly width: number;
  /** In the order of the source, where it has one, else in natural order. */
  readonly classes: readonly string[];
  /** What they are called in the source, in natural order. */
  readonly found: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
  readonly sourceSizes: readonly [Size, Size];
}

/**
 * Takes in images from wherever they come, brings each to the wanted size and form, and counts what was left out.
 */
export class Collector {
  readonly skipped: Skipped[] = [];
  skippedCount = 0;
  readonly notes: string[] = [];
  /** The number of the class of each label that was found. */
  readonly #labels = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #rename: ReadonlyMap<string, string>;
  #order: readonly string[] = [];
  readonly #splits: Record<Split, Growing>;
  #smallest: Size = { height: Infinity, width: Infinity };
  #largest: Size = { height: 0, width: 0 };
  #brightBorders = 0;
  #borders = 0;

  constructor(
    private readonly sourceName: string,
    readonly size: Size,
    private readonly options: ImportOptions,
    expected: number,
  ) {
    const empty = (): Growing => ({ images: new Uint8Array(0), labels: new Uint8Array(0), count: 0 });
    this.#rename = renaming(options);
    this.#splits = { train: empty(), test: empty() };
    const bytes = expected * size.height * size.width;
    if (bytes > 2 * MAX_BYTES) throw this.#tooMuch(expected);
  }

  get count(): number {
    return this.#splits.train.count + this.#splits.test.count;
  }

  /** The images look dark on light: nearly all their edges are bright. */
  get suggestsInvert(): boolean {
    return this.#borders > 0 && this.#brightBorders / this.#borders > 0.8;
  }

  /** The source names its classes in this order; any others come after. */
  orderClasses(found: readonly string[]): void {
    this.#order = found.map((label) => this.#rename.get(label.trim()) ?? label.trim());
  }

  skip(skipped: Skipped): void {
    this.skippedCount++;
    if (this.skipped.length < MAX_REPORTED) this.skipped.push(skipped);
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  /**
   * @param grey of.height × of.width bytes.
   * @returns why it was not taken; null when it was.
   * @throws EpochLabError when there are more classes or more images than a data set can have.
   */
  add(split: Split, label: string, grey: Uint8Array, of: Size): string | null {
    const found = label.trim();
    if (found === '') return 'it has no label.';
    if (found.length > MAX_CLASS_NAME_LENGTH) {
      return `its label has ${found.length} characters; at most ${MAX_CLASS_NAME_LENGTH} are possible.`;
    }
    this.#measure(grey, of);
    const number = this.#numberOf(found);
    const growing = this.#splits[split];
    const bytes = this.size.height * this.size.width;
    this.#makeRoom(growing, bytes);
    growing.images.set(this.#form(grey, of), growing.count * bytes);
    growing.labels[growing.count++] = number;
    return null;
  }

  /** @throws EpochLabError when there is nothing to learn from. */
  finish(): Collected {
    if (this.count === 0)
      throw badFile(this.sourceName, `no image in it could be read.${this.#firstReason()}`);
    const names = this.#names;
    const rank = (name: string) => {
      const place = this.#order.indexOf(name);
      return place < 0 ? this.#order.length : place;
    };
    const classes = names.toSorted((a, b) => rank(a) - rank(b) || compareNaturally(a, b));
    if (classes.length < 2) {
      throw badFile(
        this.sourceName,
        `all its images are of one class, “${classes[0]}”. There is nothing to tell apart: at least two are needed.` +
          this.#firstReason(),
      );
    }
    const places = names.map((name) => classes.indexOf(name));
    const cut = ({ images, labels, count: length }: Growing): Examples => ({
      images: images.slice(0, length * this.size.height * this.size.width),
      labels: labels.slice(0, length).map((label) => places[label]!),
    });
    return {
      ...this.size,
      classes,
      found: [...this.#labels.keys()].sort(compareNaturally),
      train: cut(this.#splits.train),
      test: cut(this.#splits.test),
      sourceSizes: [this.#smallest, this.#largest],
    };
  }

  #form(grey: Uint8Array, of: Size): Uint8Array {
    const { transpose, invert, framing } = this.options;
    const [turned, size] = transpose
      ? [transposed(grey, of), { height: of.width, width: of.height }]
      : [grey, of];
    const light = invert ? turned.map((value) => 255 - value) : turned;
    return resizeGrey(light, size, this.size, framing);
  }

  #measure(grey: Uint8Array, { height, width }: Size): void {
    if (height * width < this.#smallest.height * this.#smallest.width) this.#smallest = { height, width };
    if (height * width > this.#largest.height * this.#largest.width) this.#largest = { height, width };
    // The four corners and the middles of the edges say enough.
    for (const y of [0, height >> 1, height - 1]) {
      for (const x of [0, width >> 1, width - 1]) {
        if (y === height >> 1 && x === width >> 1) continue;
        this.#borders++;
        if (grey[y * width + x]! >= 192) this.#brightBorders++;
      }
    }
  }

  #numberOf(found: string): number {
    const known = this.#labels.get(found);
    if (known !== undefined) return known;
    if (this.#labels.size >= MAX_CLASSES) {
      throw badFile(
        this.sourceName,
        `it has more than ${MAX_CLASSES} different labels. Are labels taken from the right place?`,
      );
    }
    const name = this.#rename.get(found) ?? found;
    const place = this.#names.indexOf(name);
    const number = place >= 0 ? place : this.#names.push(name) - 1;
    this.#labels.set(found, number);
    return number;
  }

  #makeRoom(growing: Growing, bytes: number): void {
    if ((growing.count + 1) * bytes <= growing.images.length) return;
    const limit = Math.floor(MAX_BYTES / bytes);
    if (growing.count >= limit) throw this.#tooMuch(growing.count + 1);
    const capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * growing.count));
    const [images, labels] = [new Uint8Array(capacity * bytes), new Uint8Array(capacity)];
    images.set(growing.images);
    labels.set(growing.labels);
    growing.images = images;
    growing.labels = labels;
  }

  #tooMuch(images: number): EpochLabError {
    return new EpochLabError(
      'bad-file',
      `${this.sourceName}: ${count(images)} images of ${this.size.width} × ${this.size.height} pixels are more than ` +
        'Epoch Lab can hold. Choose a smaller size, or fewer images.',
      { file: this.sourceName },
    );
  }

  #firstReason(): string {
    const [first] = this.skipped;
    if (!first) return '';
    const where = first.line === undefined ? first.file : `${first.file}, line ${count(first.line)}`;
    return ` ${counted(this.skippedCount, 'was', 'were')} skipped, the first because: ${where}: ${first.reason}`;
  }
}

/** What each label that was found is to be called, where it is not called as it was found. */
export function renaming({ rename = [] }: ImportOptions): ReadonlyMap<string, string> {
  return new Map(rename.map(({ label, name }) => [label.trim(), name.trim()]));
}

function transposed(grey: Uint8Array, { height, width }: Size): Uint8Array {
  const turned = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = grey[y * width + x]!;
  }
  return turned;
}
