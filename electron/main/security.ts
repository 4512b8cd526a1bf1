import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN, IMPORTER_ORIGIN } from './app-protocol.ts';
import { developmentPolicy } from './response-headers.ts';

/**
 * Locks the app in: no page but its own, no permission, no second window, and no request to any network. It
 * works without the internet, and children use it; so it must not be able to reach anything.
 */

/** To be called before the app is ready. */
export function restrictChromium(development: boolean): void {
  const switches = [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'dns-prefetch-disable',
    'no-pings',
  ];
  for (const name of switches) app.commandLine.appendSwitch(name);
  // Whatever else of Chromium would call home finds no address.
  if (!development) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/**
 * Applies to every session there will ever be, from its first moment: later, Chromium would have asked for a
 * dictionary to check spelling with. To be called before the app is ready.
 *
 * @param developmentServer is reachable while the app is developed; null otherwise.
 */
export function restrictSessions(developmentServer: URL | null): void {
  app.on('session-created', (session) => restrictSession(session, developmentServer));
}

function restrictSession(session: Session, developmentServer: URL | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, developmentServer) });
  });
  if (developmentServer) addPolicy(session, developmentServer);
}

/** Applies to every web contents there will ever be, not only to the window's. */
export function restrictContents(developmentServer: URL | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!isReload(contents, event, developmentServer)) event.preventDefault();
    });
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** The app's own files, the developer tools, and what is made in memory. */
export function isAllowedRequest(address: string, developmentServer: URL | null): boolean {
  const url = new URL(address);
  if (['devtools:', 'data:', 'blob:'].includes(url.protocol)) return true;
  if ([APP_ORIGIN, IMPORTER_ORIGIN].includes(`${url.protocol}//${url.host}`)) return true;
  if (!developmentServer || url.host !== developmentServer.host) return false;
  return url.protocol === developmentServer.protocol || url.protocol === 'ws:';
}

/** The development server has the page reload itself. */
function isReload(contents: WebContents, target: { url: string }, developmentServer: URL | null): boolean {
  return developmentServer !== null && target.url === contents.getURL();
}

/** The development server sends no policy of its own. */
function addPolicy(session: Session, server: URL): void {
  session.webRequest.onHeadersReceived((details, answer) => {
    const headers = { ...details.responseHeaders, 'Content-Security-Policy': [developmentPolicy(server)] };
    answer(new URL(details.url).host === server.host ? { responseHeaders: headers } : {});
  });
}
