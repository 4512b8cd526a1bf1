// @ts-check
/**
 * Where Chromium's debugger can be reached, of a program that was started with `--remote-debugging-port=0`: as it says
 * itself on standard error.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>} an address for Playwright's `connectOverCDP`
 * @throws {Error} with all that it said, where it ends before
 */
export function debuggerOf(child) {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the program ended (${String(code)}): ${said}`)));
  });
}
