import type { Source, Surroundings } from '../data/import/source.ts';
import type { Skipped } from '../protocol/imports.ts';

/** Sources of data sets that are only in memory. */
export function sourceOf(
  name: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  skipped: readonly Skipped[] = [],
): Source {
  const bytes = new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? new Uint8Array(new TextEncoder().encode(file)) : file,
    ]),
  );
  return {
    name,
    files: [...bytes].map(([path, { length }]) => ({ path, size: length })),
    skipped,
    read: (path) => Promise.resolve(bytes.get(path)!),
  };
}

export const quietly: Surroundings = { progress: () => undefined, breathe: () => Promise.resolve() };
