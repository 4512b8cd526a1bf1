import { app } from 'electron';

/**
 * Of GTK come the menus and dialogs on Linux. As it begins it looks for windows that OpenGL can draw in, and loads the
 * machine's driver for that, with a compiler of its own: 35 MB in the main process. Nothing of GTK is ever drawn that way
 * here (the page is drawn in a process of Chromium's), so it is told not to look. To be called before the app is ready.
 */
export function keepOpenGlOutOfGtk(): void {
  if (process.platform !== 'linux' || process.env.GDK_GL !== undefined) return;
  process.env.GDK_GL = 'disable';
  // GTK has looked by then; the processes that are started from here decide for themselves.
  void app.whenReady().then(() => delete process.env.GDK_GL);
}
