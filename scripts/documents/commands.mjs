// @ts-check
/**
 * Every command that the documents show: each line of a block of a shell's or of no language, and what stands as code in
 * a line.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Shown
 * @property {string} file
 * @property {string} command on one line, without a comment
 */

const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|python3|epochlab|sudo) /;

/** @param {string} root */
export function documentsIn(root) {
  const folders = ['.', 'docs', 'docs/guide', 'bench', 'bench/pen-strokes', 'resources/models'];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
}

/**
 * @param {string} root
 * @returns {Shown[]}
 */
export function commandsIn(root) {
  return documentsIn(root).flatMap((file) =>
    commandsOf(readFileSync(join(root, file), 'utf8')).map((command) => ({ file, command })),
  );
}

/**
 * @param {string} markdown
 * @returns {string[]}
 */
export function commandsOf(markdown) {
  /** @type {string[]} */
  const found = [];
  const prose = markdown.replaceAll(
    /^```(\w*)\n([\s\S]*?)^```/gm,
    (_all, language, /** @type {string} */ block) => {
      if (language === '' || language === 'sh') found.push(...block.replaceAll('\\\n', '').split('\n'));
      return '';
    },
  );
  for (const [, code = ''] of prose.matchAll(/`([^`]+)`/g)) found.push(code.replaceAll('\n', ' '));
  return found
    .map((line) =>
      line
        .replace(/\s+# .*$/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => COMMAND.test(line));
}

/**
 * The words of a command line, as a shell takes it apart; nothing but double quotes is known.
 *
 * @param {string} command
 */
export function wordsOf(command) {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/**
 * The arguments for `epochlab`; null for another command.
 *
 * @param {string} command
 */
export function epochlabArguments(command) {
  const match = /^(?:npm run (?:--silent )?epochlab -- |epochlab )(.*)$/.exec(command);
  return match ? wordsOf(match[1] ?? '') : null;
}
