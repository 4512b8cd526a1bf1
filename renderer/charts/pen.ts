/**
 * What charts are drawn with: the few strokes that a canvas and an SVG file have in common. A canvas's own context
 * is one (`canvasPen`); `SvgPen` writes the same strokes down.
 */
export interface Pen {
  /** A line through points, x and y by turns; NaN lifts the pen. */
  line(points: readonly number[], stroke: Stroke): void;
  rectangle(x: number, y: number, width: number, height: number, fill: string): void;
  mark(shape: Marker, x: number, y: number, size: number, stroke: Stroke, fill: string): void;
  text(words: string, x: number, y: number, style: TextStyle): void;
  /** What `draw` draws shows within this rectangle alone. */
  within(x: number, y: number, width: number, height: number, draw: () => void): void;
  /** About how wide these words are. */
  widthOf(words: string, style: TextStyle): number;
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export interface TextStyle {
  readonly colour: string;
  readonly font: string;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  readonly baseline: 'top' | 'middle' | 'bottom';
  /** A quarter turn to the left. */
  readonly upwards?: boolean;
  /** The colour around the letters, where they may stand upon a curve. */
  readonly halo?: string;
}

/** How wide it is on either side, in parts of a letter's size. */
export const HALO = 0.2;

export type Marker = 'none' | 'circle' | 'square' | 'triangle' | 'diamond';

/** The corners of a mark around 0, 0; none for a circle. */
export function cornersOf(shape: Marker, size: number): readonly (readonly [number, number])[] {
  switch (shape) {
    case 'none':
    case 'circle':
      return [];
    case 'square':
      return [
        [-size, -size],
        [size, -size],
        [size, size],
        [-size, size],
      ];
    case 'diamond':
      return [
        [0, -1.3 * size],
        [1.3 * size, 0],
        [0, 1.3 * size],
        [-1.3 * size, 0],
      ];
    case 'triangle':
      return [
        [0, -1.2 * size],
        [1.2 * size, size],
        [-1.2 * size, size],
      ];
    default:
      return shape satisfies never;
  }
}

export function canvasPen(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D): Pen {
  const prepare = ({ colour, width, dash = [] }: Stroke) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.setLineDash([...dash]);
  };
  const letter = ({ colour, font, size, align, baseline }: TextStyle) => {
    context.font = `${size}px ${font}`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.textBaseline = baseline;
  };
  return {
    line(points, stroke) {
      prepare(stroke);
      context.beginPath();
      let isDown = false;
      for (let i = 0; i + 1 < points.length; i += 2) {
        const [x, y] = [points[i]!, points[i + 1]!];
        if (Number.isNaN(y)) {
          isDown = false;
          continue;
        }
        if (isDown) context.lineTo(x, y);
        else context.moveTo(x, y);
        isDown = true;
      }
      context.stroke();
      // Chart.js, on the same canvas, takes the lines of its marks to be whole.
      context.setLineDash([]);
    },
    rectangle(x, y, width, height, fill) {
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
    },
    mark(shape, x, y, size, stroke, fill) {
      if (shape === 'none') return;
      prepare(stroke);
      context.fillStyle = fill;
      context.beginPath();
      if (shape === 'circle') context.arc(x, y, size, 0, 2 * Math.PI);
      cornersOf(shape, size).forEach(([dx, dy]) => context.lineTo(x + dx, y + dy));
      context.closePath();
      context.fill();
      context.stroke();
    },
    text(words, x, y, style) {
      letter(style);
      if (style.halo !== undefined && !style.upwards) {
        prepare({ colour: style.halo, width: 2 * HALO * style.size });
        context.strokeText(words, x, y);
      }
      if (!style.upwards) {
        context.fillText(words, x, y);
        return;
      }
      context.save();
      context.translate(x, y);
      context.rotate(-Math.PI / 2);
      context.fillText(words, 0, 0);
      context.restore();
    },
    within(x, y, width, height, draw) {
      context.save();
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
      draw();
      context.restore();
    },
    widthOf(words, style) {
      letter(style);
      return context.measureText(words).width;
    },
  };
}
