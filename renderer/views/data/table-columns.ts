/** So many columns are chosen from as they are; of more, the ends. */
const MOST = 40;
const AT_EACH_END = 12;

/**
 * The columns of a table that are offered for the label: a table of a thousand is not chosen from a list, and its label
 * stands at an end. The one that is taken is always among them; columns of one name are the same choice.
 */
export function offeredColumns({
  names,
  label,
}: {
  readonly names: readonly string[];
  readonly label: string;
}): readonly string[] {
  const offered =
    names.length <= MOST ? names : [...names.slice(0, AT_EACH_END), ...names.slice(-AT_EACH_END)];
  return names.filter((name, at) => names.indexOf(name) === at && (name === label || offered.includes(name)));
}
