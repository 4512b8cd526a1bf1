import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { answerSaveDialog } from './fixtures/dialogs.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { go, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { digits, Pad } from './fixtures/pad.ts';
import { expect, test } from './fixtures/shared-app.ts';
import { join } from 'node:path';

/**
 * The window for people who use it otherwise than most: by keyboard alone, with a screen reader, in forced colours, at
 * 200 %, without motion, from right to left. axe's findings are in accessibility.spec.ts.
 */

const places = ['Data', 'Collect', 'Network', 'Train', 'Results', 'Explain', 'Runs', 'Labs'] as const;
/** More than any place has: after so many, what is looked for cannot be reached. */
const MOST_STOPS = 150;

/** Presses Tab until it is there, as a person does, and sees each time where the focus is. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      // What a mouse has pressed has it too, and shows nothing.
      if (stops > 0) expect(await focusIsSeen(window), 'the focus is seen').toBe(true);
      return;
    }
    await window.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** Whatever has the focus has an outline, itself or, where it is too small, around it. */
function focusIsSeen(window: Page): Promise<boolean> {
  return window.evaluate(() => {
    const outlined = (element: Element | null) =>
      element !== null && getComputedStyle(element).outlineStyle !== 'none';
    const focused = document.activeElement;
    return (
      outlined(focused) ||
      outlined(focused?.closest('label') ?? null) ||
      outlined(focused?.parentElement ?? null)
    );
  });
}

const activate = async (window: Page, target: Locator) => {
  await tabTo(window, target);
  await window.keyboard.press('Enter');
};

test('the whole main job by keyboard alone: train, look, draw, save', async ({ app, window, folder }) => {
  await waitUntilReady(window);
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  await activate(window, window.getByRole('navigation').getByRole('link', { name: 'Train' }));
  await expect(window.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  for (const [label, value] of [
    ['Epochs', '1'],
    ['Training images', '2000'],
  ] as const) {
    await tabTo(window, window.getByLabel(label, { exact: true }));
    await window.keyboard.press('Control+a');
    await window.keyboard.type(value);
    await window.keyboard.press('Tab');
  }
  await activate(window, button('Train'));
  await expect(window.getByText('The run is finished')).toBeVisible({ timeout: 60_000 });

  await activate(window, window.getByRole('navigation').getByRole('link', { name: 'Results' }));
  await expect(window.getByRole('group', { name: 'Test accuracy' })).toHaveText(/\d/, { timeout: 60_000 });

  const pad = new Pad(window);
  await tabTo(window, pad.canvas);
  for (let i = 0; i < 8; i++) await window.keyboard.press('ArrowUp');
  for (let i = 0; i < 15; i++) await window.keyboard.press('Shift+ArrowDown');
  await pad.expectAnswer('1');

  const file = join(folder, 'by-keyboard.safetensors');
  await answerSaveDialog(app, file);
  await activate(window, button('Save model…'));
  await expect(window.getByText('by-keyboard.safetensors').first()).toBeVisible();
});

test('a screen reader hears parts, headings and names in the order in which they are read', async ({
  window,
}) => {
  await waitUntilReady(window);
  for (const place of places) {
    await go(window, place);
    const { landmarks, levels } = await window.evaluate(() => {
      const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
      const parts = [...document.querySelectorAll('header, nav, main, aside, footer')].filter(
        (element) => isShown(element) && element.parentElement?.closest('main, aside, dialog') === null,
      );
      const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(isShown);
      return {
        landmarks: parts.map((element) => element.tagName.toLowerCase()),
        levels: headings.map((element) => Number(element.tagName[1])),
      };
    });
    expect(landmarks, place).toEqual(expect.arrayContaining(['header', 'nav', 'main']));
    expect(landmarks.indexOf('nav'), place).toBeLessThan(landmarks.indexOf('main'));
    expect(
      levels.filter((level) => level === 1),
      place,
    ).toHaveLength(1);
  }
  // What the Tab key passes is what is read, in the same order; no number of its own moves anything to the front.
  const outOfOrder = await window
    .locator('[tabindex]')
    .evaluateAll((all) => all.filter((one) => (one as HTMLElement).tabIndex > 0).length);
  expect(outOfOrder).toBe(0);
  await go(window, 'Data');
  await expect(window.getByRole('navigation', { name: 'Experiment' })).toMatchAriaSnapshot(`
    - navigation "Experiment":
      - list:
        - listitem: 
          - link /Data/
        - listitem:
          - link /Collect/
        - listitem:
          - link /Network/
        - listitem:
          - link /Train/
        - listitem:
          - link /Results/
        - listitem:
          - link /Explain/
        - listitem:
          - link /Runs/
        - listitem:
          - link /Labs/
  `);
  await expect(window.getByRole('region', { name: 'Training run' })).toMatchAriaSnapshot(`
    - region "Training run":
      - button "Train"
  `);
});

test('forced colours leave nothing invisible', async ({ window }) => {
  await waitUntilReady(window);
  await window.emulateMedia({ forcedColors: 'active' });
  try {
    for (const place of places) {
      await go(window, place);
      const current = window.getByRole('navigation').getByRole('link', { name: place });
      const other = window
        .getByRole('navigation')
        .getByRole('link', { name: place === 'Data' ? 'Train' : 'Data' });
      const look = (link: Locator) =>
        link.evaluate((element) => {
          const { borderColor, backgroundColor, outlineStyle, color } = getComputedStyle(element);
          return [borderColor, backgroundColor, outlineStyle, color].join(' ');
        });
      expect(await look(current), `${place} is seen to be the current one`).not.toBe(await look(other));
    }
    // What is a ground and is looked at: the paper that ink is drawn on, the bars of the pad, a switch that is on.
    const grounds = await window.evaluate(() =>
      ['.track', '.knob', 'canvas'].map((kind) => {
        const element = document.querySelector(kind);
        return element && getComputedStyle(element).getPropertyValue('forced-color-adjust');
      }),
    );
    expect(grounds).toEqual(['none', 'none', 'none']);
    // Words in a chart are strokes, not blots: no run of the colour of text is as long as a letter is wide.
    await go(window, 'Train');
    const loss = window.getByRole('figure', { name: 'Loss' }).locator('canvas');
    const longestRun = () =>
      loss.evaluate((canvas: HTMLCanvasElement) => {
        // Above the axis below, which is a line of that colour.
        const { width, height } = { width: canvas.width, height: Math.floor(canvas.height * 0.6) };
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
        let [longest, run] = [0, 0];
        for (let at = 0; at < width * height; at++) {
          const [red, green, blue, alpha] = data.subarray(4 * at, 4 * at + 4) as unknown as number[];
          const isText = red! + green! + blue! < 60 && alpha! > 200;
          run = isText && at % width > 0 ? run + 1 : 0;
          longest = Math.max(longest, run);
        }
        return longest;
      });
    await expect.poll(longestRun).toBeGreaterThan(0);
    expect(await longestRun()).toBeLessThan(12);
    // A button without an edge is no more than a word where backgrounds are the system's.
    const bare = await window.locator('button:visible').evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.textContent?.trim() !== '' &&
            one.closest('dialog, [role=listbox], [role=switch], table') === null,
        )
        .filter((one) => getComputedStyle(one).borderStyle === 'none')
        .map((one) => one.textContent?.trim()),
    );
    expect(bare).toEqual([]);
  } finally {
    await window.emulateMedia({ forcedColors: null });
  }
});

