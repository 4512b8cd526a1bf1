import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Reordering } from './reorder.svelte.ts';

/** Three items of 40 pixels each, below one another. */
const list = {
  children: [0, 40, 80].map((top) => ({ getBoundingClientRect: () => ({ top, height: 40 }) })),
} as unknown as HTMLElement;

let page: EventTarget;
let moves: [from: number, to: number][];
let reordering: Reordering;

beforeEach(() => {
  page = new EventTarget();
  moves = [];
  vi.stubGlobal('window', page);
  reordering = new Reordering(
    () => list,
    (from, to) => moves.push([from, to]),
  );
  reordering.grab(0, { button: 0, preventDefault: () => undefined } as PointerEvent);
});

afterEach(() => vi.unstubAllGlobals());

const happen = (type: string, what = {}) => page.dispatchEvent(Object.assign(new Event(type), what));

it('takes an item to where it is let go', () => {
  happen('pointermove', { clientY: 70 });
  expect([0, 1, 2].filter((place) => reordering.isTarget(place))).toEqual([2]);
  happen('pointerup');
  expect(moves).toEqual([[0, 1]]);
  expect(reordering.drag).toBeNull();
});

it('to the end, below all others', () => {
  happen('pointermove', { clientY: 500 });
  expect(reordering.isTarget(3)).toBe(true);
  happen('pointerup');
  expect(moves).toEqual([[0, 2]]);
});

it.each([
  ['Escape', 'keydown', { key: 'Escape' }],
  ['a finger that scrolls', 'pointercancel', {}],
])('%s leaves it where it was', (_, type, what) => {
  happen('pointermove', { clientY: 110 });
  happen(type, what);
  expect(reordering.drag).toBeNull();
  // Nobody listens any more.
  happen('pointermove', { clientY: 110 });
  happen('pointerup');
  expect(reordering.drag).toBeNull();
  expect(moves).toEqual([]);
});
