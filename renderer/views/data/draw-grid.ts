import { GAP, LABEL_HEIGHT, type GridLayout } from './grid-layout.ts';

/** Draws the part of the grid of images that is in view. One canvas for all: 70,000 elements would be too many. */

interface Grid {
  readonly layout: GridLayout;
  readonly range: { readonly first: number; readonly end: number };
  /** What is scrolled away above, and the view's size, in CSS pixels. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly active: number;
  readonly image: { readonly height: number; readonly width: number };
  readonly pixelsAt: (place: number) => Uint8Array | null;
  readonly nameAt: (place: number) => string;
}

let scratch: HTMLCanvasElement | null = null;

/** In the type and colours of the canvas's style: its text's, its outline's for the active image. */
export function drawGrid(canvas: HTMLCanvasElement, grid: Grid): void {
  const { layout, range, top, width, height, active, image } = grid;
  const scale = window.devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.font = `${style.fontSize} ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';

  const side = layout.cellWidth - GAP;
  const zoom = Math.min(side / image.width, side / image.height);
  const [shownWidth, shownHeight] = [image.width * zoom, image.height * zoom];
  for (let place = range.first; place < range.end; place++) {
    const x = (place % layout.columns) * layout.cellWidth + GAP / 2;
    const y = Math.floor(place / layout.columns) * layout.cellHeight - top;
    const pixels = grid.pixelsAt(place);
    context.fillStyle = style.getPropertyValue('--paper');
    context.fillRect(x, y, side, side);
    if (pixels) {
      const picture = toCanvas(pixels, image.width, image.height);
      context.drawImage(
        picture,
        x + (side - shownWidth) / 2,
        y + (side - shownHeight) / 2,
        shownWidth,
        shownHeight,
      );
    }
    context.fillStyle = style.color;
    context.fillText(fit(context, grid.nameAt(place), side), x + side / 2, y + side + 2, side);
    if (place !== active) continue;
    context.strokeStyle = style.outlineColor;
    context.lineWidth = 2;
    context.strokeRect(x - 1, y + 1, side + 2, side + LABEL_HEIGHT);
  }
}

/** An image in its own size, on a canvas that the next one takes over. */
function toCanvas(pixels: Uint8Array, width: number, height: number): HTMLCanvasElement {
  scratch ??= document.createElement('canvas');
  if (scratch.width !== width) scratch.width = width;
  if (scratch.height !== height) scratch.height = height;
  const context = scratch.getContext('2d');
  if (!context) return scratch;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  // Opaque grey, the same value for each colour.
  pixels.forEach((grey, at) => (words[at] = 0xff000000 | (grey * 0x010101)));
  context.putImageData(image, 0, 0);
  return scratch;
}

function fit(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (name.length <= 4 || context.measureText(name).width <= width) return name;
  let end = name.length - 1;
  while (end > 1 && context.measureText(`${name.slice(0, end)}…`).width > width) end--;
  return `${name.slice(0, end)}…`;
}
