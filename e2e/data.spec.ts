import type { ElectronApplication, Page } from '@playwright/test';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { dropFile } from './fixtures/drop.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, waitUntilReady } from './fixtures/lesson.ts';
import { digits, Pad } from './fixtures/pad.ts';

test.setTimeout(180_000);

/** Data sets: chosen, looked through, imported from real files, kept, prepared, exported. */

const PICTURES = join(ROOT, 'engine/formats/fixtures/pictures');

const trainButton = (window: Page) => window.getByRole('button', { name: 'Train', exact: true });

/** Two classes of pictures of every kind, and what does not belong there. */
async function writePictures(folder: string): Promise<string> {
  const root = join(folder, 'pets');
  const kinds = ['colour.png', 'baseline.jpg', 'lossless.webp', 'palette.gif', 'colour.bmp'];
  for (const name of ['cat', 'dog']) {
    await mkdir(join(root, name), { recursive: true });
    for (const kind of kinds) await copyFile(join(PICTURES, kind), join(root, name, kind));
  }
  const png = await readFile(join(PICTURES, 'colour.png'));
  await writeFile(join(root, 'cat', 'broken.png'), png.subarray(0, 60));
  await writeFile(join(root, 'dog', 'empty.jpg'), '');
  return root;
}

async function chooseFolder(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await answerOpenDialog(app, path);
  await window.getByRole('button', { name: 'Import a folder…' }).click();
}

async function chooseFiles(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await answerOpenDialog(app, path);
  await window.getByRole('button', { name: 'Import files…' }).click();
}

/** A zip of one file, whose directory says that it unpacks to so many bytes. */
function zipAnnouncing(bytes: number): Uint8Array {
  const name = new TextEncoder().encode('a.csv');
  const zip = new Uint8Array(30 + 5 + 46 + 5 + 22);
  const view = new DataView(zip.buffer);
  for (const [at, signature] of [[0, 0x04034b50], [35, 0x02014b50], [86, 0x06054b50]] as const) {
    view.setUint32(at, signature, true);
  } // prettier-ignore
  for (const at of [26, 35 + 28]) view.setUint16(at, name.length, true);
  zip.set(name, 30);
  zip.set(name, 81);
  view.setUint32(35 + 24, bytes, true);
  for (const at of [94, 96]) view.setUint16(at, 1, true);
  view.setUint32(98, 51, true);
  view.setUint32(102, 35, true);
  return zip;
}

const ownSet = (window: Page, name: string) => window.getByRole('radio', { name, exact: true });

test('another data set is chosen, looked through, and trained on', async ({ window }) => {
  await waitUntilReady(window);
  await ownSet(window, 'Fashion-MNIST').check();
  await expect(window.getByRole('contentinfo')).toContainText('Fashion-MNIST 60,000 + 10,000');
  await expect(window.getByText('60,000 shown')).toBeVisible();

  await window.getByLabel('Class', { exact: true }).selectOption('Bag');
  await expect(window.getByText('6,000 shown')).toBeVisible();
  await window.getByRole('group', { name: 'Images to look at' }).getByRole('radio', { name: 'Test' }).check();
  await expect(window.getByText('1,000 shown')).toBeVisible();
  await window.getByRole('button', { name: 'Show only Sandal' }).click();
  const grid = window.getByRole('listbox', { name: 'Images of the data set' });
  await expect(grid.getByRole('option')).toHaveText(/^\s*Sandal, image/);

  // To the last image and into it, by keyboard alone.
  await grid.focus();
  await window.keyboard.press('End');
  await window.keyboard.press('Enter');
  const large = window.getByRole('dialog');
  await expect(large.getByRole('heading')).toHaveText(/^Sandal, image/);
  await large.getByText('Pixel values as a table').click();
  await expect(large.getByRole('cell')).toHaveCount(784);
  await window.keyboard.press('Escape');
  await expect(large).toBeHidden();

  await ownSet(window, 'Shapes in noise').check();
  await expect(window.getByRole('contentinfo')).toContainText('Shapes in noise 3,000 + 600');
  await trainButton(window).click();
  await expect(window.getByText('The run is finished').first()).toBeVisible({ timeout: 60_000 });

  // What the pad may read is called by its names: whole, and beside the bars.
  const bars = window.getByRole('list', { name: 'Probability of each class' }).getByRole('listitem');
  await expect(bars).toHaveCount(5);
  const hidden = await bars.evaluateAll((items) =>
    items
      .map(({ firstElementChild: name, children: [, track] }) => ({ name: name!, track: track! }))
      .filter(
        ({ name, track }) =>
          name.scrollWidth > name.clientWidth ||
          name.getBoundingClientRect().right > track.getBoundingClientRect().left,
      )
      .map(({ name }) => name.textContent),
  );
  expect(hidden).toEqual([]);
});

