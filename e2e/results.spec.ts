import { expect, test } from './fixtures/app.ts';
import { go, set, waitUntilReady } from './fixtures/lesson.ts';

/** How the model that ships reads the test images, one by one, and what is behind each number. */

test('a confusion matrix whose cells open their images, mistakes, and how sure they were', async ({
  window,
}) => {
  test.setTimeout(120_000);
  await waitUntilReady(window);
  await go(window, 'Results');
  await window.getByRole('button', { name: 'Read them', exact: true }).click();
  const matrix = window.getByRole('table', {
    name: 'How many images of each class were read as which class',
  });
  await expect(matrix).toBeVisible({ timeout: 90_000 });

  // It counts every test image once, and its diagonal is the accuracy.
  const counts = (await matrix.getByRole('button').allTextContents()).map((text) =>
    Number(text.replaceAll(',', '')),
  );
  expect(counts).toHaveLength(100);
  expect(counts.reduce((a, b) => a + b, 0)).toBe(10_000);
  const right = counts.filter((_, index) => index % 11 === 0).reduce((a, b) => a + b, 0);
  await expect(window.getByText(`${(right / 100).toFixed(2)} % of 10,000 images read right`)).toBeVisible();

  // Where there are none, there is nothing to open.
  const none = matrix.getByRole('button').nth(counts.indexOf(0));
  await expect(none).toHaveAttribute('aria-disabled', 'true');
  await none.dispatchEvent('click');
  await expect(window.getByRole('region', { name: /: 0 images$/ })).toHaveCount(0);

  // The fullest cell of mistakes opens exactly its images, found with the keyboard.
  const worst = counts.reduce((best, n, i) => (i % 11 !== 0 && n > (counts[best] ?? 0) ? i : best), 1);
  const [row, column] = [Math.floor(worst / 10), worst % 10];
  await matrix.getByRole('button').first().focus();
  for (let i = 0; i < row; i++) await window.keyboard.press('ArrowDown');
  for (let i = 0; i < column; i++) await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Enter');
  const cell = window.getByRole('region', { name: `${row}, read as ${column}: ${counts[worst]} images` });
  await expect(cell.getByRole('img').first()).toBeVisible();
  const shown = await cell
    .getByRole('img')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  expect(shown).toHaveLength(Math.min(24, counts[worst]!));
  for (const label of shown) expect(label).toContain(`is ${row}, read as ${column}`);

  // The most confident mistake comes first.
  const mistakes = window.getByRole('region', { name: 'The most confident mistakes' });
  const sure = (
    await mistakes
      .getByRole('img')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''))
  ).map((label) => Number(/([\d.]+)\s%/.exec(label)?.[1]));
  expect(sure).toEqual([...sure].sort((a, b) => b - a));
  await expect(window.getByRole('img', { name: /^Reliability diagram/ })).toBeVisible();
});

test('whatever data set is open is read: clothes, by a model of digits, about as well as by guessing', async ({
  window,
}) => {
  test.setTimeout(180_000);
  await waitUntilReady(window);
  await go(window, 'Data');
  await window.getByRole('radio', { name: /Fashion-MNIST/ }).check();
  await expect(window.getByRole('contentinfo')).toContainText('Fashion-MNIST');
  await go(window, 'Results');
  await window.getByRole('button', { name: 'Read them', exact: true }).click();
  await expect(window.getByText(/^Fashion-MNIST: [\d.]+\s% of 10,000 images read right/)).toBeVisible({
    timeout: 90_000,
  });

  // One of other classes is refused, with the way out.
  await go(window, 'Data');
  await window.getByRole('radio', { name: /Shapes/ }).check();
  await expect(window.getByRole('contentinfo')).toContainText('Shapes');
  await go(window, 'Results');
  await window.getByRole('button', { name: 'Read them', exact: true }).click();
  await expect(
    window.getByText(/knows 10 classes, but Shapes in noise has 5\. Open the data set/),
  ).toBeVisible();
});

test('while a run goes on, it is told how far it is', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Train');
  await set(window, { 'Training images': '2000', Epochs: '10000' });
  const controls = window.getByRole('region', { name: 'Training run' });
  await controls.getByRole('button', { name: 'Train', exact: true }).click();
  await go(window, 'Results');
  await expect(window.getByText('The run is going on')).toBeVisible();
  await expect(window.locator('dt', { hasText: 'Trained for' }).locator('+ dd')).toHaveText(/^[1-9]/);
  await controls.getByRole('button', { name: 'Stop', exact: true }).click();
});
