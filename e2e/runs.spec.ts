import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeStart } from '../electron/main/start-file.ts';
import { presets } from '../engine/protocol/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { dropFile } from './fixtures/drop.ts';
import { go, set, train, waitUntilReady } from './fixtures/lesson.ts';

/** Every run is kept, found again, compared, and carried to another computer. */

const small = { 'Training images': '2000', 'Validation images': '500', Epochs: '1' };

test('runs are kept, compared, annotated, opened again and deleted', async ({ epochLab, folder }) => {
  test.setTimeout(240_000);
  const { window } = epochLab;
  await waitUntilReady(window);
  await go(window, 'Runs');
  await expect(window.getByText('No runs yet')).toBeVisible();

  await train(window, { ...small, 'Learning rate': '0.01', Seed: '1' });
  const fingerprint = (await window.getByTestId('fingerprint').textContent()) ?? '';
  expect(fingerprint).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/);
  await train(window, { 'Learning rate': '0.02', Seed: '2' });
  await go(window, 'Runs');
  const rows = window.getByRole('region', { name: 'Runs, newest first' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: fingerprint })).toHaveCount(1);

  // Sorted, searched.
  const rates = () => rows.locator('td:nth-of-type(4)').allTextContents();
  await window.getByRole('button', { name: 'Rate', exact: true }).click();
  expect((await rates()).map((rate) => rate.trim())).toEqual(['0.02', '0.01']);
  await window.getByRole('button', { name: 'Rate', exact: true }).click();
  expect((await rates()).map((rate) => rate.trim())).toEqual(['0.01', '0.02']);
  await window.getByLabel('Search runs').fill('seed 1');
  await expect(rows).toHaveCount(1);
  await window.getByLabel('Search runs').fill('');

  // Both ended here, so both curves are shown, and their configurations differ in two settings.
  await expect(window.getByRole('slider', { name: 'Accuracy' })).toBeVisible();
  await expect(window.getByText('2 settings differ')).toBeVisible();
  const difference = window.getByRole('region', { name: 'What is different' });
  await expect(difference.getByRole('row', { name: /^Learning rate 0.01 0.02/ })).toBeVisible();

  // A note, a star, a colour.
  await rows
    .filter({ hasText: fingerprint })
    .getByRole('button', { name: /^Open / })
    .click();
  await window.getByLabel('Note').fill('slow but sure');
  await window.getByLabel('Note').blur();
  await window.getByRole('button', { name: 'Star slow but sure' }).click();
  await window.getByRole('radio', { name: 'Starred' }).check({ force: true });
  await expect(rows).toHaveCount(1);

  // Its model again, to the bit.
  await window.getByRole('button', { name: 'Open its model' }).click();
  await expect(window.getByTestId('fingerprint')).toHaveText(fingerprint);

  // For another class: as a reference, and back.
  const curve = join(folder, 'teacher.json');
  await answerSaveDialog(epochLab.app, curve);
  await window.getByRole('button', { name: 'Save as reference…' }).click();
  await expect(window.getByText('Saved teacher.json')).toBeVisible();

  await epochLab.relaunch();
  await waitUntilReady(epochLab.window);
  await go(epochLab.window, 'Runs');
  const after = epochLab.window.getByRole('region', { name: 'Runs, newest first' }).locator('tbody tr');
  await expect(after).toHaveCount(2);
  await expect(
    after.filter({ hasText: 'slow but sure' }).getByRole('button', { pressed: true }),
  ).toBeVisible();

  await answerOpenDialog(epochLab.app, curve);
  await epochLab.window.getByRole('button', { name: 'Open reference curve…' }).click();
  await expect(after).toHaveCount(3);
  await expect(after.getByText('reference', { exact: true })).toBeVisible();

  // It lies under the student's own curves, in Train too, and still after a reload.
  await go(epochLab.window, 'Train');
  const loss = epochLab.window.getByRole('slider', { name: 'Loss' });
  await expect(loss).toHaveAttribute('aria-valuetext', /slow but sure, reference [\d.]+, Training/);
  await epochLab.window.reload();
  await waitUntilReady(epochLab.window);
  await go(epochLab.window, 'Train');
  await expect(loss).toHaveAttribute('aria-valuetext', /slow but sure, reference [\d.]+, Training/);
  await epochLab.window.getByLabel('Beneath').selectOption('nothing');
  await expect(loss).not.toHaveAttribute('aria-valuetext', /slow but sure/);
  await go(epochLab.window, 'Runs');
  await after
    .filter({ hasText: 'reference' })
    .getByRole('button', { name: /^Open / })
    .click();

  await epochLab.window.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(after).toHaveCount(2);
  await epochLab.window.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(after).toHaveCount(3);

  // A damaged run is named and hides no other; a damaged reference is refused.
  const runs = join(epochLab.userData, 'runs');
  const [first] = (await readdir(runs)).filter((name) => name.startsWith('2'));
  await writeFile(join(runs, first!, 'run.json'), '{');
  await writeFile(curve, (await readFile(curve, 'utf8')).slice(0, 100));
  await epochLab.window.getByRole('button', { name: 'Open reference curve…' }).click();
  await expect(epochLab.window.getByText('The reference curve was not opened')).toBeVisible();
  await epochLab.window.reload();
  await go(epochLab.window, 'Runs');
  await expect(epochLab.window.getByText('1 run on disk cannot be read')).toBeVisible();
  await expect(after).toHaveCount(2);
});

