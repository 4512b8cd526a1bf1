import { readPalette, type Palette } from './palette.ts';

/** Draws with the tokens as they are on paper: light in every theme. */
export async function onPaper<Drawn>(draw: (palette: Palette) => Drawn | Promise<Drawn>): Promise<Drawn> {
  const sheet = document.createElement('div');
  sheet.hidden = true;
  sheet.style.colorScheme = 'light';
  document.body.append(sheet);
  try {
    return await draw(readPalette(sheet));
  } finally {
    sheet.remove();
  }
}
