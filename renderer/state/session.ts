import * as v from 'valibot';
import { networkSchema, type NetworkSpec } from '../../engine/protocol/network.ts';

/**
 * What the window is about, as text that outlives it. Whoever reads it may be a page of another version: what does not
 * fit is left out.
 */

const VERSION = 1;

export interface Session {
  /** Of the app that wrote it. */
  readonly appVersion: string;
  readonly network: NetworkSpec;
  /** The settings as they stand in their fields. */
  readonly draft: unknown;
  readonly drawing: unknown;
  readonly normalise: boolean;
  readonly datasetId: string | null;
  readonly place: string;
}

const schema = v.object({
  version: v.literal(VERSION),
  appVersion: v.string(),
  network: networkSchema,
  draft: v.unknown(),
  drawing: v.unknown(),
  normalise: v.boolean(),
  datasetId: v.nullable(v.string()),
  place: v.string(),
});

export function sessionToText(session: Session): string {
  return JSON.stringify({ version: VERSION, ...session });
}

/** @returns null for a text that is damaged or of another form. */
export function sessionFromText(text: string): Session | null {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** `wanted` with the values that `stored` has in the same places, where they are of the same kind. */
export function withStored<T>(wanted: T, stored: unknown): T {
  if (!isObject(wanted) || !isObject(stored)) return wanted;
  const merged: Record<string, unknown> = { ...wanted };
  for (const [name, value] of Object.entries(wanted)) {
    const other = Object.hasOwn(stored, name) ? stored[name] : undefined;
    if (isObject(value)) merged[name] = withStored(value, other);
    else if (value !== null && typeof other === typeof value) merged[name] = other;
  }
  return merged as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
