import type { Palette } from '../palette.ts';

/** Where no page has tokens to be read. */
export const palette: Palette = {
  text: '#555',
  strong: '#111',
  grid: '#ddd',
  axis: '#888',
  surface: '#fff',
  bad: '#c00',
  mark: '#b40',
  fontText: "'Inter', sans-serif",
  fontMono: 'monospace',
  textSize: 11,
  lineWidth: 2,
  of: (colour) => colour,
  pale: (colour) => `${colour}55`,
};
