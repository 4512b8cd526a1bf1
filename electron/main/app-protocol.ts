import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { importerHeaders, responseHeaders } from './response-headers.ts';

/**
 * Serves the window's page from `app://epoch-lab/`: a real origin of its own, without the privileges that
 * pages from `file://` have.
 */

const SCHEME = 'app';
const HOST = 'epoch-lab';
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;
/** The importer has an origin of its own, and so nothing of the window's. */
const IMPORTER_HOST = 'importer';
export const IMPORTER_ORIGIN = `${SCHEME}://${IMPORTER_HOST}`;
export const IMPORTER_PAGE = `${IMPORTER_ORIGIN}/importer/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** @param root the folder that is served, and nothing beside it. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(SCHEME, (request) => respond(request, root));
}

/** Answers one request; anything but a known kind of file below `root` is not there. */
export async function respond(request: Request, root: string): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const path = fileFor(request.url, root);
  const type = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || type === undefined) return refuse(404);
  try {
    const body = new Uint8Array(await readFile(path));
    const headers = new URL(request.url).host === IMPORTER_HOST ? importerHeaders : responseHeaders;
    return new Response(body, { headers: { ...headers, 'Content-Type': type } });
  } catch {
    return refuse(404);
  }
}

/** The file that an address names; null where it would lie outside `root`. */
function fileFor(address: string, root: string): string | null {
  const url = new URL(address);
  if (url.host !== HOST && url.host !== IMPORTER_HOST) return null;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const folder = resolve(root);
  const path = resolve(folder, `.${name}`);
  return path.startsWith(folder + sep) ? path : null;
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: responseHeaders });
}
