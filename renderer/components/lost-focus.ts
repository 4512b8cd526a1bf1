/**
 * A button that takes itself away ("Keep it", "Dismiss") takes the focus with it, and whoever works by keyboard or
 * listens to a screen reader is nowhere. Here it is given to something that is left. The Tab key goes on from there.
 */

/**
 * Where things come and go, such as messages, the keyboard must not be lost with the one that it was on: it goes to the
 * last button that is left here, else back to where it came from, else to the place.
 */
export function keepFocus(part: HTMLElement): () => void {
  let cameFrom: EventTarget | null = null;
  return watchFocus(part, {
    entered: ({ relatedTarget }) => {
      const isFromHere = relatedTarget instanceof Node && part.contains(relatedTarget);
      if (relatedTarget && !isFromHere) cameFrom = relatedTarget;
    },
    lost: () => {
      // Whatever took its place may have taken the focus.
      if (!isNowhere()) return;
      const before = cameFrom instanceof HTMLElement && cameFrom.isConnected ? cameFrom : null;
      const left = [...part.querySelectorAll('button')].at(-1);
      (left ?? before ?? document.querySelector('main'))?.focus();
    },
  });
}

const PARTS = 'section, article, fieldset, dialog, aside, nav, main, [role=region]';

/** For the whole window: what is left of its surroundings, from the nearest part outwards, catches the focus. */
export function catchFocus(window: HTMLElement): () => void {
  /** The parts around what has it, while it is still in them. */
  let around: readonly HTMLElement[] = [];
  return watchFocus(window, {
    entered: ({ target }) => {
      around = partsAround(target as HTMLElement);
    },
    lost: () => {
      const part = around.find((each) => each.isConnected);
      // Whoever knows better where it belongs has its turn first.
      queueMicrotask(() => {
        if (part && isNowhere()) land(part);
      });
    },
  });
}

interface Answers {
  readonly entered: (event: FocusEvent) => void;
  /** What had the focus has been taken out of the part. */
  readonly lost: () => void;
}

function watchFocus(part: HTMLElement, { entered, lost }: Answers): () => void {
  let focused: HTMLElement | null = null;

  function enter(event: FocusEvent): void {
    focused = event.target as HTMLElement;
    entered(event);
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
    lost();
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

function isNowhere(): boolean {
  return document.activeElement === document.body;
}

function partsAround(element: HTMLElement): HTMLElement[] {
  const part = element.parentElement?.closest<HTMLElement>(PARTS);
  return part ? [part, ...partsAround(part)] : [];
}

/** Gives a part the focus that is no stop of the Tab key: for as long as it is there. */
export function land(part: HTMLElement): void {
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
