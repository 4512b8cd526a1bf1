/**
 * Different whole numbers below `available`, in order: `wanted` of them, or all where there are no more.
 *
 * @param random gives numbers from 0 up to but not including 1.
 */
export function pickIndices(available: number, wanted: number, random: () => number): number[] {
  if (wanted >= available) return Array.from({ length: available }, (_, index) => index);
  const picked = new Set<number>();
  while (picked.size < wanted) picked.add(Math.floor(random() * available));
  return [...picked].sort((a, b) => a - b);
}
