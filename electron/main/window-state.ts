import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';

/** Where the window was, and how large: it comes back there, as long as a screen still shows it. */

const integer = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

export const windowStateSchema = v.object({
  x: integer,
  y: integer,
  width: integer,
  height: integer,
  maximized: v.boolean(),
  zoom: v.optional(v.pipe(v.number(), v.minValue(0.25), v.maxValue(5)), 1),
});
export type WindowState = v.InferOutput<typeof windowStateSchema>;

/** So much of the title bar must be on a screen, or nobody could move the window, in pixels. */
const MIN_VISIBLE_PX = 120;
/** Its height, about; a taskbar may take the last of a screen. */
const TITLE_BAR_PX = 40;

/** The state as it can be used on these screens; null where the window would not be seen. */
export function usableState(
  state: WindowState | undefined,
  screens: readonly Rectangle[],
): WindowState | null {
  if (!state || state.width < 1 || state.height < 1) return null;
  const isSeen = screens.some((screen) => {
    const across = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
    return (
      across >= MIN_VISIBLE_PX && state.y >= screen.y && state.y < screen.y + screen.height - TITLE_BAR_PX
    );
  });
  return isSeen ? state : null;
}

/** @param remember called with the state when the window is moved, resized, zoomed or closed. */
export function followWindow(window: BrowserWindow, remember: (state: WindowState) => void): void {
  const tell = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    // The bounds that it has when it is not maximized.
    const { x, y, width, height } = window.getNormalBounds();
    const zoom = window.webContents.getZoomFactor();
    remember({ x, y, width, height, maximized: window.isMaximized(), zoom });
  };
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', () => {
    clearTimeout(timer);
    tell();
  });
}
