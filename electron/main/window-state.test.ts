import { expect, test } from 'vitest';
import { usableState } from './window-state.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const state = { x: 100, y: 50, width: 1280, height: 800, maximized: false, zoom: 1 };

test('a window comes back to where it was, on whichever screen', () => {
  expect(usableState(state, screens)).toEqual(state);
  expect(usableState({ ...state, x: 2000 }, screens)).not.toBeNull();
  // Half over the edge it can still be moved.
  expect(usableState({ ...state, x: -1000 }, screens)).not.toBeNull();
});

test('a window that no screen shows any more opens as at the first start', () => {
  expect(usableState(undefined, screens)).toBeNull();
  expect(usableState({ ...state, x: 4000 }, screens)).toBeNull();
  expect(usableState({ ...state, x: -1200 }, screens)).toBeNull();
  expect(usableState({ ...state, y: -400 }, screens)).toBeNull();
  expect(usableState({ ...state, y: 1060 }, screens)).toBeNull();
  expect(usableState({ ...state, x: 2000 }, screens.slice(0, 1))).toBeNull();
  expect(usableState({ ...state, width: 0 }, screens)).toBeNull();
});
