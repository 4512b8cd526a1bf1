import type { ClassSet } from '../../protocol/class-sets.ts';
import { counted } from '../../protocol/english.ts';

/** "240 drawings by 3 writers, made with Epoch Lab": where a class set comes from. */
export function originOf({ samples }: ClassSet): string {
  const writers = new Set(samples.map(({ writer }) => writer)).size;
  const drawings = counted(samples.length, 'drawing', 'drawings');
  return `${drawings} by ${counted(writers, 'writer', 'writers')}, made with Epoch Lab`;
}
