import type { Component } from 'svelte';
import type { PlaceName } from '../state/place.svelte.ts';
import DataPlace from './data/DataPlace.svelte';

/**
 * The places of the window. The one that a start begins in comes with the window; the others, with the charts, formulas
 * and texts that only they need, are read when somebody first goes there: the first picture need not wait for them.
 */

const others: Readonly<Record<Exclude<PlaceName, 'data'>, () => Promise<{ default: Component }>>> = {
  collect: () => import('./collect/CollectPlace.svelte'),
  network: () => import('./network/NetworkPlace.svelte'),
  train: () => import('./train/TrainPlace.svelte'),
  results: () => import('./results/ResultsPlace.svelte'),
  explain: () => import('./explain/ExplainPlace.svelte'),
  runs: () => import('./runs/RunsPlace.svelte'),
  labs: () => import('./labs/LabsPlace.svelte'),
};

const read: Partial<Record<PlaceName, Component>> = {};

/** A promise only for the first time: afterwards a place is there at once. */
export function placeOf(name: PlaceName): Component | Promise<Component> {
  return name === 'data' ? DataPlace : (read[name] ?? readPlace(name));
}

async function readPlace(name: Exclude<PlaceName, 'data'>): Promise<Component> {
  const { default: View } = await others[name]();
  // Its code has just run: to be drawn is a task of its own, so that frames go on between the two.
  await scheduler.yield();
  return (read[name] = View);
}
