import { join } from 'node:path';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';
import { digits, Pad } from './fixtures/pad.ts';
import { expect, test } from './fixtures/shared-app.ts';

/**
 * The pictures of the documents, out of the real application: `SCREENSHOTS=1 npm run test:e2e -- screenshots.spec.ts`
 * writes them to docs/images.
 */

test('pictures for the documents', async ({ app, window }) => {
  test.skip(process.env['SCREENSHOTS'] !== '1', 'writes into the repository');
  const write = (name: string) => window.screenshot({ path: join(ROOT, 'docs/images', `${name}.png`) });
  await app.evaluate(({ BrowserWindow, nativeTheme }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
    nativeTheme.themeSource = 'light';
  });
  await waitUntilReady(window);
  const pad = new Pad(window);
  await pad.draw(digits['3']!);
  await go(window, 'Train');
  await set(window, { Epochs: '6' });
  await window.getByRole('button', { name: 'Train', exact: true }).click();
  const progress = window.getByRole('progressbar', { name: 'Training progress' });
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(60);
  await write('train');
  await expect(window.getByText('The run is finished')).toBeVisible({ timeout: 120_000 });

  await go(window, 'Results');
  await window.getByRole('button', { name: 'Read them' }).click();
  await expect(window.getByRole('table', { name: /How many images of each class/ })).toBeVisible({
    timeout: 60_000,
  });
  await write('results');

  await go(window, 'Explain');
  await window.locator('[data-step="backward-0"]').click();
  await expect(window.locator('[data-part="step"]')).toHaveAttribute('data-shown', 'backward-0');
  await write('explain');

  await app.evaluate(({ nativeTheme }) => (nativeTheme.themeSource = 'dark'));
  await new LabPlayer(window).open(readLabHeader('01-convolution.md').title);
  await expect(window.locator('[data-part="step"]')).toBeVisible();
  await write('labs');
});
