/** Finds commands by what a person types. */

export interface Named {
  readonly label: string;
}

/**
 * Those whose name has all the words, in any order; names that begin with the first word come first. Where no name
 * has them, the letters may lie apart: "olm" finds "Open model".
 */
export function search<T extends Named>(commands: readonly T[], typed: string): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  const name = (command: T) => command.label.toLowerCase();
  const found = commands.filter((command) => words.every((word) => name(command).includes(word)));
  if (found.length > 0) {
    const begins = (command: T) => Number(!name(command).startsWith(words[0]!));
    return found.sort((a, b) => begins(a) - begins(b));
  }
  const letters = words.join('');
  return commands.filter((command) => hasInOrder(name(command), letters));
}

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at++;
  return at === letters.length;
}
