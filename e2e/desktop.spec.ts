import { expect, test } from './fixtures/app.ts';
import { clickMenu } from './fixtures/menu.ts';

/** What a desktop application does besides its job: languages, menus, keys, sizes. */

test('speaks another language at once, and again at the next start', async ({ epochLab }) => {
  const { app } = epochLab;
  const train = (name: string) => epochLab.window.getByRole('button', { name, exact: true });
  await expect(train('Train')).toBeVisible();
  await clickMenu(app, 'View', 'Language', 'हिन्दी');
  await expect(train('प्रशिक्षित करें')).toBeVisible();
  await expect(epochLab.window.locator('html')).toHaveAttribute('lang', 'hi');
  await clickMenu(app, 'दृश्य', 'भाषा', 'ਪੰਜਾਬੀ');
  await expect(train('ਸਿਖਲਾਈ ਦਿਓ')).toBeVisible();

  await epochLab.relaunch();
  await expect(train('ਸਿਖਲਾਈ ਦਿਓ')).toBeVisible();
  await clickMenu(epochLab.app, 'ਦ੍ਰਿਸ਼', 'ਭਾਸ਼ਾ', 'English');
  await expect(train('Train')).toBeVisible();
});
