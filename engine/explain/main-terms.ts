import { MAIN_TERMS } from '../protocol/explain-calls.ts';

/** Which of many terms are shown, and what the others come to. */

/** The sum of all sizes but the MAIN_TERMS largest. */
export function smallerOf<Item>(items: readonly Item[], size: (item: Item) => number): number {
  const main = new Set(largest(items, MAIN_TERMS, size));
  return items.reduce((sum, item) => (main.has(item) ? sum : sum + size(item)), 0);
}

/** The `count` items with the largest size, in their order. */
export function largest<Item>(
  items: readonly Item[],
  count: number,
  size: (item: Item) => number,
): readonly Item[] {
  if (items.length <= count) return items;
  const order = items
    .map((_, i) => i)
    .sort((a, b) => Math.abs(size(items[b]!)) - Math.abs(size(items[a]!)) || a - b);
  const kept = new Set(order.slice(0, count));
  return items.filter((_, i) => kept.has(i));
}
