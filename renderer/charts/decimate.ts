import { BLOCK, type Curve } from './curve.ts';

/**
 * What of a curve can be seen: for each column of pixels the first, the least, the greatest and the last value, in
 * their order. A line through them covers the same pixels as a line through all points.
 */

export interface Visible {
  /** Places of points in the curve, in order. */
  readonly points: readonly number[];
  /** Of the finite ones; from Infinity to −Infinity where there are none. */
  readonly lowest: number;
  readonly highest: number;
}

/** With more points than this in a column of pixels, blocks are looked at instead of points. */
const POINTS_A_PIXEL = 2 * BLOCK;

/**
 * @param pixels columns of pixels between `from` and `to`.
 */
export function visiblePoints(curve: Curve, from: number, to: number, pixels: number): Visible {
  // A line comes in from the last point before and leaves to the first one behind.
  const first = Math.max(0, curve.firstFrom(from) - 1);
  const end = Math.min(curve.length, curve.firstFrom(to) + 1);
  const columns = Math.max(1, Math.floor(pixels));
  const picker = new Picker(curve, from, (to - from) / columns);
  if (end - first <= 4 * columns) {
    for (let i = first; i < end; i++) picker.take(i);
  } else if (end - first <= POINTS_A_PIXEL * columns) {
    for (let i = first; i < end; i++) picker.pick(i);
  } else {
    const firstBlock = Math.ceil(first / BLOCK);
    const endBlock = Math.floor(end / BLOCK);
    for (let i = first; i < firstBlock * BLOCK; i++) picker.pick(i);
    for (let block = firstBlock; block < endBlock; block++) {
      const [lowest, highest] = curve.extremes(block);
      picker.pick(Math.min(lowest, highest));
      if (lowest !== highest) picker.pick(Math.max(lowest, highest));
    }
    for (let i = Math.max(first, endBlock * BLOCK); i < end; i++) picker.pick(i);
  }
  return picker.finish();
}

class Picker {
  readonly #points: number[] = [];
  #lowest = Infinity;
  #highest = -Infinity;
  #column = NaN;
  #first = -1;
  #last = -1;
  #least = -1;
  #greatest = -1;

  constructor(
    private readonly curve: Curve,
    private readonly from: number,
    private readonly width: number,
  ) {}

  /** As it is. */
  take(index: number): void {
    this.#points.push(index);
    const y = this.curve.y(index);
    if (!Number.isFinite(y)) return;
    this.#lowest = Math.min(this.#lowest, y);
    this.#highest = Math.max(this.#highest, y);
  }

  /** Unless its column of pixels shows no sign of it. */
  pick(index: number): void {
    const { curve } = this;
    const column = Math.floor((curve.x(index) - this.from) / this.width);
    if (column !== this.#column) {
      this.#flush();
      this.#column = column;
      this.#first = this.#last = this.#least = this.#greatest = index;
      return;
    }
    this.#last = index;
    const y = curve.y(index);
    const [least, greatest] = [curve.y(this.#least), curve.y(this.#greatest)];
    if (y < least || Number.isNaN(least)) this.#least = index;
    if (y > greatest || Number.isNaN(greatest)) this.#greatest = index;
  }

  finish(): Visible {
    this.#flush();
    return { points: this.#points, lowest: this.#lowest, highest: this.#highest };
  }

  #flush(): void {
    if (this.#first < 0) return;
    const [a, b] = [Math.min(this.#least, this.#greatest), Math.max(this.#least, this.#greatest)];
    let before = -1;
    for (const index of [this.#first, a, b, this.#last]) {
      if (index !== before) this.take(index);
      before = index;
    }
    this.#first = -1;
  }
}
