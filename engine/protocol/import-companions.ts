/**
 * The file without which one of MNIST's kind, or an NPY array, is of no use: the labels of images, the images of
 * labels.
 *
 * @param name without folders.
 * @returns the names under which it is looked for beside the other.
 */
export function companionsOf(name: string): string[] {
  if (!/idx|ubyte|\.npy$/i.test(name)) return [];
  const swaps: readonly [RegExp, string][] = [
    [/images/i, 'labels'],
    [/labels/i, 'images'],
    [/^x(?=[_.])/, 'y'],
    [/^y(?=[_.])/, 'x'],
  ];
  const swap = swaps.find(([pattern]) => pattern.test(name));
  if (!swap) return [];
  const other = name.replace(...swap);
  return [swap[1] === 'labels' ? other.replace(/idx3/i, 'idx1') : other.replace(/idx1/i, 'idx3')];
}
