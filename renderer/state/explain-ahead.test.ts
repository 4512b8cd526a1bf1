import { expect, it, vi } from 'vitest';
import { Ahead } from './explain-ahead.ts';

it('asks once, and forgets what was needed longest ago when there is no more room', async () => {
  const ahead = new Ahead<string>(3, ({ length }) => length);
  const ask = vi.fn((answer: string) => Promise.resolve(answer));
  const of = (question: string) => ahead.ask(question, () => ask(question));
  expect(await Promise.all([of('a1'), of('b2'), of('a1'), of('c3')])).toEqual(['a1', 'b2', 'a1', 'c3']);
  expect(ask.mock.calls).toEqual([['a1'], ['b2'], ['c3']]);
  // There is room for one more besides what is needed.
  ahead.keep(['a1']);
  await Promise.all([of('a1'), of('c3')]);
  expect(ask.mock.calls).toEqual([['a1'], ['b2'], ['c3']]);
  await of('b2');
  expect(ask.mock.calls).toEqual([['a1'], ['b2'], ['c3'], ['b2']]);
  // What was needed last is forgotten last.
  ahead.keep(['b2']);
  await Promise.all([of('a1'), of('b2')]);
  expect(ask.mock.calls).toHaveLength(4);
  await of('c3');
  expect(ask.mock.calls).toHaveLength(5);
});

it('never forgets what is needed now', async () => {
  const ahead = new Ahead<string>(0, ({ length }) => length);
  const ask = vi.fn((answer: string) => Promise.resolve(answer));
  const of = (question: string) => ahead.ask(question, () => ask(question));
  await Promise.all([of('a'), of('b'), of('c')]);
  ahead.keep(['a', 'b']);
  await Promise.all([of('a'), of('b')]);
  expect(ask).toHaveBeenCalledTimes(3);
  await of('c');
  expect(ask).toHaveBeenCalledTimes(4);
});

it('asks again what failed', async () => {
  const ahead = new Ahead<string>(0, ({ length }) => length);
  await expect(ahead.ask('a', () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
  expect(await ahead.ask('a', () => Promise.resolve('a'))).toBe('a');
});
