/** For what has just appeared and wants to be read, however far its surroundings are scrolled. */
export function comeIntoView(element: HTMLElement): void {
  element.scrollIntoView({ block: 'nearest' });
}
