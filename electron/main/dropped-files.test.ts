import { expect, it } from 'vitest';
import { openDropped, type DroppedFileOpeners } from './dropped-files.ts';

it('takes no hand-in for a data set, though it is a zip with a table in it', async () => {
  const open: Pick<DroppedFileOpeners, 'dataset'> = {
    dataset: () => Promise.reject(new Error('it was opened as a data set')),
  };
  await expect(openDropped(['/class/Mira.epochlab-handin'], open as DroppedFileOpeners)).rejects.toThrow(
    'Mira.epochlab-handin: it is a hand-in, which is read with all of its folder',
  );
});
