// @ts-check
/**
 * Runs a command where there is no network, and where the kernel counts each attempt to reach one: a network namespace
 * of its own, with a loopback and no way out. What is sent to another computer finds no route, and what is asked of
 * this machine's name server finds nobody; `e2e/fixtures/network.ts` reads both counts. Linux alone has it.
 */
import { spawnSync } from 'node:child_process';

/** A new namespace's loopback is down; Perl is on every Debian, `ip` is not. 0x8914 is SIOCSIFFLAGS, 0x49 up and running. */
const LOOPBACK_UP =
  'socket(my $s, 2, 2, 0) or die; my $flags = pack("a16s", "lo", 0x49); ioctl($s, 0x8914, $flags) or die "$!"';
const namespaces = [
  // As root, and as anybody where the system lets them have namespaces.
  ['unshare', '--net'],
  ['unshare', '--user', '--map-current-user', '--keep-caps', '--net'],
];

/**
 * @param {readonly string[]} command
 * @returns {{ command: readonly string[], env: Record<string, string> }} the command itself where the system has or
 *   allows no namespaces; the tests then say that nothing was counted
 */
export function withoutNetwork(command) {
  for (const namespace of namespaces) {
    const inside = [...namespace, 'sh', '-c', `perl -e '${LOOPBACK_UP}' && exec "$@"`, 'sh'];
    const [program, ...args] = [...inside, 'true'];
    if (process.platform === 'linux' && spawnSync(program, args, { stdio: 'ignore' }).status === 0)
      return { command: [...inside, ...command], env: { EPOCH_LAB_NO_NETWORK: '1' } };
  }
  console.log('This system allows no network namespace: attempts to reach a network are not counted.');
  return { command, env: {} };
}
