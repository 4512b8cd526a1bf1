// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../steps.mjs';
import { commandsIn, commandsOf, documentsIn, epochlabArguments, wordsOf } from './commands.mjs';
import { elsewhere } from './elsewhere.mjs';

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

test('commands are found in blocks and in lines, without comments, over line breaks', () => {
  const markdown =
    'Run `npm test` or `epochlab\ntrain --fast`, not `train`.\n\n```\nnode a.mjs \\\n  --b  # why\n```\n\n```json\nnpm x\n```\n\n```sh\nnpm ci\n```\n';
  expect(commandsOf(markdown)).toEqual(['node a.mjs --b', 'npm ci', 'npm test', 'epochlab train --fast']);
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

test('every link to a file leads to one', () => {
  const broken = documentsIn(root).flatMap((file) => {
    const links = readFileSync(join(root, file), 'utf8')
      .replaceAll(/```[\s\S]*?```/g, '')
      .matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g);
    return [...links]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target) && !existsSync(join(root, file, '..', target)))
      .map((target) => `${file}: ${target}`);
  });
  expect(broken).toEqual([]);
});
