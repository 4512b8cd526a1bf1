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
const made = new Map<string, Node>();

export function texElements(tex: string, { display }: { display: boolean }): Node {
  const name = `${display ? 'display' : 'inline'} ${tex}`;
  let node = made.get(name);
  if (!node) {
    node = make(tex, display);
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    made.set(name, node);
  }
  return node.cloneNode(true);
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
