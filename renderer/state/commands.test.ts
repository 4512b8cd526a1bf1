import { expect, test, vi } from 'vitest';
import { Commands } from './commands.svelte.ts';

test('carries out what is available, and nothing else', () => {
  const commands = new Commands();
  const train = vi.fn();
  const stop = vi.fn();
  commands.register({ id: 'train', run: train }, { id: 'stop', isAvailable: () => false, run: stop });
  commands.run('train');
  commands.run('stop');
  commands.run('unheard-of');
  expect(train).toHaveBeenCalledOnce();
  expect(stop).not.toHaveBeenCalled();
});

test('refuses two commands of one name', () => {
  const commands = new Commands();
  commands.register({ id: 'train', run: vi.fn() });
  expect(() => commands.register({ id: 'train', run: vi.fn() })).toThrow('twice: train');
});

test('forgets what is taken out', () => {
  const commands = new Commands();
  const run = vi.fn();
  const remove = commands.register({ id: 'train', run });
  expect(commands.disabled).not.toContain('train');
  remove();
  commands.run('train');
  expect(run).not.toHaveBeenCalled();
  expect(commands.disabled).toContain('train');
});
