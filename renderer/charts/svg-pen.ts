import { cornersOf, HALO, type Marker, type Pen, type Stroke, type TextStyle } from './pen.ts';

/** Letters are about this wide, as a share of their height: a file is written where no font can be measured. */
const LETTER_WIDTH = 0.58;

/** Writes a drawing down as an SVG file. */
export class SvgPen implements Pen {
  readonly #parts: string[] = [];
  #clips = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  line(points: readonly number[], stroke: Stroke): void {
    let path = '';
    let isDown = false;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const y = points[i + 1]!;
      if (!Number.isNaN(y)) path += `${isDown ? 'L' : 'M'}${round(points[i]!)} ${round(y)}`;
      isDown = !Number.isNaN(y);
    }
    if (path) this.#parts.push(`<path d="${path}" fill="none" stroke-linejoin="round"${strokeOf(stroke)}/>`);
  }

  rectangle(x: number, y: number, width: number, height: number, fill: string): void {
    this.#parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${escape(fill)}"/>`,
    );
  }

  mark(shape: Marker, x: number, y: number, size: number, stroke: Stroke, fill: string): void {
    if (shape === 'none') return;
    const look = ` fill="${escape(fill)}"${strokeOf(stroke)}`;
    if (shape === 'circle') {
      this.#parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${size}"${look}/>`);
      return;
    }
    const points = cornersOf(shape, size).map(([dx, dy]) => `${round(x + dx)},${round(y + dy)}`);
    this.#parts.push(`<polygon points="${points.join(' ')}"${look}/>`);
  }

  text(words: string, x: number, y: number, style: TextStyle): void {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[style.align];
    const down = { top: 0.8, middle: 0.35, bottom: -0.2 }[style.baseline] * style.size;
    const place = style.upwards
      ? `transform="translate(${round(x)} ${round(y)}) rotate(-90)" y="${round(down)}"`
      : `x="${round(x)}" y="${round(y + down)}"`;
    const halo =
      style.halo === undefined
        ? ''
        : ` paint-order="stroke" stroke-linejoin="round"${strokeOf({ colour: style.halo, width: Number(round(2 * HALO * style.size)) })}`;
    this.#parts.push(
      `<text ${place} text-anchor="${anchor}" font-family="${escape(style.font)}" font-size="${style.size}" ` +
        `fill="${escape(style.colour)}"${halo}>${escape(words)}</text>`,
    );
  }

  within(x: number, y: number, width: number, height: number, draw: () => void): void {
    const id = `clip-${++this.#clips}`;
    this.#parts.push(
      `<clipPath id="${id}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/></clipPath>`,
      `<g clip-path="url(#${id})">`,
    );
    draw();
    this.#parts.push('</g>');
  }

  widthOf(words: string, style: TextStyle): number {
    return words.length * style.size * LETTER_WIDTH;
  }

  toString(): string {
    const { width, height } = this;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}">\n${this.#parts.join('\n')}\n</svg>\n`
    );
  }
}

const round = (value: number) => String(Number(value.toFixed(2)));

function strokeOf({ colour, width, dash = [] }: Stroke): string {
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return ` stroke="${escape(colour)}" stroke-width="${width}"${dashes}`;
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
