/**
 * Where things come and go, such as messages, the keyboard must not be lost with the one that it was on: it goes to the
 * last button that is left here, else back to where it came from, else to the place.
 */
export function keepFocus(part: HTMLElement): () => void {
  let focused: HTMLElement | null = null;
  let cameFrom: EventTarget | null = null;

  function enter({ target, relatedTarget }: FocusEvent): void {
    const isFromHere = relatedTarget instanceof Node && part.contains(relatedTarget);
    if (relatedTarget && !isFromHere) cameFrom = relatedTarget;
    focused = target as HTMLElement;
  }

  function leave({ target }: FocusEvent): void {
    // What is being taken away is left as well; a moment later it is known which of both it was.
    queueMicrotask(() => {
      const isStillThere = part.contains(target as Node);
      if (isStillThere && document.activeElement !== target && focused === target) focused = null;
    });
  }

  const observer = new MutationObserver(() => {
    if (!focused || part.contains(focused)) return;
    focused = null;
    // Whatever took its place may have taken the focus.
    if (document.activeElement !== document.body) return;
    const before = cameFrom instanceof HTMLElement && cameFrom.isConnected ? cameFrom : null;
    const left = [...part.querySelectorAll('button')].at(-1);
    (left ?? before ?? document.querySelector('main'))?.focus();
  });

  part.addEventListener('focusin', enter);
  part.addEventListener('focusout', leave);
  observer.observe(part, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    part.removeEventListener('focusin', enter);
    part.removeEventListener('focusout', leave);
  };
}
