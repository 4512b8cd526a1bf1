import type { Component } from 'svelte';
import type { PlaceName } from '../state/place.svelte.ts';
import CollectPlace from './collect/CollectPlace.svelte';
import DataPlace from './data/DataPlace.svelte';
import ExplainPlace from './explain/ExplainPlace.svelte';
import LabsPlace from './labs/LabsPlace.svelte';
import NetworkPlace from './network/NetworkPlace.svelte';
import ResultsPlace from './results/ResultsPlace.svelte';
import RunsPlace from './runs/RunsPlace.svelte';
import TrainPlace from './train/TrainPlace.svelte';

/** The places of the window. All come with it: to go to one is never to wait for its code. */
export const places: Readonly<Record<PlaceName, Component>> = {
  data: DataPlace,
  collect: CollectPlace,
  network: NetworkPlace,
  train: TrainPlace,
  results: ResultsPlace,
  explain: ExplainPlace,
  runs: RunsPlace,
  labs: LabsPlace,
};
