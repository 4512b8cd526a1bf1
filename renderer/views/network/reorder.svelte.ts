/** An item of a list that follows the pointer from its grip to another place. */
export class Reordering {
  /** Where the item was, and where it would go. */
  drag = $state.raw<{ readonly from: number; readonly to: number } | null>(null);

  /** @param onMove told when the item is let go. */
  constructor(
    private readonly list: () => HTMLElement | undefined,
    private readonly onMove: (from: number, to: number) => void,
  ) {}

  /** The pointer has taken hold of an item. Escape lets go of it where it was. */
  grab(from: number, event: PointerEvent): void {
    const list = this.list();
    if (event.button !== 0 || !list) return;
    event.preventDefault();
    const items = [...list.children];
    this.drag = { from, to: from };
    const follow = ({ clientY }: PointerEvent) => {
      const below = items.findIndex((item) => {
        const { top, height } = item.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      const gap = below < 0 ? items.length : below;
      this.drag = { from, to: gap > from ? gap - 1 : gap };
    };
    const end = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', escape);
      this.drag = null;
    };
    const drop = () => {
      const to = this.drag?.to;
      end();
      if (to !== undefined) this.onMove(from, to);
    };
    const escape = ({ key }: KeyboardEvent) => key === 'Escape' && end();
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', escape);
  }

  /** Whether the item would go in before this place. */
  isTarget(place: number): boolean {
    if (!this.drag || this.drag.to === this.drag.from) return false;
    return place === (this.drag.to > this.drag.from ? this.drag.to + 1 : this.drag.to);
  }
}
