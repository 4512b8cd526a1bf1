import { expect, test } from 'vitest';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { FilesFromOutside } from './files-from-outside.ts';

/** Openers that note what they are asked for; a model by the name of `broken` cannot be opened. */
function noting() {
  const opened: string[] = [];
  const openers = {
    model: (path: string) => {
      opened.push(path);
      return Promise.resolve(path.startsWith('broken') ? null : ({ fingerprint: path } as ModelInfo));
    },
    others: (paths: readonly string[]) => {
      opened.push(paths.join(' + '));
      return Promise.resolve();
    },
  };
  return { opened, openers };
}

test('what comes while the app starts waits, and nothing of it is lost', async () => {
  const { opened, openers } = noting();
  const fromOutside = new FilesFromOutside(['a.safetensors', 'one.epochlab-set', 'lab.md']);
  fromOutside.ask(['b.safetensors']);
  fromOutside.ask(['two.epochlab-set', 'broken.safetensors']);
  expect(await fromOutside.firstModel(openers)).toMatchObject({ fingerprint: 'b.safetensors' });
  expect(opened).toEqual(['a.safetensors', 'b.safetensors', 'broken.safetensors']);
  await fromOutside.first();
  expect(opened.slice(3)).toEqual(['one.epochlab-set + two.epochlab-set', 'lab.md']);
  await fromOutside.first();
  expect(opened).toHaveLength(5);
});

test('a start without a model leaves the place to the one that there is', async () => {
  expect(await new FilesFromOutside(['lab.md']).firstModel(noting().openers)).toBeNull();
});
