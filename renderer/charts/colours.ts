/** The tokens that charts draw with, as colours that a canvas understands. */
export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly axis: string;
  readonly surface: string;
  readonly border: string;
  readonly strong: string;
  readonly training: string;
  /** For the single points that the training curve is the mean of. */
  readonly scatter: string;
  readonly validation: string;
  readonly guessing: string;
  readonly fontText: string;
  readonly fontMono: string;
}

/** Reads the tokens as they hold at `element`, in the theme of this moment. */
export function readColours(element: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  element.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const style = getComputedStyle(element);
  const colours = {
    text: colour('--text-muted'),
    grid: colour('--hairline'),
    axis: colour('--control-border'),
    surface: colour('--surface-1'),
    border: colour('--hairline'),
    strong: colour('--text-strong'),
    training: colour('--accent'),
    scatter: colour('--accent-line'),
    validation: colour('--held-out'),
    guessing: colour('--control-border'),
    fontText: style.getPropertyValue('--font-text'),
    fontMono: style.getPropertyValue('--font-mono'),
  };
  probe.remove();
  return colours;
}
