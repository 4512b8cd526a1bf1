import * as v from 'valibot';
import type { Chosen } from './chosen.ts';

/** What leaves the app for paper: made by the window, put where the person says by main. */

export const takeawayCalls = {
  /** Asks for a place and writes what the window would print there, as PDF. */
  saveReport: v.strictObject({
    /** A name without anything that could lead to another folder. */
    suggestedName: v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.regex(/^[^/\\:*?"<>|]+$/)),
  }),
} as const;

export interface TakeawayResults {
  saveReport: Chosen<{ readonly fileName: string }>;
}
