import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHandIn } from '../engine/labs/hand-in.ts';
import { answerSaveDialog } from './fixtures/dialogs.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { go, runControls, set, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { digits, Pad } from './fixtures/pad.ts';
import { expect, test } from './fixtures/shared-app.ts';

/**
 * The window for people who use it otherwise than most: by keyboard alone, with a screen reader, in forced colours, at
 * 200 %, without motion, from right to left. axe's findings are in accessibility.spec.ts.
 */

const places = ['Data', 'Collect', 'Network', 'Train', 'Results', 'Explain', 'Runs', 'Labs'] as const;
/** More than any place has: after so many, what is looked for cannot be reached. */
const MOST_STOPS = 150;

/** Presses Tab until it is there, as a person does, and sees each time where the focus is. */
async function tabTo(window: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      // What a mouse has pressed has it too, and shows nothing.
      if (stops > 0) expect(await focusIsSeen(window), 'the focus is seen').toBe(true);
      return;
    }
    await window.keyboard.press(key);
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

test('a screen reader is told what happens, and only that', async ({ window }) => {
  await waitUntilReady(window);
  /** Everything that was in a live region at some time from now on, the region included. */
  const told = await window.evaluateHandle(() => {
    const words: string[] = [];
    const regions = '[aria-live="polite"], [role="status"], [role="alert"]';
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(regions);
        const inserted = [...addedNodes].flatMap((node) =>
          node instanceof Element ? [...node.querySelectorAll(regions)] : [],
        );
        words.push(...[...(region ? [region] : []), ...inserted].map((each) => each.textContent.trim()));
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return words;
  });
  const heard = (words: string | RegExp) =>
    expect.poll(async () => (await told.jsonValue()).some((each) => each.match(words))).toBe(true);
  const press = async (target: Locator, key: string) => {
    await target.focus();
    await window.keyboard.press(key);
  };

  await go(window, 'Train');
  await heard(/^Train$/);
  await set(window, { 'Training images': '600', 'Validation images': '100', Epochs: '1' });
  // A place that appears does not read out the explanations of its whole form.
  expect((await told.jsonValue()).filter((each) => each.includes('How far a step'))).toEqual([]);
  await set(window, { 'Learning rate': '-3' });
  await heard(/^Learning rate must be/);
  await set(window, { 'Learning rate': '0.05' });
  await runControls(window).train.click();
  await go(window, 'Data');
  await heard(/^Training has finished: [\d.]+.% of the test images read right$/);

  // Another image of the grid is another option.
  const images = window.getByRole('listbox', { name: 'Images of the data set' });
  const option = images.getByRole('option');
  for (const key of ['ArrowRight', 'ArrowDown']) {
    const before = [await images.getAttribute('aria-activedescendant'), await option.textContent()];
    await press(images, key);
    await expect(option).not.toHaveText(before[1]!);
    const now = await images.getAttribute('aria-activedescendant');
    expect(now).not.toBe(before[0]);
    await expect(option).toHaveId(now!);
  }
  await press(images, 'Enter');
  await window.getByRole('dialog').getByRole('button', { name: 'Next image' }).press('Enter');
  await heard(/^\d, image \d+$/);
  await window.keyboard.press('Escape');

  // Where the arrow keys go, and what the space bar does there.
  const pad = new Pad(window);
  const { canvas } = pad;
  await pad.draw(digits['1']!);
  await pad.clear();
  await press(canvas, 'ArrowUp');
  await expect(canvas).toHaveAttribute('aria-valuetext', 'Row 14, column 15');
  await press(canvas, 'Space');
  await heard(/^Row 14, column 15, inked$/);
  await pad.clear();
});

