import katex, { type KatexOptions } from 'katex';

/** A formula as elements. The content security policy refuses `style` attributes, of which KaTeX writes a few. */

interface DomTree {
  readonly attributes?: Record<string, string>;
  readonly children?: readonly DomTree[];
  toNode(): Node;
}

/** KaTeX's own way to `render`, before anything is put into the page. Its types leave it out. */
const { __renderToDomTree: toDomTree } = katex as unknown as {
  readonly __renderToDomTree: (tex: string, options: KatexOptions) => DomTree;
};

/** A size, in em, is that of a formula: none covers the page. */
const options: KatexOptions = { throwOnError: false, strict: false, trust: false, maxSize: 40 };

/** So many formulas are kept as they were made: a walk-through comes by the same ones again and again. */
const KEPT = 200;
const made = new Map<string, Made>();

interface Made {
  /** What eyes see. */
  readonly seen: Node;
  /** What is read aloud: MathML. It costs half as much again. */
  readonly spoken: Element | null;
}

interface Style {
  /** On a line of its own. */
  readonly display: boolean;
}

/** What formulas of sums, fractions and roots are set in. */
const FONTS = ['KaTeX_Main', 'KaTeX_Math', 'KaTeX_Size1', 'KaTeX_Size2', 'KaTeX_Size4'];

/** Fonts are fetched when they are first used, and whatever is there is laid out anew when they come. */
export function loadFormulaFonts(): void {
  for (const family of FONTS) {
    const style = family === 'KaTeX_Math' ? 'italic ' : '';
    // Where one cannot be had, formulas stand in another.
    document.fonts.load(`${style}1em ${family}`).catch(() => undefined);
  }
}

/** Puts a formula into an element, for eyes. */
export function typeset(element: Element, tex: string, style: Style): void {
  element.replaceChildren(keepMade(tex, style).seen.cloneNode(true));
}

const SPOKEN_AFTER_MS = 250;

/**
 * Adds what is read aloud of a formula that was put into the element, when it has been there for a while: nobody sees
 * it, and what is seen need not wait for it.
 *
 * @returns what takes the intention back.
 */
export function speak(element: Element, tex: string, style: Style): () => void {
  const timer = setTimeout(() => {
    const formula = element.querySelector('.katex');
    const { spoken } = keepMade(tex, style);
    if (spoken && formula && formula.firstElementChild?.className !== spoken.className)
      formula.prepend(spoken.cloneNode(true));
  }, SPOKEN_AFTER_MS);
  return () => clearTimeout(timer);
}

/** Makes a formula that will soon be asked for. */
export function keepMade(tex: string, { display }: Style): Made {
  const name = `${display ? 'display' : 'inline'} ${tex}`;
  let formula = made.get(name);
  if (!formula) {
    const seen = make(tex, display);
    const spoken = seen instanceof Element ? seen.querySelector('.katex-mathml') : null;
    spoken?.remove();
    formula = { seen, spoken };
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    made.set(name, formula);
  }
  return formula;
}

function make(tex: string, display: boolean): Node {
  try {
    const tree = toDomTree(tex, { ...options, displayMode: display });
    dropStyles(tree);
    return tree.toNode();
  } catch {
    // Nested deeper than KaTeX can go: as it was written.
    return document.createTextNode(tex);
  }
}

/** Those few give the width of a stretched sign, which its `width` attribute says as well. */
function dropStyles({ attributes, children = [] }: DomTree): void {
  if (attributes) delete attributes['style'];
  children.forEach(dropStyles);
}
