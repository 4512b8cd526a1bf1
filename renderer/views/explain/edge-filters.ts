/** Filters that people have made by hand, of 3 × 3; larger kernels have them in their middle. */
export const edgeFilters = {
  vertical: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  horizontal: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  diagonal: [0, 1, 2, -1, 0, 1, -2, -1, 0],
  outline: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  blur: Array.from({ length: 9 }, () => 1 / 9),
  same: [0, 0, 0, 0, 1, 0, 0, 0, 0],
} as const satisfies Record<string, readonly number[]>;

export type EdgeFilter = keyof typeof edgeFilters;

/** A filter of `kernel` × `kernel`, zeros around it; of a smaller kernel its upper left part. */
export function filterOf(name: EdgeFilter, kernel: number): number[] {
  const shift = Math.max(0, Math.floor((kernel - 3) / 2));
  const values: readonly number[] = edgeFilters[name];
  return Array.from({ length: kernel * kernel }, (_, n) => {
    const [row, column] = [Math.floor(n / kernel) - shift, (n % kernel) - shift];
    const isInside = row >= 0 && column >= 0 && row < 3 && column < 3;
    return isInside ? values[row * 3 + column]! : 0;
  });
}
