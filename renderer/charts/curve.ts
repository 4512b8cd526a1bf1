/**
 * One quantity along a run: points in the order of x, in columns that grow by doubling. Beside the points stand,
 * for each block of BLOCK of them, the places of its least and its greatest value, so that a picture of a hundred
 * thousand points costs no more than one of a few thousand (decimate.ts).
 */

/** Points a block. */
export const BLOCK = 32;
const FIRST_CAPACITY = 1024;

export class Curve {
  #x = new Float64Array(FIRST_CAPACITY);
  #y = new Float64Array(FIRST_CAPACITY);
  #lowest = new Uint32Array(FIRST_CAPACITY / BLOCK);
  #highest = new Uint32Array(FIRST_CAPACITY / BLOCK);
  #length = 0;
  /** Counts up with every change. */
  version = 0;

  get length(): number {
    return this.#length;
  }

  get lastX(): number {
    return this.#length > 0 ? this.x(this.#length - 1) : NaN;
  }

  get lastY(): number {
    return this.#length > 0 ? this.y(this.#length - 1) : NaN;
  }

  x(index: number): number {
    return this.#x[index]!;
  }

  y(index: number): number {
    return this.#y[index]!;
  }

  /** @param x not below the one before. */
  append(x: number, y: number): void {
    if (this.#length === this.#x.length) this.#grow();
    const index = this.#length++;
    this.#x[index] = x;
    this.#y[index] = y;
    const block = Math.floor(index / BLOCK);
    if (index % BLOCK === 0) {
      this.#lowest[block] = index;
      this.#highest[block] = index;
    } else {
      // What is not a number is neither: it shows as a gap only where single points are drawn.
      const [lowest, highest] = [this.y(this.#lowest[block]!), this.y(this.#highest[block]!)];
      if (y < lowest || Number.isNaN(lowest)) this.#lowest[block] = index;
      if (y > highest || Number.isNaN(highest)) this.#highest[block] = index;
    }
    this.version++;
  }

  clear(): void {
    this.#length = 0;
    this.version++;
  }

  /** The places of the least and of the greatest value in a block that is full. */
  extremes(block: number): readonly [lowest: number, highest: number] {
    return [this.#lowest[block]!, this.#highest[block]!];
  }

  /** The first point whose x is at least this; `length` where there is none. */
  firstFrom(x: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.x(middle) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The point nearest to x; −1 where there is none. */
  nearest(x: number): number {
    if (this.#length === 0) return -1;
    const after = Math.min(this.firstFrom(x), this.#length - 1);
    const before = Math.max(0, after - 1);
    return x - this.x(before) < this.x(after) - x ? before : after;
  }

  #grow(): void {
    const longer = <T extends Float64Array | Uint32Array>(column: T, wider: T): T => {
      wider.set(column);
      return wider;
    };
    this.#x = longer(this.#x, new Float64Array(this.#x.length * 2));
    this.#y = longer(this.#y, new Float64Array(this.#y.length * 2));
    this.#lowest = longer(this.#lowest, new Uint32Array(this.#lowest.length * 2));
    this.#highest = longer(this.#highest, new Uint32Array(this.#highest.length * 2));
  }
}

/** A curve of points that are all there already. */
export function toCurve(xs: ArrayLike<number>, ys: ArrayLike<number>): Curve {
  const curve = new Curve();
  for (let i = 0; i < xs.length; i++) curve.append(xs[i]!, ys[i]!);
  return curve;
}
