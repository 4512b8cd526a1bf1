import { expect, test } from 'vitest';
import { resolveLocale } from './languages.ts';

test('follows the system to the first language that the app speaks', () => {
  expect(resolveLocale('system', ['pa-IN', 'en-US'])).toBe('pa');
  expect(resolveLocale('system', ['de-DE', 'hi_IN.UTF-8', 'en'])).toBe('hi');
  expect(resolveLocale('system', ['en-GB', 'hi'])).toBe('en');
  expect(resolveLocale('system', ['fr', 'C'])).toBe('en');
  expect(resolveLocale('system', [])).toBe('en');
});

test('is the chosen language, whatever the system speaks', () => {
  expect(resolveLocale('hi', ['en'])).toBe('hi');
});
