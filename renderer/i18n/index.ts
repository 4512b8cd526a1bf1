import { en } from './en.ts';

/** Turns the literals of the English catalogue into what another language must provide. */
type Widen<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [Key in keyof T]: Widen<T[Key]> };

/** Every text of the window, by place. A language that lacks one does not compile. */
export type Catalogue = Widen<typeof en>;

export const text: Catalogue = en;
export * from './format.ts';
