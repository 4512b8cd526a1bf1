// @ts-check
/** From what was measured to what is said about it. */
import { OURS } from './contenders.mjs';

/**
 * @typedef {import('./contenders.mjs').Case} Case
 *
 * One case, measured round by round.
 * @typedef {object} Row
 * @property {Case} one
 * @property {{ name: string, configuration: string, imagesPerSecond: number, contention: number }[][]} rounds
 *
 * How one case compares with one peer.
 * @typedef {object} Comparison
 * @property {number} imagesPerSecond median of the rounds' best configurations
 * @property {string} configuration which was best in most rounds
 * @property {number} ratio median of the rounds' ratios, ours by the peer's best
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below = NaN, above = NaN] = sorted.slice(sorted.length % 2 === 1 ? half : half - 1);
  return sorted.length % 2 === 1 ? below : (below + above) / 2;
}

/** @param {Row} row */
export function ours({ rounds }) {
  return median(rounds.flat().flatMap((m) => (m.name === OURS ? [m.imagesPerSecond] : [])));
}

/**
 * @param {Row} row
 * @returns {number} the part of its median measurement during which somebody waited for a processor, of the contender
 *   for whom it was the largest
 */
export function contention({ rounds }) {
  const measured = rounds.flat();
  const names = [...new Set(measured.map(({ name }) => name))];
  return Math.max(
    ...names.map((name) => median(measured.filter((one) => one.name === name).map((one) => one.contention))),
  );
}

/**
 * @param {Row} row
 * @param {(name: string) => boolean} belongs which contenders are the peer
 * @returns {Comparison | null} null where the peer was not measured
 */
export function compare({ rounds }, belongs) {
  const bests = rounds.flatMap((round) => {
    const own = round.find(({ name }) => name === OURS);
    const peers = round.filter(({ name }) => belongs(name));
    if (!own || peers.length === 0) return [];
    const best = peers.reduce((a, b) => (b.imagesPerSecond > a.imagesPerSecond ? b : a));
    return [{ ...best, ratio: own.imagesPerSecond / best.imagesPerSecond }];
  });
  if (bests.length === 0) return null;
  return {
    imagesPerSecond: median(bests.map(({ imagesPerSecond }) => imagesPerSecond)),
    configuration: mostFrequent(bests.map(({ configuration }) => configuration)),
    ratio: median(bests.map(({ ratio }) => ratio)),
  };
}

/** @param {readonly string[]} values */
function mostFrequent(values) {
  const count = (/** @type {string} */ value) => values.filter((other) => other === value).length;
  return values.reduce((a, b) => (count(b) > count(a) ? b : a));
}

/**
 * A peer to compare with for each contender's name; where PyTorch is there in several versions, also whichever was
 * fastest.
 *
 * @param {readonly string[]} names
 * @returns {{ title: string, belongs: (name: string) => boolean }[]}
 */
export function peerGroups(names) {
  const others = [...new Set(names)].filter((name) => name !== OURS);
  const groups = others.map((title) => ({ title, belongs: (/** @type {string} */ name) => name === title }));
  const isPyTorch = (/** @type {string} */ name) => name.startsWith('PyTorch');
  if (others.filter(isPyTorch).length < 2) return groups;
  return [...groups, { title: 'PyTorch, whichever is faster', belongs: isPyTorch }];
}

/**
 * @param {readonly Row[]} rows
 * @returns {string} Markdown: a table a phase
 */
export function markdown(rows) {
  const groups = peerGroups(rows.flatMap(({ rounds }) => rounds.flat().map(({ name }) => name)));
  const header = ['model', 'batch', 'threads', OURS];
  for (const { title } of groups) header.push(title, 'ratio');
  header.push('disturbed');
  const phases = [...new Set(rows.map(({ one }) => one.phase))];
  return phases
    .map((phase) => {
      const lines = rows
        .filter(({ one }) => one.phase === phase)
        .map((row) => {
          const { model, batchSize, threads } = row.one;
          const cells = [model, String(batchSize), String(threads), format(ours(row))];
          for (const { belongs } of groups) {
            const found = compare(row, belongs);
            cells.push(
              found ? `${format(found.imagesPerSecond)} (${found.configuration})` : '',
              found ? `**${found.ratio.toFixed(2)}**` : '',
            );
          }
          cells.push(`${Math.round(100 * contention(row))} %`);
          return cells;
        });
      const title = phase === 'train' ? 'Training' : 'Inference';
      return [`### ${title}, images a second\n`, ...layOut(header, lines)].join('\n');
    })
    .join('\n\n');
}

/** @param {number} value */
function format(value) {
  return Number(value.toPrecision(3)).toLocaleString('en');
}

/**
 * @param {readonly string[]} header
 * @param {readonly string[][]} rows
 * @returns {string[]} lines with aligned columns; all but the first are numbers or begin with one
 */
function layOut(header, rows) {
  const columns = header.map((title, column) => {
    const cells = [title, ...rows.map((row) => row[column] ?? '')];
    const width = Math.max(4, ...cells.map((cell) => cell.length));
    const [top = '', ...rest] = cells.map((cell) =>
      column === 0 ? cell.padEnd(width) : cell.padStart(width),
    );
    return [top, column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`, ...rest];
  });
  const [first = []] = columns;
  return first.map((_, line) => `| ${columns.map((cells) => cells[line]).join(' | ')} |`);
}
