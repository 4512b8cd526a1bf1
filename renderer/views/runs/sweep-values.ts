import { parseNumber } from '../../i18n/index.ts';
import type { SweepField } from '../../state/sweep.svelte.ts';

/** What a person typed as a list of values, each once, in order; empty where one of them is impossible. */
export function parseValues(typed: string, field: SweepField): number[] {
  const words = typed.split(/[\s;]+/).filter(Boolean);
  const values = words.map((word) => parseNumber(word.replace(/,$/, '')));
  if (!values.every((value) => isPossible(value, field))) return [];
  return [...new Set(values)].sort((a, b) => a - b);
}

function isPossible(value: number, field: SweepField): boolean {
  if (field === 'learningRate') return value > 0 && value <= 100;
  return Number.isInteger(value) && value >= (field === 'seed' ? 0 : 1);
}
