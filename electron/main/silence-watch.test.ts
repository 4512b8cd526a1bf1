import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilenceWatch } from './silence-watch.ts';

const LIMIT_MS = 1_000;
const onSilence = vi.fn();
let watch: SilenceWatch;

beforeEach(() => {
  vi.useFakeTimers();
  onSilence.mockClear();
  watch = new SilenceWatch(LIMIT_MS, onSilence);
});
afterEach(() => vi.useRealTimers());

test('notices silence, once', () => {
  watch.begin();
  vi.advanceTimersByTime(LIMIT_MS - 1);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10 * LIMIT_MS);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('with every word it begins anew, and what has ended is not watched', () => {
  const end = watch.begin();
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(LIMIT_MS - 1);
    watch.heard();
  }
  end();
  vi.advanceTimersByTime(10 * LIMIT_MS);
  expect(onSilence).not.toHaveBeenCalled();
});

test('a watch that ends leaves the one that began meanwhile its hearing', () => {
  const endFirst = watch.begin();
  watch.begin();
  endFirst();
  vi.advanceTimersByTime(LIMIT_MS - 1);
  watch.heard();
  vi.advanceTimersByTime(LIMIT_MS - 1);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSilence).toHaveBeenCalledOnce();
});