test('a sweep trains every pair of values and shows what came of it', async ({ window }) => {
  test.setTimeout(180_000);
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { ...small, 'Training images': '500' });
  await go(window, 'Runs');
  await set(window, { 'Values of learning rate': '0.001 0.02', 'Values of batch size': '1 8' });
  await window.getByRole('button', { name: 'Start sweep' }).click();
  await expect(window.getByRole('button', { name: 'Start sweep' })).toBeVisible({ timeout: 120_000 });
  // Where it was started, although the table of these first runs has come before it.
  await expect(
    window.getByRole('heading', { name: 'Accuracy by batch size and learning rate' }),
  ).toBeInViewport();
  await expect(window.getByRole('button', { name: /%$/ })).toHaveCount(4);
});

test('a run leaves the app as picture, drawing, table and one page of paper', async ({
  app,
  window,
  folder,
}) => {
  test.setTimeout(180_000);
  await waitUntilReady(window);
  await train(window, { ...small, 'Training images': '1000' });
  const fingerprint = (await window.getByTestId('fingerprint').textContent()) ?? '';
  await go(window, 'Runs');

  const save = async (name: string, choose: () => Promise<void>) => {
    const path = join(folder, name);
    await answerSaveDialog(app, path);
    await choose();
    await expect(window.getByText(`Saved ${name}`)).toBeVisible({ timeout: 60_000 });
    return await readFile(path);
  };
  const fromChart = (item: string) => async () => {
    await window.getByRole('button', { name: 'Save accuracy' }).click();
    await window.getByRole('menuitem', { name: item }).click();
  };
  const png = await save('curve.png', fromChart('Picture (PNG)'));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(1920);
  const svg = (await save('curve.svg', fromChart('Drawing (SVG)'))).toString();
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).toContain('Report network');
  const csv = (await save('curve.csv', fromChart('Numbers (CSV)'))).toString().trim().split('\r\n');
  expect(csv.length).toBeGreaterThan(2);
  expect(csv[1]).toMatch(/^Report network,[\d.]+,[\d.]+$/);

  const table = await save('runs.csv', () => window.getByRole('button', { name: 'Save as CSV' }).click());
  expect(table.toString()).toContain(fingerprint);

  // News does not pile up over what it is about.
  expect(await window.getByText(/^Saved /).count()).toBeLessThanOrEqual(2);

  const report = (name: string) =>
    save(name, () => window.getByRole('button', { name: 'Report (PDF)…' }).click());
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length;
  const pdf = await report('report.pdf');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pages(pdf)).toBe(1);

  // However many layers there are.
  const dense = { kind: 'dense', units: 10, bias: true } as const;
  const deep = join(folder, 'deep.epochlab-start');
  await writeFile(
    deep,
    writeStart({
      network: {
        ...presets.report.network,
        layers: [{ kind: 'flatten' }, ...Array.from({ length: 40 }, () => dense)],
      },
      settings: { trainImages: 200, validationImages: 100, epochs: 1 },
    }),
  );
  await dropFile(window, deep);
  await expect(window.getByLabel('Training images', { exact: true })).toHaveValue('200');
  await train(window, {});
  await go(window, 'Runs');
  expect(pages(await report('deep.pdf'))).toBe(1);
});
