import type { Range } from './axis.ts';

/** Zooming in further than this share of the whole shows nothing more. */
const CLOSEST = 1e-4;
const STEP = 1.6;

/** What several charts of one run show together: the stretch that is looked at, and where the cursor stands. */
export class ChartView {
  /** Null shows everything, also what comes. */
  zoom = $state.raw<Range | null>(null);
  /** In units of x. */
  cursor = $state<number | null>(null);

  range(whole: Range): Range {
    return this.zoom ?? whole;
  }

  reset(): void {
    this.zoom = null;
  }

  /** @param around what stays in its place; the middle where it is left out. */
  zoomBy(direction: 1 | -1, whole: Range, around?: number): void {
    const { from, to } = this.range(whole);
    const factor = direction > 0 ? 1 / STEP : STEP;
    const centre = around ?? this.cursor ?? (from + to) / 2;
    const span = Math.max((to - from) * factor, (whole.to - whole.from) * CLOSEST);
    if (span >= whole.to - whole.from) {
      this.zoom = null;
      return;
    }
    const share = to > from ? (centre - from) / (to - from) : 0.5;
    this.#show(centre - span * share, span, whole);
  }

  /** @param distance in units of x. */
  pan(distance: number, whole: Range): void {
    if (!this.zoom) return;
    this.#show(this.zoom.from + distance, this.zoom.to - this.zoom.from, whole);
  }

  /** Brings a place into sight. */
  reveal(x: number, whole: Range): void {
    if (!this.zoom || (x >= this.zoom.from && x <= this.zoom.to)) return;
    const span = this.zoom.to - this.zoom.from;
    this.#show(x - span / 2, span, whole);
  }

  #show(from: number, span: number, whole: Range): void {
    const begin = Math.min(Math.max(from, whole.from), whole.to - span);
    this.zoom = { from: begin, to: begin + span };
  }
}
