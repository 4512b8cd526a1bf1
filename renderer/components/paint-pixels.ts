/**
 * Paints a canvas, a pixel a value, row by row.
 *
 * @param colourAt three parts from 0 to 255; null leaves the pixel clear.
 */
export function paintPixels(
  canvas: HTMLCanvasElement,
  columns: number,
  rows: number,
  colourAt: (index: number) => readonly [red: number, green: number, blue: number] | null,
): void {
  // To be given its size anew, even the same, costs a canvas its memory.
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(columns, rows);
  for (let index = 0; index < rows * columns; index++) {
    const colour = colourAt(index);
    if (!colour) continue;
    const at = index * 4;
    image.data[at] = colour[0];
    image.data[at + 1] = colour[1];
    image.data[at + 2] = colour[2];
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
