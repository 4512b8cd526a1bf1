// @ts-check
/**
 * `npm run test:dist`: tries what `npm run dist` has made. Unpacks the Debian package and the tar.gz, sees that they
 * hold the same, and drives the program in the real window. With `--install`, as root, the Debian package is
 * installed, tried from /usr/bin, and taken off again: nothing of it may be left.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { hasDisplay } from '../electron/libraries.mjs';
import { withoutNetwork } from '../no-network.mjs';
import { conclude, root, runSteps } from '../steps.mjs';

const dist = join(root, 'dist');
const install = process.argv.includes('--install');
const deb = packageEnding('.deb');
const unpacked = mkdtempSync(join(tmpdir(), 'epoch-lab-dist-'));
process.on('exit', () => rmSync(unpacked, { recursive: true, force: true }));

execFileSync('dpkg-deb', ['--extract', deb, join(unpacked, 'deb')]);
execFileSync('mkdir', [join(unpacked, 'tar')]);
execFileSync('tar', ['-xzf', packageEnding('.tar.gz'), '-C', join(unpacked, 'tar'), '--strip-components=1']);
const inDeb = join(unpacked, 'deb/opt/Epoch Lab');
expectSame(listOf(inDeb), listOf(join(unpacked, 'tar')), 'the Debian package and the tar.gz');
checkDesktopEntry(join(unpacked, 'deb/usr/share'));

const program = install ? '/usr/bin/epoch-lab' : join(inDeb, 'epoch-lab');
// With what it depends on, where that is not there.
if (install)
  execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', deb], { stdio: 'inherit' });
const screen = ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1920x1080x24'];
const drive = withoutNetwork([...(hasDisplay(process.env) ? [] : screen), 'playwright', 'test']);
const tally = await runSteps([
  {
    name: `the packaged application, ${install ? 'installed' : 'unpacked'}`,
    command: drive.command,
    env: { ...drive.env, EPOCH_LAB_PROGRAM: program },
    show: true,
  },
]);
if (install) remove();
conclude(tally);

/** @param {string} ending */
function packageEnding(ending) {
  const name = existsSync(dist) ? readdirSync(dist).find((each) => each.endsWith(ending)) : undefined;
  if (name === undefined) throw new Error(`There is no *${ending} in dist: make it with npm run dist.`);
  return join(dist, name);
}

/** @param {string} folder */
function listOf(folder) {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => `${relative(folder, path)} ${lstatSync(path).size}`)
      // The profile that lets Ubuntu's AppArmor know the program is of the Debian package alone.
      .filter((line) => !line.startsWith('resources/apparmor-profile '))
      .sort()
  );
}

/**
 * @param {readonly string[]} one
 * @param {readonly string[]} other
 * @param {string} what
 */
function expectSame(one, other, what) {
  const onlyOnce = [
    ...one.filter((each) => !other.includes(each)),
    ...other.filter((each) => !one.includes(each)),
  ];
  if (onlyOnce.length > 0) throw new Error(`${what} differ in ${onlyOnce.join(', ')}`);
}

/**
 * The menu's entry names every kind of file that the system is told of, and no other.
 *
 * @param {string} share
 */
function checkDesktopEntry(share) {
  const types = readFileSync(join(share, 'mime/packages/epoch-lab.xml'), 'utf8').matchAll(
    /mime-type type="([^"]+)"/g,
  );
  const known = [...types].map(([, type = '']) => type).sort();
  const entry = readFileSync(join(share, 'applications/epoch-lab.desktop'), 'utf8');
  const opened = /^MimeType=(.*)$/m.exec(entry)?.[1]?.split(';').filter(Boolean).sort() ?? [];
  expectSame(known, opened, 'what the system is told of, and what the menu’s entry opens');
  if (known.length < 4) throw new Error(`the system is told of ${known.join(', ')} alone`);
}

function remove() {
  const files = execFileSync('dpkg', ['--listfiles', 'epoch-lab'], { encoding: 'utf8' }).trim().split('\n');
  execFileSync('dpkg', ['--purge', 'epoch-lab'], { stdio: 'inherit' });
  const left = [...files, '/usr/bin/epoch-lab'].filter(
    (path) => /epoch.?lab/i.test(path) && existsSync(path),
  );
  if (left.length > 0) throw new Error(`removed, it leaves ${left.join(', ')}`);
}
