/**
 * Which form of a word goes with a number, by the rules that Unicode keeps for each language: English has one form for 1
 * and another for 0 and 2, Hindi one form for 0 and 1. A word is then asked for in every form that the language has.
 *
 * @param rules whose rules they are, as a BCP 47 tag.
 * @param forms the forms that these rules tell apart, besides "other", which every language has.
 */
export function pluralIn<Form extends Intl.LDMLPluralRule>(
  rules: string,
  forms: readonly Form[],
): (count: number, words: Readonly<Record<Form | 'other', string>>) => string {
  // Read at its first use: it takes a process that only starts 30 ms.
  let plural: Intl.PluralRules | undefined;
  return (count, words) => {
    plural ??= new Intl.PluralRules(rules);
    const form = plural.select(count);
    return words[forms.find((each) => each === form) ?? 'other'];
  };
}
