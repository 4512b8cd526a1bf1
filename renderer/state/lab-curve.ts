import type { LabRun } from '../../engine/protocol/labs.ts';

/** The curve of a run as a small picture for a hand-in: loss by epoch, training as a line, validation dashed. SVG. */

const WIDTH = 480;
const HEIGHT = 280;
const MARGIN = 40;

export function curveSvg({ training, validation, fingerprint }: LabRun): string {
  const points = [...training, ...validation].filter(([, loss]) => loss !== null);
  const epochs = Math.max(1e-9, ...points.map(([epoch]) => epoch));
  const top = Math.max(1e-9, ...points.map(([, loss]) => loss ?? 0));
  const x = (epoch: number) => MARGIN + ((WIDTH - 2 * MARGIN) * epoch) / epochs;
  const y = (loss: number) => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * loss) / top;
  const path = (curve: LabRun['training']) =>
    curve
      .filter(([, loss]) => loss !== null)
      .map(
        ([epoch, loss], index) =>
          `${index === 0 ? 'M' : 'L'}${x(epoch).toFixed(1)} ${y(loss ?? 0).toFixed(1)}`,
      )
      .join('');
  const label = (words: string, left: number, at: number, anchor: string) =>
    `<text x="${left}" y="${at}" text-anchor="${anchor}" font-family="sans-serif" font-size="12">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<path d="M${MARGIN} ${MARGIN}V${HEIGHT - MARGIN}H${WIDTH - MARGIN}" fill="none" stroke="#556070"/>`,
    label(top.toPrecision(3), MARGIN - 4, MARGIN + 4, 'end'),
    label('0', MARGIN - 4, HEIGHT - MARGIN + 4, 'end'),
    label(epochs.toPrecision(3), WIDTH - MARGIN, HEIGHT - MARGIN + 18, 'middle'),
    label(fingerprint ?? '', WIDTH - MARGIN, MARGIN - 10, 'end'),
    `<path d="${path(training)}" fill="none" stroke="#1f57d2" stroke-width="2"/>`,
    `<path d="${path(validation)}" fill="none" stroke="#b34a00" stroke-width="2" stroke-dasharray="6 4"/>`,
    '</svg>',
  ].join('\n');
}