test('with reduced motion nothing moves by itself', async ({ window }) => {
  await window.emulateMedia({ reducedMotion: 'reduce' });
  try {
    for (const place of places) {
      await go(window, place);
      const moving = await window.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { animationName, transitionDuration } = getComputedStyle(element);
            return animationName !== 'none' || transitionDuration.split(', ').some((each) => each !== '0s');
          })
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(moving, place).toEqual([]);
    }
  } finally {
    await window.emulateMedia({ reducedMotion: null });
  }
});

/** What stands beside the window, or lies where it cannot be scrolled to. */
function cutOff(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const main = document.querySelector('main')!;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window');
    if (main.scrollWidth > main.clientWidth) found.push('the place');
    for (const element of document.querySelectorAll('header button, nav a, footer *')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1)) found.push(element.outerHTML.slice(0, 80));
    }
    return found;
  });
}

async function withSize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    [width, height] as const,
  );
}

test('at 200 % in a small window, everything is still there', async ({ app, window }) => {
  await waitUntilReady(window);
  await withSize(app, 1280, 800);
  for (let step = 0; step < 10; step++) await clickMenu(app, 'View', 'Zoom In');
  await expect.poll(() => window.evaluate(() => devicePixelRatio)).toBeCloseTo(2, 2);
  for (const place of places) {
    await go(window, place);
    await expect.poll(() => cutOff(window), { message: place }).toEqual([]);
  }
  await clickMenu(app, 'View', 'Actual Size');
  await expect.poll(() => window.evaluate(() => devicePixelRatio)).toBeCloseTo(1, 2);
});

test('from right to left the window is mirrored, and nothing is cut off', async ({ app, window }) => {
  await waitUntilReady(window);
  await withSize(app, 1280, 800);
  await new Pad(window).draw(digits['7']!);
  await window.evaluate(() => (document.documentElement.dir = 'rtl'));
  try {
    for (const place of places) {
      await go(window, place);
      await expect.poll(() => cutOff(window), { message: place }).toEqual([]);
      const [rail, main] = await Promise.all(
        ['navigation', 'main'].map((role) => window.getByRole(role as 'main').boundingBox()),
      );
      expect(rail!.x, place).toBeGreaterThanOrEqual(main!.x + main!.width - 1);
    }
  } finally {
    await window.evaluate(() => document.documentElement.removeAttribute('dir'));
  }
});

// The last: from here on the lab has its column.
test('a lab by keyboard alone: opened, answered, gone on with', async ({ window }) => {
  await waitUntilReady(window);
  const header = readLabHeader('04-cross-entropy.md');
  const player = new LabPlayer(window);
  await activate(window, window.getByRole('navigation').getByRole('link', { name: 'Labs' }));
  await activate(window, window.getByRole('button', { name: `Open the lab “${header.title}”` }));
  await expect(player.column.getByRole('heading', { name: header.title })).toBeVisible();
  // Where it is read on from, by the keyboard and by a screen reader.
  await expect(player.column.getByRole('region', { name: /^Step 1 of/ })).toBeFocused();
  await tabTo(window, player.column.getByLabel('Your answer'));
  await window.keyboard.type('0.693');
  await activate(window, player.button('Check'));
  await expect(player.column.getByRole('heading', { name: 'Why' })).toBeVisible();
  await activate(window, player.button('Next'));
  await expect(player.column.getByRole('button', { name: /^Step 1: .*, done$/ })).toBeVisible();
});
