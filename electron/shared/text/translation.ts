/**
 * Text for people is a tree of strings, functions and lists of strings. This turns the literals of the English text into
 * what any language must provide: the same tree, leaf by leaf.
 */
export type Texts<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [Key in keyof T]: Texts<T[Key]> };