test('a preset asks for no more images than the open data set has', async ({ window }) => {
  await waitUntilReady(window);
  await ownSet(window, 'Shapes in noise').check();
  await expect(window.getByRole('contentinfo')).toContainText('Shapes in noise 3,000 + 600');
  await go(window, 'Network');
  await window.getByRole('radio', { name: 'LeNet-5' }).check();
  await go(window, 'Train');
  await expect(window.getByLabel('Training images', { exact: true })).toHaveValue('2,700');
  await expect(window.getByLabel('Validation images', { exact: true })).toHaveValue('300');
  await waitUntilReady(window);
});

test('by the arrow keys a data set is passed over while it is opened, and the focus stays', async ({
  window,
}) => {
  await waitUntilReady(window);
  const choice = (name: string) => window.getByRole('radio', { name, exact: true });
  await choice('MNIST').focus();
  await window.keyboard.press('ArrowRight');
  await expect(choice('Fashion-MNIST')).toBeFocused();
  await window.keyboard.press('ArrowRight');
  await expect(window.getByRole('contentinfo')).toContainText('Shapes in noise');
  await expect(choice('Shapes in noise')).toBeFocused();
  await expect(choice('Shapes in noise')).toBeChecked();
});

test('a folder of pictures is imported, kept, removed and brought back', async ({ epochLab, folder }) => {
  const { app } = epochLab;
  let { window } = epochLab;
  await waitUntilReady(window);
  await chooseFolder(app, window, await writePictures(folder));
  const panel = window.getByRole('region', { name: 'Import pets' });
  await expect(panel.getByText('Folders of pictures')).toBeVisible();
  await expect(panel.getByRole('list', { name: 'Some of the images' }).getByRole('listitem')).toHaveCount(10);
  await panel.getByText(/2 files and lines were skipped/).click();
  await expect(panel.getByText('cat/broken.png')).toBeVisible();
  await expect(panel.getByText('the file is empty.')).toBeVisible();

  // The process that took them apart: in the sandbox, without Node, with an origin of its own.
  const importer = await app.evaluate(({ webContents }) => {
    const contents = webContents
      .getAllWebContents()
      .find((each) => each.getURL().startsWith('app://importer/'));
    // Electron has it and does not type it.
    const preferences = (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined
    )?.getLastWebPreferences();
    return {
      sandbox: preferences?.['sandbox'],
      node: preferences?.['nodeIntegration'],
      isolated: preferences?.['contextIsolation'],
    };
  });
  expect(importer).toEqual({ sandbox: true, node: false, isolated: true });

  await panel.getByLabel('Name', { exact: true }).fill('My pets');
  await panel.getByLabel('Width').fill('16');
  await panel.getByLabel('Height').fill('16');
  await panel.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(window.getByText('My pets: 10 images imported')).toBeVisible();
  await expect(window.getByRole('contentinfo')).toContainText('My pets 8 + 2');
  await waitUntilReady(window);

  await epochLab.relaunch();
  ({ window } = epochLab);
  await waitUntilReady(window);
  await ownSet(window, 'My pets').check();
  await expect(window.getByRole('contentinfo')).toContainText('My pets 8 + 2');
  // The model takes images of another size: what is drawn is a way into the walk-through all the same.
  await go(window, 'Explain');
  await expect(window.getByRole('alert')).toContainText('The images of My pets have another size');
  await new Pad(window).draw(digits['3']!);
  await window.getByRole('button', { name: 'Use drawing' }).click();
  await expect(window.locator('[data-part="step"]')).toBeVisible();
  await go(window, 'Data');
  await window.getByRole('button', { name: 'Remove My pets' }).click();
  await expect(ownSet(window, 'My pets')).toBeHidden();
  await window.getByRole('button', { name: 'Undo' }).first().click();
  await expect(ownSet(window, 'My pets')).toBeVisible();
});