test('the keyboard stays with what it has moved, and goes to what it has opened', async ({ window }) => {
  await waitUntilReady(window);
  await go(window, 'Network');
  const down = (place: number) =>
    window.getByRole('button', { name: `${place} Max-pooling: move down`, exact: true });
  await down(2).press('Enter');
  await expect(down(3)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(down(4)).toBeFocused();
  for (let i = 0; i < 2; i++) await window.getByRole('button', { name: 'Undo', exact: true }).first().click();

  await go(window, 'Results');
  await window.getByRole('button', { name: 'Read them' }).click();
  const cell = window.getByRole('button', { name: /^\d read as \d: [1-9]/ }).first();
  await cell.press('Enter', { timeout: 60_000 });
  await expect(window.getByRole('region', { name: /^\d, read (right|as)/ })).toBeFocused();
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
    // What cannot be pressed looks like it.
    const colourOf = (button: Locator) => button.evaluate((element) => getComputedStyle(element).color);
    const { train, stop } = runControls(window);
    expect(await colourOf(stop)).not.toBe(await colourOf(train));
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

/** Numbers of which a sign or a unit stands on the wrong side: not from left to right, as they are written. */
function mixedUp(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const leftOf = (node: Node, at: number) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent ?? '';
      if (!node.parentElement?.closest('.mono, td') || !node.parentElement.checkVisibility()) continue;
      for (const { 0: number, index } of words.matchAll(/\u2212\d[\d.]*|\d+ × \d+|[\d.]+\u00a0%/g)) {
        if (leftOf(node, index) > leftOf(node, index + number.length - 1)) found.push(words);
      }
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
      expect(await mixedUp(window), place).toEqual([]);
      const [rail, main] = await Promise.all(
        ['navigation', 'main'].map((role) => window.getByRole(role as 'main').boundingBox()),
      );
      expect(rail!.x, place).toBeGreaterThanOrEqual(main!.x + main!.width - 1);
    }
    // Numbers, which run from left to right, stand below their heading all the same.
    await go(window, 'Network');
    const endOf = (place: Locator) =>
      place.first().evaluate((element) => {
        const range = document.createRange();
        range.selectNode(element.lastChild!);
        return range.getBoundingClientRect().left;
      });
    const [heading, number] = [window.locator('.columns > :last-child'), window.locator('.number.work')];
    expect(await endOf(number)).toBeCloseTo(await endOf(heading), 0);
  } finally {
    await window.evaluate(() => document.documentElement.removeAttribute('dir'));
  }
});

test('what the Tab key comes to is seen with its whole outline', async ({ app, window }) => {
  await waitUntilReady(window);
  await withSize(app, 1280, 800);
  for (const place of places) {
    await go(window, place);
    const cut: string[] = [];
    for (let stops = 0, first = ''; stops < MOST_STOPS; stops++) {
      await window.keyboard.press('Tab');
      const stop = await outlineOfFocus(window);
      if (stop?.name === first) break;
      first ||= stop?.name ?? '';
      if (stop?.isCut) cut.push(stop.name);
    }
    expect(cut, place).toEqual([]);
  }
});

/** @returns what has the focus, and whether something that scrolls cuts off a part of its outline; null without one. */
function outlineOfFocus(window: Page): Promise<{ name: string; isCut: boolean } | null> {
  return window.evaluate(async () => {
    // What moves along has moved by then.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const focused = document.activeElement;
    const isOutlined = (element: Element) => getComputedStyle(element).outlineStyle !== 'none';
    if (!focused || !isOutlined(focused)) return null;
    const { outlineWidth, outlineOffset } = getComputedStyle(focused);
    const beyond = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const { left, top, right, bottom } = focused.getBoundingClientRect();
    // What is larger than what it scrolls in cannot be seen whole.
    const isCutBy = (parent: Element) => {
      const style = getComputedStyle(parent);
      const outer = parent.getBoundingClientRect();
      const at = { left: outer.left + parent.clientLeft, top: outer.top + parent.clientTop };
      const isWide = right - left + 2 * beyond > parent.clientWidth;
      const isHigh = bottom - top + 2 * beyond > parent.clientHeight;
      return (
        (style.overflowX !== 'visible' &&
          !isWide &&
          (left - beyond < at.left - 1 || right + beyond > at.left + parent.clientWidth + 1)) ||
        (style.overflowY !== 'visible' &&
          !isHigh &&
          (top - beyond < at.top - 1 || bottom + beyond > at.top + parent.clientHeight + 1))
      );
    };
    const parents: Element[] = [];
    for (let parent = focused.parentElement; parent; parent = parent.parentElement) parents.push(parent);
    const name = focused.getAttribute('aria-label') ?? focused.id + (focused.textContent ?? '').trim();
    return { name: `${focused.tagName} ${name}`, isCut: parents.some(isCutBy) };
  });
}

