import type { Range, ScaleKind } from './axis.ts';
import type { Series } from './series.ts';

/** A chart as data: what `drawChart` draws, on a canvas or into a file. */
export interface ChartModel {
  readonly series: readonly Series[];
  readonly x: XAxis;
  readonly y: YAxis;
  /** How far smoothing reaches back, in units of x; 0 is none. */
  readonly reach: number;
  /** A level to compare with: what guessing would score. */
  readonly level?: Level | undefined;
  /** Moments of note: a change of the learning rate, the first NaN. */
  readonly moments?: readonly Moment[] | undefined;
}

export interface XAxis {
  readonly title: string;
  /** What is shown: the whole, or the stretch that was zoomed into. */
  readonly range: Range;
  readonly format: (value: number) => string;
}

export interface YAxis {
  readonly title: string;
  readonly scale: ScaleKind;
  readonly format: (value: number) => string;
  /** The axis reaches at least down, and up, to these. Logarithmic axes go by what is there. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** Beyond this nothing is to be read: curves leave the chart there. */
  readonly cap?: number | undefined;
  /** Only what is seen decides the axis' ends: while zoomed in. */
  readonly tight?: boolean | undefined;
}

export interface Level {
  readonly value: number;
  readonly label: string;
}

export interface Moment {
  readonly x: number;
  readonly label: string;
  readonly tone: 'note' | 'bad';
}
