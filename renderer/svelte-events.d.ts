import type { PointerEventHandler } from 'svelte/elements';

declare module 'svelte/elements' {
  interface DOMAttributes<T extends EventTarget> {
    /** Missing from Svelte's own list. */
    onpointerrawupdate?: PointerEventHandler<T> | null;
  }
}
