import { beforeEach, describe, expect, it } from 'vitest';
import { presets } from '../../engine/protocol/presets.ts';
import { Queue } from './queue.svelte.ts';

let kept: Map<string, string>;
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
};
beforeEach(() => {
  kept = new Map();
});

const { network } = presets.report;
const settings = (seed: number) => ({ ...presets.report.settings, seed, threads: 1 });
const seeds = (queue: Queue) => queue.runs.map((run) => run.settings.seed);

describe('runs that wait', () => {
  it('begin in their order, which can be changed', () => {
    const queue = new Queue(storage);
    for (const seed of [1, 2, 3]) queue.add(network, settings(seed));
    queue.moveUp(queue.runs[2]!.id);
    queue.remove(queue.runs[0]!.id);
    expect(seeds(queue)).toEqual([3, 2]);
    expect(queue.take()?.settings.seed).toBe(3);
    expect(seeds(queue)).toEqual([2]);
  });

  it('are kept over a new start, and then wait for a word', () => {
    const queue = new Queue(storage);
    queue.add(network, settings(7));
    const again = new Queue(storage);
    expect(seeds(again)).toEqual([7]);
    expect(again.isHeld).toBe(true);
    expect(again.take()?.network).toEqual(network);
    expect(again.isHeld).toBe(false);
    expect(new Queue(storage).isEmpty).toBe(true);
  });

  it('come back where they could not begin', () => {
    const queue = new Queue(storage);
    for (const seed of [1, 2]) queue.add(network, settings(seed));
    queue.putBack(queue.take()!);
    expect(seeds(queue)).toEqual([1, 2]);
    expect(queue.isHeld).toBe(true);
  });

  it.each(['not JSON', '{}', '[{"network":1,"settings":2}]'])('are none where %s was kept', (text) => {
    kept.set('queued-runs', text);
    expect(new Queue(storage).isEmpty).toBe(true);
  });
});