// The last: from here on the lab has its column.
test('a whole lab by keyboard alone, from its card to the file that is handed in', async ({
  app,
  window,
  folder,
}) => {
  await waitUntilReady(window);
  const header = readLabHeader('02-forward-phase.md');
  const player = new LabPlayer(window);
  const { column } = player;
  /** Presses it, and is somewhere afterwards. */
  const press = async (name: string | RegExp) => {
    await activate(window, player.button(name));
    await expect.poll(() => window.evaluate(() => document.activeElement === document.body)).toBe(false);
  };
  const type = async (label: string, words: string, key?: 'Shift+Tab') => {
    await tabTo(window, column.getByLabel(label), key);
    await window.keyboard.press('Control+a');
    await window.keyboard.type(words);
  };
  await activate(window, window.getByRole('navigation').getByRole('link', { name: 'Labs' }));
  await activate(window, window.getByRole('button', { name: `Open the lab “${header.title}”` }));
  await expect(column.getByRole('heading', { name: header.title })).toBeVisible();
  // The window is where the first step says, and not where most labs begin.
  await expect(window.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
  for (const [index, { predict, question }] of header.steps.entries()) {
    // Where it is read on from, by the keyboard and by a screen reader.
    await expect(column.getByRole('region', { name: new RegExp(`^Step ${index + 1} of`) })).toBeFocused();
    if (predict) {
      await type('What you expect', '42');
      await press('Keep it');
    }
    if (question?.kind === 'text') {
      await type('Your answer', 'word '.repeat(question.minimumWords));
      await press('Keep my answer');
    } else {
      await type('Your answer', '1e400');
      await expect(column.getByText('Type a number.')).toBeVisible();
      await type('Your answer', '123456');
      await expect(async () => {
        await window.keyboard.press('Enter');
        await expect(player.button('Reveal the answer')).toBeVisible({ timeout: 500 });
      }).toPass();
      if (index === 0) for (const hint of [1, 2, 3]) await press(new RegExp(`^Show hint ${hint} of`));
      await press('Reveal the answer');
      const revealed = (await column.getByText('The answer:').textContent()) ?? '';
      await type('Your answer', revealed.replace(/^.*The answer:\s*/, '').trim(), 'Shift+Tab');
      await press('Check');
      await expect(column.getByText('That is right.')).toBeVisible();
    }
    await expect(
      column.getByRole('button', { name: new RegExp(`^Step ${index + 1}: .*, done$`) }),
    ).toBeVisible();
    if (index + 1 < header.steps.length) await press('Next');
  }
  await press('Hand in…');
  await expect(column.getByLabel('Your name')).toBeFocused();
  await window.keyboard.type('Mira');
  const file = join(folder, 'by-keyboard.epochlab-handin');
  await answerSaveDialog(app, file);
  await press('Save hand-in…');
  await expect(column.getByText('Handed in as by-keyboard.epochlab-handin')).toBeVisible();
  await press('Hand in…');
  await expect(column.getByLabel('Your name')).toBeFocused();
  const { student, progress } = await readHandIn(new Uint8Array(await readFile(file)), 'Mira');
  expect(student).toBe('Mira');
  expect(progress.steps.filter(({ completed }) => completed === null)).toEqual([]);
});
