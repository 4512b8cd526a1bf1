// @ts-check
/** Who is compared: our command line, and each peer that is installed, as something that measures a case when asked. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {{ model: string, batchSize: number, threads: number, phase: string }} Case
 * @typedef {{ imagesPerSecond: number, parameters?: number, loss?: number[] }} Measurement
 *
 * A contender in one of its configurations.
 * @typedef {object} Contender
 * @property {string} name whose speed it counts for: "PyTorch 1.13.0"
 * @property {string} configuration
 * @property {(one: Case) => boolean} takes whether it measures this case
 * @property {(one: Case, seconds: number) => Promise<Measurement>} measure
 *
 * @typedef {{ contenders: Contender[], notes: string[], close: () => void }} Field
 */

const root = resolve(import.meta.dirname, '..');
const PEERS = join(import.meta.dirname, 'peers');
export const OURS = 'Epoch Lab';
const READY_TIMEOUT_MS = 60_000;
/** A measurement ends by itself; PyTorch's compiler, where it is asked for, takes its time before. */
const ANSWER_TIMEOUT_MS = 300_000;

/** @param {string} model */
function openNetwork(model) {
  const path = join(import.meta.dirname, 'models', `${model.toLowerCase()}.json`);
  /** @type {unknown} */
  const network = JSON.parse(readFileSync(path, 'utf8'));
  return network;
}

/**
 * Our engine, in a process of its own for each measurement. Builds it first where its sources have changed.
 *
 * @returns {Contender}
 */
export function openOurs() {
  execFileSync(process.execPath, [join(root, 'scripts/epochlab.mjs'), '--version'], {
    stdio: ['ignore', 2, 2],
  });
  return {
    name: OURS,
    configuration: 'default',
    takes: () => true,
    async measure({ model, batchSize, threads, phase }, seconds) {
      const [line] = await run(process.execPath, [
        join(root, 'out/cli/epochlab.js'),
        'bench',
        ...['--models', model, '--batch-sizes', String(batchSize), '--threads', String(threads)],
        ...['--phases', phase, '--seconds', String(seconds), '--json'],
      ]);
      const event = /** @type {Measurement} */ (JSON.parse(line ?? ''));
      return event;
    },
  };
}

/**
 * Every PyTorch that is found, with and without another allocator, in every configuration that it names.
 *
 * @param {readonly number[]} threadCounts
 * @param {boolean} compile also measures what PyTorch 2 compiles
 * @returns {Promise<Field>}
 */
export async function openPyTorch(threadCounts, compile) {
  const interpreters = ['/usr/bin/python3', ...(process.env['EPOCH_LAB_PYTHONS'] ?? '').split(delimiter)];
  const blas = findLibrary('openblas-pthread/libblas.so.3');
  const tcmalloc = findLibrary('libtcmalloc_minimal.so.4');
  /** @type {Field} */
  const field = { contenders: [], notes: [], close: () => undefined };
  if (!blas) field.notes.push('OpenBLAS is not installed: Debian’s PyTorch is slower than it could be.');
  if (!tcmalloc)
    field.notes.push('tcmalloc is not installed: PyTorch is measured with the usual allocator only.');

  /** @type {Peer[]} */
  const peers = [];
  field.close = () => peers.forEach((peer) => peer.close());
  for (const interpreter of interpreters.filter((path) => path !== '')) {
    for (const threads of threadCounts) {
      for (const allocator of tcmalloc ? ['malloc', 'tcmalloc'] : ['malloc']) {
        const peer = new Peer(interpreter, [join(PEERS, 'pytorch.py')], {
          OMP_NUM_THREADS: String(threads),
          OPENBLAS_NUM_THREADS: '1',
          ...(compile && { EPOCH_LAB_TORCH_COMPILE: '1' }),
          ...(blas && { LD_LIBRARY_PATH: resolve(blas, '..') }),
          ...(allocator === 'tcmalloc' && { LD_PRELOAD: tcmalloc }),
        });
        try {
          const { version, configurations } = await peer.ready();
          peers.push(peer);
          for (const configuration of configurations) {
            field.contenders.push({
              name: `PyTorch ${version}`,
              configuration: `${configuration}, ${allocator}`,
              takes: (one) => one.threads === threads,
              measure: (one, seconds) => peer.measure(one, configuration, seconds),
            });
          }
        } catch (problem) {
          peer.close();
          field.notes.push(`${interpreter} is left out: ${String(problem)}`);
        }
      }
    }
  }
  return field;
}

/**
 * TensorFlow.js, which has one thread in Node whatever is asked for.
 *
 * @returns {Promise<Field>}
 */
export async function openTensorFlowJs() {
  if (!existsSync(join(PEERS, 'node_modules/@tensorflow/tfjs-backend-wasm'))) {
    const note = 'TensorFlow.js is not installed (npm install --prefix bench/peers --no-package-lock).';
    return { contenders: [], notes: [note], close: () => undefined };
  }
  const peer = new Peer(process.execPath, [join(PEERS, 'tfjs.mjs')], {});
  const { version, configurations } = await peer.ready();
  return {
    contenders: configurations.map((configuration) => ({
      name: `TensorFlow.js ${version}, 1 thread`,
      configuration,
      takes: () => true,
      measure: (one, seconds) => peer.measure(one, configuration, seconds),
    })),
    notes: [],
    close: () => peer.close(),
  };
}

/** A process that stays, warm, and answers a line with a line. While nobody asks, it sleeps. */
class Peer {
  #process;
  #lines;
  #errors = '';

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {Record<string, string | undefined>} environment
   */
  constructor(program, args, environment) {
    this.#process = spawn(program, args, { env: { ...process.env, ...environment } });
    this.#process.stderr.setEncoding('utf8').on('data', (text) => (this.#errors += String(text)));
    this.#process.on('error', (problem) => (this.#errors += problem.message));
    this.#process.stdin.on('error', () => undefined); // The missing answer tells.
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** @returns {Promise<{ version: string, configurations: string[] }>} */
  async ready() {
    return /** @type {{ version: string, configurations: string[] }} */ (
      await this.#answer(READY_TIMEOUT_MS)
    );
  }

  /**
   * @param {Case} one
   * @param {string} configuration
   * @param {number} seconds
   * @returns {Promise<Measurement>}
   */
  async measure(one, configuration, seconds) {
    const request = { ...one, network: openNetwork(one.model), configuration, seconds };
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = /** @type {Measurement & { error?: string }} */ (await this.#answer(ANSWER_TIMEOUT_MS));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  close() {
    this.#process.kill();
  }

  /** @param {number} timeoutMs */
  async #answer(timeoutMs) {
    const timer = setTimeout(() => this.#process.kill(), timeoutMs);
    const { value, done } = await this.#lines.next();
    clearTimeout(timer);
    if (done === true)
      throw new Error(this.#errors.trimEnd().split('\n').at(-1) || 'It ended without an answer.');
    /** @type {unknown} */
    const answer = JSON.parse(value);
    return answer;
  }
}

/**
 * @param {string} file
 * @returns {string | undefined} where it lies: beside the peers, or where Debian puts libraries
 */
function findLibrary(file) {
  const debian = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))
    : [];
  const folders = [join(PEERS, 'lib'), ...debian.map((name) => join('/usr/lib', name))];
  return folders.map((folder) => join(folder, file)).find((path) => existsSync(path));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<string[]>} lines of its standard output
 */
function run(program, args) {
  return new Promise((done, fail) => {
    execFile(program, args, (problem, stdout, stderr) => {
      if (problem) fail(new Error(stderr.trim() || problem.message));
      else done(stdout.trimEnd().split('\n'));
    });
  });
}
