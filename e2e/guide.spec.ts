import { expectNoFaultsInBothThemes } from './fixtures/axe.ts';
import { go, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** The user guide in the app: the page of the place that is open, searched, read and left. */

test('the guide opens at the page of the place, is searched, and leads on', async ({ app, window }) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await clickMenu(app, 'Help', 'User Guide');
  const guide = window.getByRole('dialog', { name: 'User guide' });
  const current = guide.getByRole('navigation', { name: 'Pages' }).locator('[aria-current]');
  await expect(current).toHaveText('Training, and watching it');
  await expect(guide.getByRole('heading', { level: 4, name: 'Settings' })).toBeVisible();
  await expectNoFaultsInBothThemes(app, window, 'a page of the guide');

  const search = guide.getByRole('searchbox', { name: 'Search the guide' });
  await search.fill('gratis aeroplane');
  await expect(guide.getByRole('status')).toHaveText('The guide has nothing with these words.');
  // A slip of the finger is put right, and said to be.
  await search.fill('lerning rate');
  await expect(guide.getByRole('status')).toHaveText(/^Found in \d+ places? · Looked for: learning rate$/);
  await search.fill('early stopping');
  await expect(guide.getByRole('status')).toHaveText(/^Found in (1 place|\d+ places)$/);
  await expectNoFaultsInBothThemes(app, window, 'what was found in the guide');
  await guide.getByRole('article').getByRole('button').first().click();
  await expect(guide.getByRole('article')).toContainText(/early stopping/i);
  await expect(guide.getByRole('article')).toBeFocused();

  // From page to page, as their links lead.
  await guide.getByRole('button', { name: 'Teaching with Epoch Lab' }).click();
  await guide.getByRole('article').getByRole('button', { name: 'Installing' }).click();
  await expect(current).toHaveText('Installing');
  // The link is gone with its page.
  await expect(guide.getByRole('article')).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(guide).toBeHidden();

  // With letters twice as large the list is longer than the window, and shows where in it the page is.
  const zoomTo = (factor: number) =>
    app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
    }, factor);
  await zoomTo(2);
  await go(window, 'Labs');
  await clickMenu(app, 'Help', 'User Guide');
  await expect(current).toHaveText('Labs');
  await expect(current).toBeInViewport({ ratio: 1 });
  await window.keyboard.press('Escape');
  await zoomTo(1);
});

test('while it is read, its keys are not those of the place below it', async ({ app, window }) => {
  await waitUntilReady(window);
  await go(window, 'Explain');
  const step = window.locator('[data-part="step"]');
  await expect(step).toHaveAttribute('data-shown', 'forward-image');
  await clickMenu(app, 'Help', 'User Guide');
  const article = window.getByRole('dialog', { name: 'User guide' }).getByRole('article');
  await article.focus();
  const scrolled = () => article.evaluate(({ scrollTop }) => scrollTop);
  await window.keyboard.press('End');
  await expect.poll(scrolled).toBeGreaterThan(0);
  await window.keyboard.press('Home');
  await expect.poll(scrolled).toBe(0);
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Escape');
  await expect(article).toBeHidden();
  await expect(step).toHaveAttribute('data-shown', 'forward-image');
});

test('the licences of what is shipped are there, each with its text', async ({ app, window }) => {
  await waitUntilReady(window);
  await clickMenu(app, 'Help', 'Licences');
  const text = window.getByRole('dialog', { name: 'User guide' }).getByRole('article');
  for (const name of [
    'svelte',
    'chart.js',
    'katex',
    'onnxruntime-web',
    'AssemblyScript',
    'MNIST, the data set',
  ]) {
    await expect(text).toContainText(name);
  }
  await expect(text).toContainText('Permission is hereby granted, free of charge');
  await window.getByRole('button', { name: 'Close', exact: true }).click();
});
