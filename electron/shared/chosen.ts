/** A dialog that was closed without choosing is an outcome, not an error. */
export type Chosen<T> = { readonly cancelled: true } | ({ readonly cancelled: false } & T);
