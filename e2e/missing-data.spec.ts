import { cp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, makeFolder, removeFolder, test } from './fixtures/app.ts';
import { ROOT } from './fixtures/launch.ts';

/** An installation that has lost a file of its data set. */

const broken = test.extend({
  // eslint-disable-next-line no-empty-pattern
  root: async ({}, use) => {
    const root = await makeFolder();
    for (const part of ['out', 'package.json', 'resources']) {
      await cp(join(ROOT, part), join(root, part), { recursive: true });
    }
    await rename(labels(root), `${labels(root)}.away`);
    await use(root);
    await removeFolder(root);
  },
});

function labels(root: string): string {
  return join(root, 'resources/datasets/mnist/train-labels-idx1-ubyte.gz');
}

broken('says which file is missing, and opens the data set when it is back', async ({ window, root }) => {
  await expect(window.getByText('The data set could not be opened').first()).toBeVisible();
  await expect(window.getByText(/train-labels-idx1-ubyte\.gz/).first()).toBeVisible();
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();

  // Nothing is tried again by itself, not even when the model that ships has come.
  await expect(window.getByTestId('fingerprint')).toHaveText(/[0-9a-f]/);
  await expect(window.getByRole('button', { name: 'Try again' })).toBeVisible();
  await rename(`${labels(root!)}.away`, labels(root!));
  await window.getByRole('button', { name: 'Try again' }).click();
  await expect(window.getByText('60,000', { exact: true })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});
