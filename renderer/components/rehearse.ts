import { flushSync, mount, unmount, type Component } from 'svelte';

/**
 * Makes a part of the window, lays it out where nobody sees it, and takes it away again, in one go. What comes first
 * takes longer than what follows: code is compiled, the page's templates are read, fonts are looked for in all sizes.
 * After its rehearsal a part is as quick the first time as it is the second.
 *
 * @param place in which it will stand: as wide, and with the same styles.
 */
export function rehearse<Props extends Record<string, unknown>>(
  place: Element,
  part: Component<Props>,
  props: Props,
  context: ReadonlyMap<unknown, unknown>,
): void {
  const stage = document.createElement('div');
  // Out of the way of all others, of the keyboard and of who listens.
  stage.inert = true;
  Object.assign(stage.style, { position: 'absolute', insetInline: '0', height: '0', overflow: 'clip' });
  place.append(stage);
  const mounted = mount(part, { target: stage, props, context: new Map(context) });
  flushSync();
  // To be asked for its size is to be laid out.
  stage.firstElementChild?.getBoundingClientRect();
  void unmount(mounted);
  stage.remove();
}
