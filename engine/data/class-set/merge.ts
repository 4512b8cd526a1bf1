import type { ClassSample, ClassSet, LabelConflict, MergedClassSets } from '../../protocol/class-sets.ts';
import type { Drawing } from '../../protocol/drawing.ts';

/**
 * Several class sets as one. Classes of the same name are one class. The same strokes are the same drawing, whoever
 * handed them in: with the same label it is kept once; with different ones it is kept with the first, and told.
 */
export function mergeClassSets(sets: readonly ClassSet[]): MergedClassSets {
  const classes: string[] = [];
  const samples: ClassSample[] = [];
  const places = new Map<string, number>();
  const conflicts = new Map<number, number[]>();
  let duplicates = 0;
  for (const set of sets) {
    const labels = set.classes.map((name) => labelOf(name, classes));
    for (const sample of set.samples) {
      const label = labels[sample.label]!;
      const strokes = identityOf(sample.drawing);
      const place = places.get(strokes);
      if (place === undefined) {
        places.set(strokes, samples.length);
        samples.push({ ...sample, label });
      } else if (samples[place]!.label === label) {
        duplicates++;
      } else {
        const others = conflicts.get(place) ?? [];
        conflicts.set(place, others.includes(label) ? others : [...others, label]);
      }
    }
  }
  const told: LabelConflict[] = [...conflicts].map(([sample, others]) => ({ sample, others }));
  return { set: { name: sets[0]!.name, classes, samples }, duplicates, conflicts: told };
}

function labelOf(name: string, classes: string[]): number {
  const label = classes.indexOf(name);
  return label >= 0 ? label : classes.push(name) - 1;
}

/** Equal for equal strokes, whenever they were drawn. */
function identityOf(drawing: Drawing): string {
  return JSON.stringify(
    drawing.map((mark) => (mark.kind === 'cell' ? [mark.column, mark.row] : [mark.x, mark.y])),
  );
}
