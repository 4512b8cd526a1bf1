// @ts-check
/** How each tool is told which Electron to use. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {import('./dist.mjs').Electron} electron
 * @returns {Record<string, string>} to be added to a tool's environment
 */
export function electronEnvironment(electron) {
  return {
    // electron-vite: what `dev` and `preview` start, and the Electron whose syntax `build` may emit.
    ELECTRON_EXEC_PATH: electron.executable,
    ELECTRON_MAJOR_VER: String(electron.major),
    // The `electron` package, and through it Playwright.
    ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
    // electron-vite: adds --no-sandbox; our own launchers do the same.
    ...(canSandbox(electron.dist) ? {} : { NO_SANDBOX: '1' }),
  };
}

/**
 * Whether Chromium's sandbox can start here. Where it cannot, Electron refuses to start without --no-sandbox:
 * as root, and where the system keeps user namespaces from unprivileged programs (Ubuntu 24.04 does)
 * unless the set-user-ID helper beside the executable is installed for root.
 *
 * @param {string} dist
 */
function canSandbox(dist) {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  return userNamespacesAllowed() || helperIsPrivileged(path.join(dist, 'chrome-sandbox'));
}

function userNamespacesAllowed() {
  return (
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    kernelSetting('kernel/unprivileged_userns_clone') !== '0' &&
    kernelSetting('user/max_user_namespaces') !== '0'
  );
}

/**
 * @param {string} name
 * @returns {string | null} null on kernels without it
 */
function kernelSetting(name) {
  const file = `/proc/sys/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** @param {string} helper */
function helperIsPrivileged(helper) {
  const SET_USER_ID = 0o4000;
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & SET_USER_ID) !== 0;
}
