import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { commands } from '../shared/commands.ts';
import { sharedTexts } from '../shared/text/index.ts';
import { menuTemplate, type MenuState } from './menu.ts';

const actions = () => ({
  command: vi.fn(),
  zoom: vi.fn(),
  setTheme: vi.fn(),
  setLanguage: vi.fn(),
  showAbout: vi.fn(),
  openRecent: vi.fn(),
  clearRecent: vi.fn(),
});
const state: MenuState = {
  platform: 'linux',
  development: false,
  theme: 'dark',
  language: 'system',
  texts: sharedTexts('en'),
  recent: [],
};

type Item = MenuItemConstructorOptions;
const children = (item: Item): Item[] => (Array.isArray(item.submenu) ? item.submenu : []);
const flatten = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...flatten(children(item))]);
const titles = (items: readonly Item[]) => items.map(({ label, role }) => label ?? role);

test('stands in the order of the platform', () => {
  expect(titles(menuTemplate(state, actions()))).toEqual(['&File', '&Edit', '&Run', '&View', '&Go', '&Help']);
  expect(titles(menuTemplate({ ...state, platform: 'darwin' }, actions()))).toEqual([
    'appMenu',
    '&File',
    '&Edit',
    '&Run',
    '&View',
    '&Go',
    'windowMenu',
    '&Help',
  ]);
});

test('can be quit once on every platform', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const items = flatten(menuTemplate({ ...state, platform }, actions()));
    expect(items.filter(({ role }) => role === 'quit')).toHaveLength(1);
  }
});

test('uses each key once', () => {
  const keys = flatten(menuTemplate({ ...state, development: true }, actions()))
    .map(({ accelerator }) => accelerator)
    .filter((key) => key !== undefined);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('developer tools', () => {
  const roles = (development: boolean) =>
    flatten(menuTemplate({ ...state, development }, actions())).map(({ role }) => role);

  test('are there only while the app is developed', () => {
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(false)).not.toContain('reload');
    expect(roles(true)).toContain('toggleDevTools');
  });
});

test('checks the theme and the language in use', () => {
  const checked = flatten(menuTemplate({ ...state, language: 'pa' }, actions())).filter(
    (item) => item.checked,
  );
  expect(checked.map(({ id }) => id)).toEqual(['theme-dark', 'language-pa']);
});

test('has every command once, and gives it on', () => {
  const { command, ...others } = actions();
  const items = flatten(menuTemplate(state, { command, ...others }));
  for (const name of commands) {
    const [item, ...more] = items.filter(({ id }) => id === name);
    expect(more, name).toEqual([]);
    (item?.click as (() => void) | undefined)?.();
    expect(command, name).toHaveBeenLastCalledWith(name);
  }
});

test.each(['hi', 'pa'] as const)('is written in the language in effect: %s', (locale) => {
  const texts = sharedTexts(locale);
  const items = flatten(menuTemplate({ ...state, texts }, actions()));
  expect(items.map(({ label }) => label)).toContain(texts.menus.file);
  expect(items.filter(({ label }) => /^&/.test(label ?? ''))).toEqual([]);
});
