import { createContext } from 'svelte';
import type { ExportKind } from '../../electron/shared/takeaway-calls.ts';

/** Where charts bring what a person wants to keep of them. */
export interface ChartSaver {
  file(name: string, kind: ExportKind, bytes: Uint8Array): void;
  table(name: string, rows: readonly (readonly (string | number)[])[]): void;
}

export const [getChartSaver, setChartSaver] = createContext<ChartSaver>();