test('a table is dropped on the window; a damaged file is refused by name and changes nothing', async ({
  app,
  window,
  folder,
}) => {
  await waitUntilReady(window);
  const row = (label: string, value: number) => [...new Array<number>(16).fill(value), label].join(',');
  const rows = Array.from({ length: 20 }, (_, i) => row(i % 2 ? 'light' : 'dark', i % 2 ? 200 + i : i));
  const table = join(folder, 'grey.csv');
  await writeFile(table, [...rows, row('dark', 3).replace('3', 'three')].join('\n'));

  await dropFile(window, table);
  const panel = window.getByRole('region', { name: 'Import grey.csv' });
  await expect(panel.getByText('A table')).toBeVisible();
  await panel
    .getByText(/skipped/)
    .first()
    .click();
  await expect(panel.getByText('grey.csv, line 21')).toBeVisible();
  await expect(panel.getByLabel('Label column')).toHaveValue('17');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel).toBeHidden();

  const damaged = join(folder, 'train-images-idx3-ubyte');
  await writeFile(damaged, Uint8Array.of(0, 0, 8, 3, 0xee, 0x6b, 0x28, 0, 0, 0, 0, 28, 0, 0, 0, 28));
  await chooseFiles(app, window, damaged);
  await expect(window.getByText(/train-images-idx3-ubyte: it announces 4,000,000,000 images/)).toBeVisible();
  await expect(window.getByRole('contentinfo')).toContainText('MNIST 60,000 + 10,000');
  await waitUntilReady(window);
});

test('what cannot be read is refused by its name, and nothing changes', async ({ app, window, folder }) => {
  await waitUntilReady(window);
  const panel = window.getByRole('region', { name: /^Import / });
  const png = await readFile(join(PICTURES, 'colour.png'));
  const csv = 'label,a,b,c,d\n7,1,2,3,4\n8,1,2,3,4\n';
  const bomb = zipAnnouncing(3_000_000_000);
  const files: [name: string, bytes: Uint8Array | string, message: RegExp][] = [
    ['empty.csv', '', /empty\.csv: the file is empty/],
    [
      'short.npz',
      zipAnnouncing(10).subarray(0, 40),
      /short\.npz: this is not a zip file, or its end is missing/,
    ],
    ['wrong.npy', 'hello', /wrong\.npy: this is neither an NPZ archive nor an NPY array/],
    ['bomb.zip', bomb, /bomb\.zip: it unpacks to more than .* Is it a zip bomb\?/],
    ['one.csv', csv.replace('8', '7'), /one\.csv: all its images are of one class, “7”/],
    ['train-labels-idx1-ubyte', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7), /their images are missing/],
  ];
  for (const [name, bytes, message] of files) {
    await test.step(name, async () => {
      await writeFile(join(folder, name), bytes);
      await chooseFiles(app, window, join(folder, name));
      await expect(panel.getByText(message)).toBeVisible();
      await expect(panel.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
      await panel.getByRole('button', { name: 'Cancel' }).click();
    });
  }
  await mkdir(join(folder, 'pets', 'cat'), { recursive: true });
  await writeFile(join(folder, 'pets', 'cat', 'a.png'), png);
  await chooseFolder(app, window, join(folder, 'pets'));
  await expect(panel.getByText(/pets: its pictures are all in one folder, “cat”/)).toBeVisible();

  // One that was changed after it was looked at.
  const changing = join(folder, 'changing.csv');
  await writeFile(changing, csv + csv.slice(14));
  await chooseFiles(app, window, changing);
  await expect(panel.getByText('A table')).toBeVisible();
  await writeFile(changing, csv + csv.slice(14) + '7,0,0,0,0\n');
  await panel.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(panel.getByText(/“changing\.csv” changed while it was read/)).toBeVisible();
  await panel.getByRole('button', { name: 'Cancel' }).click();

  await expect(window.getByRole('contentinfo')).toContainText('MNIST 60,000 + 10,000');
  await expect(window.getByRole('group', { name: 'Choose a data set' }).getByRole('radio')).toHaveCount(3);
  await waitUntilReady(window);
});

