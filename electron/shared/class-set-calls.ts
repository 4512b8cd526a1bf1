import * as v from 'valibot';
import { classSetSchema, type ClassSet } from '../../engine/protocol/class-sets.ts';
import type { Chosen } from './chosen.ts';

/** Drawings that are being collected, and the files that they are kept in. */
export const classSetAppCalls = {
  /** What was collected before the window was closed, or lost; null when there is nothing. */
  collection: v.undefined(),
  /** Keeps what is collected now, for the next start; null when it was begun anew. */
  keepCollection: v.nullable(classSetSchema),
  /** Asks for a place and writes the set there. */
  saveClassSet: classSetSchema,
  /** Asks for files and reads the sets in them. */
  chooseClassSets: v.undefined(),
} as const;

export interface ClassSetAppResults {
  collection: ClassSet | null;
  keepCollection: undefined;
  saveClassSet: Chosen<{ readonly fileName: string }>;
  chooseClassSets: Chosen<ReadClassSets>;
}

export interface ReadClassSets {
  readonly sets: readonly ClassSet[];
  /** Files that could not be read, each with the reason. */
  readonly refused: readonly string[];
}
