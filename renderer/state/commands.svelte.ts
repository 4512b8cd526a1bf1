import { commandKeys, commands as menuCommands, type Command } from '../../electron/shared/commands.ts';

/** Something that can be done, from a menu, by a key or from the command palette. */
export interface CommandEntry {
  /** A menu command's own id, or any other name of its own: "theme-dark". */
  readonly id: string;
  /** Its name in the palette. Menu commands need none: theirs is in the catalogue. */
  readonly label?: () => string;
  /** Whether it is of any use at this moment; left out, it always is. */
  readonly isAvailable?: () => boolean;
  readonly run: () => void;
}

/** A command of the menus, which has its name in the catalogue. */
export function isMenuCommand(id: string): id is Command {
  return Object.hasOwn(commandKeys, id);
}

/** Everything that can be done. Each area registers what is its own. */
export class Commands {
  #entries = $state.raw<readonly CommandEntry[]>([]);

  /** In the order in which they were registered. */
  readonly available: readonly CommandEntry[] = $derived(this.#entries.filter(isAvailable));
  /** Commands of the menus that are of no use at this moment. */
  readonly disabled: readonly Command[] = $derived(
    menuCommands.filter((id) => !this.available.some((entry) => entry.id === id)),
  );

  /** @returns a function that takes them out again: for what exists only as long as a view is open. */
  register(...entries: readonly CommandEntry[]): () => void {
    const all = [...this.#entries, ...entries];
    const twice = all.find(({ id }, index) => all.findIndex((other) => other.id === id) < index);
    if (twice) throw new Error(`A command is registered twice: ${twice.id}.`);
    this.#entries = all;
    return () => (this.#entries = this.#entries.filter((entry) => !entries.includes(entry)));
  }

  /** Carries a command out, unless it is of no use at this moment. */
  run(id: string): void {
    const entry = this.#entries.find((each) => each.id === id);
    if (entry && isAvailable(entry)) entry.run();
  }
}

function isAvailable({ isAvailable }: CommandEntry): boolean {
  return isAvailable?.() ?? true;
}
