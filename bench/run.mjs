// @ts-check
/**
 * Compares the engine's speed with that of other libraries on this machine: ours and every installed peer in turn,
 * one at a time, round after round. README.md says how to read what it prints.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openOurs, openPyTorch, openTensorFlowJs } from './contenders.mjs';
import { withContention } from './contention.mjs';
import { compare, markdown, ours, peerGroups } from './table.mjs';

/**
 * @typedef {import('./contenders.mjs').Case} Case
 * @typedef {import('./contenders.mjs').Contender} Contender
 * @typedef {import('./table.mjs').Row} Row
 */

const { values: options } = parseArgs({
  options: {
    models: { type: 'string', default: 'M1,M2,M3,M4' },
    'batch-sizes': { type: 'string', default: '1,32,128' },
    threads: { type: 'string', default: availableParallelism() > 1 ? '1,2' : '1' },
    phases: { type: 'string', default: 'train,infer' },
    seconds: { type: 'string', default: '0.5' },
    rounds: { type: 'string', default: '3' },
    retries: { type: 'string', default: '0' },
    peers: { type: 'string', default: 'pytorch,tfjs' },
    'torch-compile': { type: 'boolean', default: false },
    'all-configurations': { type: 'boolean', default: false },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `node bench/run.mjs [options]

  --models M1,M2,M3,M4        which of bench/models
  --batch-sizes 1,32,128      images a step
  --threads 1,2               the same number for everybody
  --phases train,infer        a step of SGD, and a forward pass
  --seconds 0.5               each measurement takes so long, after a warm-up; at least one step
  --rounds 3                  each case is measured so often; medians are printed
  --retries 0                 measures so often again what others disturbed (Linux)
  --peers pytorch,tfjs        whom to compare with, where installed
  --torch-compile             PyTorch 2 also compiled: many seconds a case
  --all-configurations        also in later rounds, those that were far behind in the first
  --out FILE                  JSON of everything (default bench/results/TIME.json)

EPOCH_LAB_PYTHONS lists more Python interpreters with PyTorch, as PATH lists folders.`;

/** A configuration slower than this part of the best one of its library is not measured again. */
const WORTH_REPEATING = 0.6;

/** A measurement is disturbed when processes had to wait for a processor during more than this part of it. */
const DISTURBED = 0.25;

/** @param {string} text */
const list = (text) => text.split(',').map((entry) => entry.trim());

/** @param {string} name @param {string} text */
function positive(name, text) {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value)))
    throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return value;
}

/** @returns {Case[]} */
function readCases() {
  const sizes = list(options['batch-sizes']).map((text) => positive('batch-sizes', text));
  const counts = list(options.threads).map((text) => positive('threads', text));
  return list(options.phases).flatMap((phase) =>
    list(options.models).flatMap((model) =>
      sizes.flatMap((batchSize) =>
        counts.map((threads) => ({ model: model.toUpperCase(), batchSize, threads, phase })),
      ),
    ),
  );
}

/** @param {string} line */
const remark = (line) => process.stderr.write(`${line}\n`);

/**
 * Contenders in turn, beginning with another each round, so that none is always the one on a machine just woken.
 *
 * @param {readonly Contender[]} contenders
 * @param {Row} row
 * @param {number} round
 * @param {number} seconds
 */
async function measureRound(contenders, row, round, seconds) {
  const { one } = row;
  /** @type {Row['rounds'][number]} */
  const found = [];
  const taking = contenders.filter((contender) => contender.takes(one) && isWorthRepeating(contender, row));
  const first = Math.floor((round * taking.length) / Number(options.rounds)) % taking.length;
  const parameters = new Set();
  for (const { name, configuration, measure } of [...taking.slice(first), ...taking.slice(0, first)]) {
    try {
      const {
        imagesPerSecond,
        parameters: count,
        loss = [],
        contention,
      } = await undisturbed(() => measure(one, seconds));
      if (!loss.every((value) => Number.isFinite(value))) throw new Error('Its training diverged.');
      if (count !== undefined) parameters.add(count);
      found.push({ name, configuration, imagesPerSecond, contention });
    } catch (problem) {
      remark(`${describe(one)}: ${name} (${configuration}) failed: ${String(problem)}`);
    }
  }
  if (parameters.size > 1) throw new Error(`${one.model} is not the same network for everybody.`);
  row.rounds.push(found);
}

/**
 * Measures again, as often as is allowed, while others want the processors too; the least disturbed attempt counts,
 * fast or slow.
 *
 * @template T
 * @param {() => Promise<T>} measure
 */
async function undisturbed(measure) {
  let best = await withContention(measure);
  for (let retry = 0; retry < Number(options.retries) && best.contention > DISTURBED; retry++) {
    const next = await withContention(measure);
    if (next.contention < best.contention) best = next;
  }
  return best;
}

/** @param {Contender} contender @param {Row} row */
function isWorthRepeating({ name, configuration }, { rounds }) {
  const [first] = rounds;
  if (first === undefined || options['all-configurations']) return true;
  const siblings = first.filter((measured) => measured.name === name);
  const own = siblings.find((measured) => measured.configuration === configuration);
  const best = Math.max(...siblings.map(({ imagesPerSecond }) => imagesPerSecond));
  return own !== undefined && own.imagesPerSecond >= WORTH_REPEATING * best;
}

/** @param {Case} one */
function describe({ model, batchSize, threads, phase }) {
  return `${model} ${phase}, batch ${batchSize}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

function readCommit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}

async function main() {
  if (options.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const cases = readCases();
  const seconds = positive('seconds', options.seconds);
  const rounds = positive('rounds', options.rounds);
  const threadCounts = [...new Set(cases.map(({ threads }) => threads))];
  const peers = list(options.peers);

  const commit = readCommit();
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    processors: availableParallelism(),
    node: process.version,
  };
  const own = openOurs();
  const fields = [
    ...(peers.includes('pytorch') ? [await openPyTorch(threadCounts, options['torch-compile'])] : []),
    ...(peers.includes('tfjs') ? [await openTensorFlowJs()] : []),
  ];
  const contenders = [own, ...fields.flatMap((field) => field.contenders)];
  const notes = fields.flatMap((field) => field.notes);
  notes.forEach(remark);

  /** @type {Row[]} */
  const rows = cases.map((one) => ({ one, rounds: [] }));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const row of rows) {
        await measureRound(contenders, row, round, seconds);
        remark(`round ${round + 1} of ${rounds}   ${describe(row.one)}`);
      }
    }
  } finally {
    for (const field of fields) field.close();
  }

  const groups = peerGroups(contenders.map(({ name }) => name));
  const results = rows.map((row) => ({
    ...row.one,
    imagesPerSecond: ours(row),
    peers: groups.map(({ title, belongs }) => ({ title, ...compare(row, belongs) })),
    rounds: row.rounds,
  }));
  const time = new Date().toISOString();
  const out = options.out ?? join(import.meta.dirname, 'results', `${time.replaceAll(':', '-')}.json`);
  mkdirSync(dirname(out), { recursive: true });
  const settings = { seconds, rounds, retries: Number(options.retries) };
  writeFileSync(out, JSON.stringify({ time, commit, machine, settings, notes, results }, null, 1));
  remark(`Everything is in ${out}`);

  const { processor, processors, node } = machine;
  process.stdout.write(
    `Commit ${commit}; ${processors} × ${processor}, Node ${node}; ${rounds} × ${seconds} s each.\n\n${markdown(rows)}\n`,
  );
}

await main();
