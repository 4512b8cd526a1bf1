// @ts-check
/**
 * Every command that the documents show: each line of a block of a shell's or of no language, and what looks like one as
 * code in a line (what only looks like one, `elsewhere.mjs` names).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noCommands } from './elsewhere.mjs';
import { tokensOf } from './tokens.mjs';

/**
 * @typedef {object} Shown
 * @property {string} file
 * @property {string} command on one line, without a comment
 */

/** In a line of text: a program's name, and what it is to do. */
const COMMAND = /^(?:[A-Z_]+=\S+ )*[a-z][\w.-]*\s+\S/;
/** What a block is of when it is none of commands, `text` or `json`, it says. */
const SHELLS = ['', 'sh', 'bash', 'shell', 'console'];

/** @param {string} root */
export function documentsIn(root) {
  const here = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = ['docs', 'bench', 'resources'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
  // Labs are lessons in a format of their own, which `epochlab labs lint` reads.
  return [...here, ...below.filter((file) => !file.startsWith(join('resources', 'labs')))];
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
  return tokensOf(markdown)
    .flatMap(({ type, text, lang = '' }) => {
      if (type === 'code' && SHELLS.includes(lang)) return text.replaceAll('\\\n', '').split('\n');
      return type === 'codespan' && COMMAND.test(text) ? [text] : [];
    })
    .map(asOneLine)
    .filter((line) => line !== '' && !noCommands.some((pattern) => pattern.test(line)));
}

/**
 * Without the prompt before it and the comment behind it.
 *
 * @param {string} line
 */
function asOneLine(line) {
  return line
    .replace(/(^|\s+)# .*$/, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^ ?\$ /, '')
    .trim();
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
