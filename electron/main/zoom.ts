import type { WebContents } from 'electron';

/** Zooming in steps: up to twice the size, for a class that looks from the back row. */

export const ZOOM_LEVELS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The zoom factor one step from `current`; the ends stay where they are. */
export function nextZoom(current: number, direction: 'in' | 'out'): number {
  // Chromium keeps factors in single precision.
  const tolerance = 0.01;
  if (direction === 'in') return ZOOM_LEVELS.find((level) => level > current + tolerance) ?? 2;
  return ZOOM_LEVELS.findLast((level) => level < current - tolerance) ?? ZOOM_LEVELS[0];
}

export function zoom(contents: WebContents, direction: 'in' | 'out' | 'reset'): void {
  contents.setZoomFactor(direction === 'reset' ? 1 : nextZoom(contents.getZoomFactor(), direction));
}
