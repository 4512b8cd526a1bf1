/**
 * A button that takes itself away ("Keep it", "Reveal the answer") takes the focus with it, and whoever works by
 * keyboard or listens to a screen reader is nowhere. What is left of its surroundings, from the nearest part outwards,
 * catches the focus then. The Tab key goes on from there.
 */

const PARTS = 'section, article, fieldset, dialog, aside, nav, main, [role=region]';

export function catchFocus(window: HTMLElement): () => void {
  let focused: HTMLElement | null = null;
  /** The parts around it, while it is still in them. */
  let around: readonly HTMLElement[] = [];

  function enter({ target }: FocusEvent): void {
    focused = target as HTMLElement;
    around = partsAround(focused);
  }

  function leave({ target }: FocusEvent): void {
    // What is being taken away is left as well; a moment later it is known which of both it was.
    queueMicrotask(() => {
      const isStillThere = (target as HTMLElement).isConnected;
      if (isStillThere && document.activeElement !== target && focused === target) focused = null;
    });
  }

  const observer = new MutationObserver(() => {
    if (!focused || focused.isConnected) return;
    focused = null;
    const part = around.find((each) => each.isConnected);
    // Whoever knows better where it belongs has its turn first.
    queueMicrotask(() => {
      if (part && document.activeElement === document.body) land(part);
    });
  });

  window.addEventListener('focusin', enter);
  window.addEventListener('focusout', leave);
  observer.observe(window, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    window.removeEventListener('focusin', enter);
    window.removeEventListener('focusout', leave);
  };
}

function partsAround(element: HTMLElement): HTMLElement[] {
  const part = element.parentElement?.closest<HTMLElement>(PARTS);
  return part ? [part, ...partsAround(part)] : [];
}

function land(part: HTMLElement): void {
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
