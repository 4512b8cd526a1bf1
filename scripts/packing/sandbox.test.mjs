// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../steps.mjs';

/** What a package has the system start, and with what: nothing that takes the sandbox away. */

const settings = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

test.each(['linux', 'deb', 'rpm', 'win', 'mac'])('%s starts the program with no arguments', (target) => {
  expect(settings[target]?.executableArgs ?? []).toEqual([]);
});

test('an AppImage does so too, where electron-builder’s own would be --no-sandbox', () => {
  expect(settings.appImage.executableArgs).toEqual([]);
});
