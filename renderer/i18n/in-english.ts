/**
 * What the window calls something in its language, in English: the guide, which is in English, is searched by whoever
 * reads another.
 *
 * @param texts the window's, in its language. @param english the same in English.
 * @returns null where nothing is called so.
 */
export function inEnglish(name: string, texts: object, english: object): string | null {
  const wanted = bare(name);
  // English words are what they are.
  if (!/[^ -~]/.test(wanted)) return null;
  let best: { readonly here: string; readonly there: string } | null = null;
  for (const [text, translation] of pairs(texts, english)) {
    const here = bare(text);
    if (!here.includes(wanted)) continue;
    // The shortest is the thing's own name.
    if (best === null || here.length < best.here.length) best = { here, there: bare(translation) };
  }
  return best?.there ?? null;
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N} ]/gu, '')
    .trim();
}

function* pairs(texts: object, english: object): Generator<readonly [string, string]> {
  for (const [key, text] of Object.entries(texts) as [string, unknown][]) {
    const translation = (english as Record<string, unknown>)[key];
    if (typeof text === 'string' && typeof translation === 'string') yield [text, translation];
    else if (isTree(text) && isTree(translation)) yield* pairs(text, translation);
  }
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
