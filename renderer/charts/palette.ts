/** The tokens that charts draw with, as colours that a canvas and a file understand. */
export interface Palette {
  readonly text: string;
  readonly strong: string;
  readonly grid: string;
  readonly axis: string;
  readonly surface: string;
  readonly bad: string;
  readonly mark: string;
  readonly fontText: string;
  readonly fontMono: string;
  /** Of small text, in pixels of this moment's type scale. */
  readonly textSize: number;
  /** Pixels of a curve. */
  readonly lineWidth: number;
  /** A series' colour, from its token. */
  of(colour: string): string;
  /** The same, pale, for single points under a calm line. */
  pale(colour: string): string;
}

/** Reads the tokens as they hold at `element`, in the theme of this moment. */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const resolve = (value: string): string => {
    const found = known.get(value);
    if (found !== undefined) return found;
    const probe = document.createElement('span');
    probe.style.color = value;
    // Else all curves would have the one colour of text where the system chooses the colours.
    if (/--series|--accent|--held-out|Canvas/.test(value))
      probe.style.setProperty('forced-color-adjust', 'none');
    element.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    known.set(value, colour);
    return colour;
  };
  const of = (colour: string) => resolve(colour.startsWith('--') ? `var(${colour})` : colour);
  // What words stand out from is a ground, and of a ground's token the system makes the colour of text.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const rootSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const lineWidth = Number.parseFloat(style.getPropertyValue('--chart-line'));
  return {
    text: of('--text-muted'),
    strong: of('--text-strong'),
    grid: of(isForced ? 'color-mix(in srgb, CanvasText 25%, Canvas)' : '--hairline'),
    axis: of('--control-border'),
    surface: of(isForced ? 'Canvas' : '--surface-1'),
    bad: of('--bad'),
    mark: of('--held-out'),
    fontText: style.getPropertyValue('--font-text'),
    fontMono: style.getPropertyValue('--font-mono'),
    textSize: rootSize * 0.6875,
    lineWidth: Number.isFinite(lineWidth) ? lineWidth : 2,
    of,
    pale: (colour) =>
      resolve(
        `color-mix(in srgb, ${colour.startsWith('--') ? `var(${colour})` : colour} 36%, var(--surface-1))`,
      ),
  };
}
