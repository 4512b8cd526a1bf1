export type { Catalogue } from './catalogue.ts';
export { englishFor, said, speak, text } from './text.svelte.ts';
export { locale } from './locale.svelte.ts';
export * from './format.ts';