test('a table that is not understood is explained, and its classes named', async ({
  app,
  window,
  folder,
}) => {
  await waitUntilReady(window);
  const row = (label: string, value: number) => [label, ...new Array<number>(12).fill(value)].join(',');
  const rows = Array.from({ length: 30 }, (_, i) => row(String(i % 3), 5 * i));
  const table = join(folder, 'wide.csv');
  await writeFile(table, rows.join('\n'));
  await chooseFiles(app, window, table);
  const panel = window.getByRole('region', { name: 'Import wide.csv' });
  await expect(panel.getByText(/12 pixels a row, which make no square/)).toBeVisible();
  for (const [side, typed] of [['Rows', '3'], ['Columns', '4']] as const) {
    await panel.getByRole('textbox', { name: side, exact: true }).fill(typed);
    await panel.getByRole('textbox', { name: side, exact: true }).press('Tab');
  } // prettier-ignore
  await expect(panel.getByText('A table')).toBeVisible();
  await panel.getByText('Names of the classes').click();
  for (const label of ['0', '2']) {
    await panel.getByRole('textbox', { name: `Name of class ${label}` }).fill('even');
    await panel.getByRole('textbox', { name: `Name of class ${label}` }).press('Tab');
  }
  await expect(panel.getByText('1, even')).toBeVisible();
  await panel.getByLabel('For testing').fill('95');
  await expect(panel.getByText('A number from 1 to 90.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await panel.getByLabel('For testing').fill('20');
  await panel.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(window.getByText('wide: 30 images imported')).toBeVisible();
  await expect(window.getByRole('contentinfo')).toContainText('wide 24 + 6');
});

test('a part of a data set is made, and exported as a table', async ({ app, window, folder }) => {
  await waitUntilReady(window);
  await ownSet(window, 'Shapes in noise').check();
  await expect(window.getByRole('contentinfo')).toContainText('Shapes in noise');
  await window.getByRole('button', { name: 'Prepare' }).click();
  await window.getByRole('button', { name: 'None', exact: true }).click();
  await window.getByRole('checkbox', { name: 'ring' }).check();
  await window.getByRole('checkbox', { name: 'cross' }).check();
  await window.getByLabel('Training images a class').fill('50');
  await window.getByLabel('Test images a class').fill('10');
  await window.getByRole('button', { name: 'Make it' }).click();
  await expect(window.getByRole('contentinfo')).toContainText('Shapes in noise, a part 100 + 20');

  const target = join(folder, 'exported');
  await answerSaveDialog(app, target);
  await window.getByRole('button', { name: 'CSV…' }).click();
  await expect(window.getByText('Exported exported: 3 files')).toBeVisible();
  expect((await readdir(target)).sort()).toEqual(['README.md', 'test.csv', 'train.csv']);
  const table = await readFile(join(target, 'train.csv'), 'utf8');
  expect(table.trimEnd().split('\n')).toHaveLength(101);
  expect(await readFile(join(target, 'README.md'), 'utf8')).toContain('Prepared from Shapes in noise');
});
