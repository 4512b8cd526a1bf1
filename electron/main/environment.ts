import { app } from 'electron';
import { join } from 'node:path';

/** Where this instance of the app finds its parts, and whether it is being developed. */

/** As scripts/licences calls it. */
const LICENCES_FILE = 'THIRD_PARTY_LICENCES.txt';

export interface Environment {
  /** The development server that serves the window's page; null in the built app. */
  readonly developmentServer: URL | null;
  /** Data sets and models that ship with the app. */
  readonly resources: string;
  /** The bundle of the engine's process. */
  readonly engineEntry: string;
  /** The bundle of the preload script. */
  readonly preload: string;
  /** The bundle of the importer's preload script. */
  readonly importerPreload: string;
  /** The folder of the built pages. */
  readonly page: string;
  /** What the build has written of licences. */
  readonly licences: string;
}

/** @param bundle the folder of main's own bundle, out/main. */
export function findEnvironment(bundle: string): Environment {
  // Only an app that is not packaged obeys the variable: it decides which page is trusted.
  const server = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  return {
    developmentServer: server ? new URL(server) : null,
    resources: app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'),
    engineEntry: join(bundle, 'engine.js'),
    preload: join(bundle, '..', 'preload', 'index.cjs'),
    importerPreload: join(bundle, '..', 'preload', 'importer.cjs'),
    page: join(bundle, '..', 'renderer'),
    licences: join(app.isPackaged ? process.resourcesPath : join(bundle, '..', 'licences'), LICENCES_FILE),
  };
}
