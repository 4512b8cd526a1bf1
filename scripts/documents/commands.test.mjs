// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../steps.mjs';
import { commandsIn, commandsOf, documentsIn, epochlabArguments, wordsOf } from './commands.mjs';
import { elsewhere } from './elsewhere.mjs';
import { tokensOf } from './tokens.mjs';

/**
 * What documents show exists: commands, scripts, options, files, links. That commands of `epochlab` also do what they
 * should, `run.test.mjs` sees by night; which test runs each of the others is in `elsewhere.mjs`.
 */

const shown = commandsIn(root);

/** @param {string[]} args */
function epochlab(args) {
  const { stdout, status } = spawnSync(process.execPath, ['scripts/epochlab.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { stdout, status };
}

test('commands are found in blocks and in lines, of whatever program, without comments, over line breaks', () => {
  const markdown = [
    'Run `npm test` or `epochlab\ntrain --fast`, not `train`, and look for `seed 3`.',
    '```\nnode a.mjs \\\n  --b  # why\n```',
    '- in a list:\n\n  ```console\n  $ git clone it\n  ```',
    '| a table |\n| --- |\n| `A=1 make all` |',
    '```json\nnpm x\n```',
    '```sh\n# first\nnpm ci\n```',
  ].join('\n\n');
  expect(commandsOf(markdown)).toEqual([
    'npm test',
    'epochlab train --fast',
    'node a.mjs --b',
    'git clone it',
    'A=1 make all',
    'npm ci',
  ]);
  expect(wordsOf('a "b c" d')).toEqual(['a', 'b c', 'd']);
});

test('every command that is not of epochlab is run by a test that is named', () => {
  const others = shown.filter(({ command }) => epochlabArguments(command) === null);
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter(({ command }) => !elsewhere.some(([pattern]) => pattern.test(command)))).toEqual([]);
  const unused = elsewhere.filter(([pattern]) => !others.some(({ command }) => pattern.test(command)));
  expect(unused, 'shown no more').toEqual([]);
});

test('scripts and files that commands name are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const { command } of shown) {
    const script = /npm (?:run (?:--silent )?)?(start|test|[a-z:0-9]+)(?= |$)/.exec(command)?.[1];
    if (script && !['ci', 'install'].includes(script)) expect(scripts, command).toHaveProperty([script]);
    for (const word of wordsOf(command)) {
      if (/^(scripts|bench|resources)\//.test(word))
        expect(existsSync(join(root, word)), `${command}: ${word}`).toBe(true);
      if (word.endsWith('.spec.ts')) expect(existsSync(join(root, 'e2e', word)), command).toBe(true);
    }
  }
});

describe('commands of epochlab know every option that is shown', () => {
  const all = shown.flatMap(({ command }) => epochlabArguments(command) ?? []).length;
  const lines = shown.map(({ command }) => epochlabArguments(command)).filter((args) => args !== null);
  const two = (/** @type {readonly string[]} */ args) =>
    ['dataset', 'labs'].includes(args[0] ?? '') ? 2 : 1;
  const names = [
    ...new Set(
      lines
        .filter(([first]) => first !== '--help')
        .map((args) => args.slice(0, args[0] === 'labs' ? 1 : two(args)).join(' ')),
    ),
  ];

  test('there are some', () => expect(all).toBeGreaterThan(50));

  test.each(names)('%s', (name) => {
    const { stdout, status } = epochlab([...name.split(' '), '--help']);
    expect(status).toBe(0);
    const options = lines
      .filter((args) => args.join(' ').startsWith(name))
      .flatMap((args) => args.filter((word) => word.startsWith('--')));
    for (const option of options) expect(stdout, `${name} ${option}`).toContain(option);
  });
});

test('every link leads to a file, and to a heading in it', () => {
  const broken = documentsIn(root).flatMap((file) =>
    tokensOf(readFileSync(join(root, file), 'utf8'))
      .flatMap(({ href }) => (href === undefined ? [] : [href]))
      .filter((target) => !/^(https?|mailto):/.test(target) && !isThere(file, target))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

/**
 * @param {string} file
 * @param {string} target
 */
function isThere(file, target) {
  const [path = '', heading] = target.split('#');
  const there = path === '' ? join(root, file) : join(root, file, '..', path);
  if (!existsSync(there)) return false;
  return heading === undefined || headingsOf(readFileSync(there, 'utf8')).includes(heading);
}

/**
 * As they are linked to.
 *
 * @param {string} markdown
 */
function headingsOf(markdown) {
  return tokensOf(markdown)
    .filter(({ type }) => type === 'heading')
    .map(({ text }) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
}
