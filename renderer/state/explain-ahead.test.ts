import { expect, it, vi } from 'vitest';
import { Ahead } from './explain-ahead.ts';

it('asks once, until it is told to forget', async () => {
  const ahead = new Ahead<string>();
  const ask = vi.fn((answer: string) => Promise.resolve(answer));
  const of = (question: string) => ahead.ask(question, () => ask(question));
  expect(await Promise.all([of('a'), of('b'), of('a')])).toEqual(['a', 'b', 'a']);
  expect(ask.mock.calls).toEqual([['a'], ['b']]);
  ahead.keepOnly(['b']);
  await Promise.all([of('a'), of('b')]);
  expect(ask.mock.calls).toEqual([['a'], ['b'], ['a']]);
});

it('asks again what failed', async () => {
  const ahead = new Ahead<string>();
  await expect(ahead.ask('a', () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
  expect(await ahead.ask('a', () => Promise.resolve('a'))).toBe('a');
});
