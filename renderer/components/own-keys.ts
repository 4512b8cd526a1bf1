/**
 * Whether a key that was pressed there is not for a shortcut of the window: fields and surfaces that are drawn on have
 * their own use for it, and what lies over the window keeps it from the window.
 */
export function hasOwnKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, dialog, [data-own-keys]') !== null
  );
}
