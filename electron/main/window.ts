import { BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN, APP_PAGE } from './app-protocol.ts';
import type { Environment } from './environment.ts';
import type { WindowState } from './window-state.ts';

/** The one window. */

const MIN_WIDTH_PX = 960;
const MIN_HEIGHT_PX = 600;
const WIDTH_PX = 1280;
const HEIGHT_PX = 800;

/** Painted until the page is: its own --surface-0, or the start would flash. */
const BACKGROUND = { light: '#f5f6f8', dark: '#101318' } as const;

/** @param state where it was before; null for the first time. */
export function createWindow({ preload }: Environment, state: WindowState | null): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Epoch Lab',
    width: WIDTH_PX,
    height: HEIGHT_PX,
    ...(state && { x: state.x, y: state.y, width: state.width, height: state.height }),
    minWidth: MIN_WIDTH_PX,
    minHeight: MIN_HEIGHT_PX,
    show: false,
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      zoomFactor: state?.zoom ?? 1,
    },
  });
  const followTheme = () => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  return window;
}

export async function loadPage(window: BrowserWindow, { developmentServer }: Environment): Promise<void> {
  const page = developmentServer?.href ?? APP_PAGE;
  // An empty page needs nothing to be loaded, so Electron asks nobody (see restrictContents): back from there.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url.startsWith('about:')) void window.loadURL(page);
  });
  await window.loadURL(page);
}

/** The origin of the page that `loadPage` loads. */
export function pageOrigin({ developmentServer }: Environment): string {
  return developmentServer?.origin ?? APP_ORIGIN;
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
