export const placeNames = [
  'data',
  'collect',
  'network',
  'train',
  'results',
  'explain',
  'runs',
  'labs',
] as const;
export type PlaceName = (typeof placeNames)[number];

/** Where in the window a person is. Kept in the address, so that a reload stays there. */
export class Place {
  current = $state<PlaceName>('data');

  /** Nobody has gone anywhere since the window began. */
  get isAtStart(): boolean {
    return window.location.hash === '';
  }

  /** @param uncover has whatever lies over all places, unseen beneath it, give way. */
  constructor(readonly uncover: () => void) {
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
  }

  go(name: PlaceName): void {
    this.uncover();
    window.location.hash = name;
    // The window tells of its new address later: whoever goes on at once must find it changed.
    this.#read();
  }

  /** Where the place of the beginning is hidden, the first of these is. Nobody has gone there yet. */
  beginAmong(visible: readonly PlaceName[]): void {
    if (this.isAtStart && !visible.includes(this.current)) this.current = visible[0] ?? this.current;
  }

  #read(): void {
    const name = window.location.hash.slice(1);
    this.current = placeNames.find((place) => place === name) ?? 'data';
  }
}
