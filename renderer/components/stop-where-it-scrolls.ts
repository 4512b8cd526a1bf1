/** What has no room, and scrolls, is a stop of the Tab key for as long: there the arrow keys scroll it. */
export function stopWhereItScrolls(frame: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute('tabindex');
  });
  for (const part of [frame, ...frame.children]) observer.observe(part);
  return () => observer.disconnect();
}
