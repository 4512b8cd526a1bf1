/**
 * Chromium brings into sight what the Tab key comes to, but reckons as if nothing moved along: in a part that sticks to
 * an edge, or whose head does, some of it stays hidden. Once all has moved, the rest is shown.
 */
export function showFocus(window: HTMLElement): () => void {
  function enter({ target }: FocusEvent): void {
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement) || activeElement !== target) return;
      // A part that was only given the focus is no stop, and may be larger than the window.
      const isStop = activeElement.tabIndex >= 0 && activeElement.matches(':focus-visible');
      if (isStop) activeElement.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  window.addEventListener('focusin', enter);
  return () => window.removeEventListener('focusin', enter);
}
