import { expect, it } from 'vitest';
import { begin, commit, redo, undo } from './undo-history.ts';

it('goes back and forth', () => {
  const history = commit(commit(begin('a'), 'b'), 'c');
  expect(undo(history).present).toBe('b');
  expect(undo(undo(history)).present).toBe('a');
  expect(redo(undo(undo(history))).present).toBe('b');
  expect(redo(redo(undo(undo(history))))).toEqual(history);
});

it('stays where it is at either end', () => {
  const history = begin('a');
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});

it('forgets what was undone once something else is done', () => {
  const history = commit(undo(commit(begin('a'), 'b')), 'c');
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('a');
});
