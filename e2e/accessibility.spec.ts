import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { digits, Pad } from './fixtures/pad.ts';

/** No accessibility fault that axe finds, on any place, light and dark; and the main job by keyboard alone. */

const places = ['Data', 'Collect', 'Network', 'Train', 'Results', 'Explain'] as const;

async function expectNoFaults(page: Page, where: string): Promise<void> {
  // Legacy mode: Electron cannot open the second page that axe would otherwise gather its findings in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, where).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${theme}`, async ({ app, window }) => {
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme);
    await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 });
    await new Pad(window).draw(digits['3']!);
    for (const place of places) {
      await window.getByRole('navigation', { name: 'Experiment' }).getByRole('link', { name: place }).click();
      await expect(window.getByRole('heading', { level: 1, name: place })).toBeVisible();
      await expectNoFaults(window, `${place}, ${theme}`);
    }
    await window.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(window.getByRole('button', { name: 'Pause' })).toBeVisible();
    await window.getByRole('button', { name: 'Pause' }).click();
    await expect(window.getByRole('button', { name: 'Resume' })).toBeVisible();
    await expectNoFaults(window, `a paused run, ${theme}`);
    await window.getByRole('button', { name: 'Stop' }).click();
    await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  });
}

test('a digit drawn with the keyboard is read', async ({ window }) => {
  await expect(window.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 });
  const pad = new Pad(window);
  await pad.canvas.focus();
  // Eight cells up from the middle, then a stroke of fifteen cells down: a one.
  for (let i = 0; i < 8; i++) await window.keyboard.press('ArrowUp');
  for (let i = 0; i < 15; i++) await window.keyboard.press('Shift+ArrowDown');
  await pad.expectAnswer('1');
});
