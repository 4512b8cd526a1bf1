import type { Range } from './axis.ts';
import type { Plot } from './canvas-chart.ts';
import type { ChartView } from './chart-view.svelte.ts';
import { smoothedCurve, type Series } from './series.ts';

/** A chart as it stands at the moment. */
export interface Handled {
  readonly view: ChartView;
  readonly series: readonly Series[];
  /** How far smoothing reaches back, in units of x. */
  readonly reach: number;
  /** All that there is on the x axis, and what of it is shown. */
  readonly whole: Range;
  readonly range: Range;
  /** Where the cursor stands, or would stand, in units of x. */
  readonly where: number;
  /** Null while it is not drawn. */
  readonly plot: Plot | null;
}

type PointerOn = PointerEvent & { currentTarget: HTMLElement };

/** A drag shorter than this is a click, in pixels. */
const MIN_DRAG = 5;
/** As wide a plot as charts usually have, in pixels. */
const USUAL_WIDTH = 500;

/** Zooms, pans and moves the cursor of a chart: by pointer, by wheel and by keyboard. */
export class ChartHands {
  /** A stretch that is being chosen, in pixels from the chart's edge. */
  drag = $state.raw<{ readonly from: number; readonly to: number } | null>(null);
  isFocused = $state(false);
  #lastPointerX = 0;

  constructor(private readonly chart: () => Handled) {}

  readonly pressed = (event: PointerOn): void => {
    if (event.button !== 0) return;
    this.#lastPointerX = event.clientX;
    const at = pixelOf(event);
    this.drag = { from: at, to: at };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly moved = (event: PointerOn): void => {
    const { view, plot, range, whole } = this.chart();
    view.cursor = this.#valueOf(pixelOf(event));
    if (!this.drag || !plot) return;
    if (view.zoom) {
      view.pan(((this.#lastPointerX - event.clientX) / plot.width) * (range.to - range.from), whole);
      this.#lastPointerX = event.clientX;
    } else {
      this.drag = { from: this.drag.from, to: pixelOf(event) };
    }
  };

  readonly released = (): void => {
    const taken = this.drag;
    this.drag = null;
    const { view } = this.chart();
    if (!taken || view.zoom || Math.abs(taken.to - taken.from) < MIN_DRAG) return;
    const from = this.#valueOf(Math.min(taken.from, taken.to));
    const to = this.#valueOf(Math.max(taken.from, taken.to));
    if (from !== null && to !== null && to > from) view.zoom = { from, to };
  };

  /** A finger turned out to scroll the page. */
  readonly cancelled = (): void => {
    this.drag = null;
  };

  readonly left = (): void => {
    if (!this.isFocused) this.chart().view.cursor = null;
  };

  readonly reset = (): void => this.chart().view.reset();

  /** Where the page scrolls, it takes the wheel; with Ctrl, or when the chart has the focus, the chart does. */
  readonly turned = (event: WheelEvent & { currentTarget: HTMLElement }): void => {
    if (!event.ctrlKey && !event.metaKey && !this.isFocused) return;
    event.preventDefault();
    const { view, plot, range, whole } = this.chart();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      const distance = event.deltaX || event.deltaY;
      view.pan((distance / (plot?.width ?? 1)) * (range.to - range.from), whole);
    } else {
      view.zoomBy(event.deltaY < 0 ? 1 : -1, whole, this.#valueOf(pixelOf(event)) ?? undefined);
    }
  };

  readonly keyPressed = (event: KeyboardEvent): void => {
    const act = this.#actionOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  };

  readonly focused = (): void => {
    this.isFocused = true;
  };

  readonly blurred = (): void => {
    this.isFocused = false;
    this.chart().view.cursor = null;
  };

  #actionOf(event: KeyboardEvent): (() => void) | null {
    const { view, range, whole, where, series } = this.chart();
    const span = range.to - range.from;
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowDown' ? -1 : 1;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown':
        if (event.shiftKey) return () => view.pan(sideways * span * 0.1, whole);
        return () => this.#moveCursor(this.#nextPoint(sideways));
      case 'PageUp':
        return () => this.#moveCursor(where + span * 0.1);
      case 'PageDown':
        return () => this.#moveCursor(where - span * 0.1);
      case 'Home':
        return () => this.#moveCursor(range.from);
      case 'End':
        return () => this.#moveCursor(newestX(series, range));
      case '+':
      case '=':
        return () => view.zoomBy(1, whole);
      case '-':
        return () => view.zoomBy(-1, whole);
      case '0':
        return this.reset;
      case 'Escape':
        return () => (view.cursor = null);
      default:
        return null;
    }
  }

  /** What lies at a pixel of the chart, in units of x; null while nothing is drawn. */
  #valueOf(pixel: number): number | null {
    const { plot, range } = this.chart();
    if (!plot) return null;
    const place = (pixel - plot.left) / plot.width;
    return range.from + Math.min(1, Math.max(0, place)) * (range.to - range.from);
  }

  /** The next point to the left or right that is at least a pixel away. */
  #nextPoint(direction: 1 | -1): number {
    const { plot, range, reach, series, where } = this.chart();
    const pixel = (range.to - range.from) / (plot?.width ?? USUAL_WIDTH);
    const wanted = where + direction * pixel;
    let best = wanted;
    let bestDistance = Infinity;
    for (const one of series) {
      const curve = smoothedCurve(one, reach);
      const after = direction > 0 ? curve.firstFrom(wanted) : curve.firstFrom(wanted + pixel * 1e-6) - 1;
      if (after < 0 || after >= curve.length) continue;
      const distance = Math.abs(curve.x(after) - where);
      if (distance < bestDistance) [best, bestDistance] = [curve.x(after), distance];
    }
    return bestDistance < Infinity ? best : where;
  }

  #moveCursor(to: number): void {
    const { view, whole } = this.chart();
    view.cursor = Math.min(whole.to, Math.max(whole.from, to));
    view.reveal(view.cursor, whole);
  }
}

/** Where the newest point of all curves stands; where there is none, the left end. */
export function newestX(series: readonly Series[], range: Range): number {
  return Math.max(range.from, ...series.map(({ curve }) => (curve.length > 0 ? curve.lastX : range.from)));
}

/** Where the pointer is, in pixels from the chart's edge. */
function pixelOf(event: MouseEvent & { currentTarget: HTMLElement }): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
