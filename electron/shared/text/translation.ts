/**
 * Text for people is a tree of strings and functions, and lists of strings. English is complete; other languages may
 * lack leaves.
 */

/** Turns the literals of the English text into what any language must provide. */
export type Texts<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [Key in keyof T]: Texts<T[Key]> };

/** A translation that may not be complete yet. */
export type Translation<T> = T extends string | ((...parameters: never) => string)
  ? T
  : { readonly [Key in keyof T]?: Translation<T[Key]> };

interface Tree {
  readonly [key: string]: Tree | string | ((...parameters: never) => string);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** A translation with the English text where it has none of its own. */
export function complete<T extends object>(english: T, translation: Translation<T>): T {
  return merge(english as unknown as Tree, translation as unknown as Tree) as unknown as T;
}

function merge(english: Tree, translation: Tree): Tree {
  const texts = Object.entries(english).map(([key, value]) => {
    const own = translation[key];
    if (own === undefined) return [key, value] as const;
    return [key, isTree(value) && isTree(own) ? merge(value, own) : own] as const;
  });
  // A list of sentences stays a list.
  return Object.assign(Array.isArray(english) ? [] : {}, Object.fromEntries(texts));
}

/** The places in the English text for which there is no translation: "run.train", "data.title". */
export function missing<T extends object>(english: T, translation: Translation<T>): string[] {
  const walk = (from: Tree, into: unknown, path: string): string[] =>
    Object.entries(from).flatMap(([key, value]) => {
      const own = isTree(into) ? into[key] : undefined;
      if (isTree(value)) return walk(value, own, `${path}${key}.`);
      return typeof own === typeof value ? [] : [`${path}${key}`];
    });
  return walk(english as unknown as Tree, translation, '');
}
