import { untrack } from 'svelte';
import { labPlaces } from '../../../engine/protocol/labs.ts';
import type { Lab } from '../../state/lab.svelte.ts';

/** Notices what a student does in the window, for the task of the lab's step. To be called as a component begins. */
export function watchTasks({ workbook, place, pad, experiment, dataset }: Lab): void {
  $effect(() => {
    const { current } = place;
    void workbook.step;
    untrack(() => {
      const here = labPlaces.find((name) => name === current);
      workbook.notice((task) => task.done === 'opened' && task.place === here);
    });
  });

  $effect(() => {
    if (!pad.isEmpty) untrack(() => workbook.notice((task) => task.done === 'drawn'));
  });

  let before = snapshot();
  let ofStep = workbook.step?.id;

  $effect(() => {
    const after = snapshot();
    const id = workbook.step?.id;
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
      (what) => after[what] !== before[what],
    );
    // What the step itself sets up is not the student's doing.
    if (id === ofStep) {
      untrack(() => workbook.notice((task) => task.done === 'changed' && changed.includes(task.what)));
    }
    // Freshly drawn weights follow from network and seed.
    if (changed.length > 0) untrack(() => workbook.aimExplain());
    before = after;
    ofStep = id;
  });

  function snapshot() {
    const { settings } = experiment.checked;
    return {
      network: JSON.stringify(experiment.network),
      settings: JSON.stringify(settings),
      seed: String(settings?.seed),
      dataset: dataset.info?.sha256 ?? '',
    };
  }
}
