/**
 * The ways in which people write digits: as taught in American schools, which MNIST shows, and those that it lacks:
 * ones with a flag and a foot, crossed sevens, zeros with a stroke through them, open fours of two strokes, a five
 * whose hat was put on afterwards.
 *
 * A stroke is a list of places [x, y], in units of the digit's height; the pen goes through them in a smooth curve,
 * but turns sharply at a third number.
 */

export type StylePoint = readonly [x: number, y: number, corner?: 1];
export type StyleStroke = readonly StylePoint[];

export interface Style {
  /** How common it is among the ways to write this digit. */
  readonly weight: number;
  readonly strokes: readonly StyleStroke[];
}

const zero: StyleStroke = [[0.4, 0], [0.14, 0.14], [0, 0.5], [0.14, 0.88], [0.36, 1], [0.6, 0.86], [0.7, 0.5], [0.58, 0.13], [0.36, 0.01]]; // prettier-ignore
const sevenBar: StyleStroke = [[0.1, 0.5], [0.62, 0.46]]; // prettier-ignore
const seven: StyleStroke = [[0, 0.03], [0.62, 0, 1], [0.25, 1]]; // prettier-ignore
const curvedSeven: StyleStroke = [[0, 0.05], [0.6, 0.02, 1], [0.38, 0.45], [0.28, 1]]; // prettier-ignore
const tickedSeven: StyleStroke = [[0.02, 0.22], [0.02, 0.03, 1], [0.62, 0, 1], [0.3, 1]]; // prettier-ignore
const wavySeven: StyleStroke = [[0, 0.12], [0.16, 0], [0.4, 0.08], [0.62, 0.02, 1], [0.28, 1]]; // prettier-ignore
const foot: StyleStroke = [[0.02, 1], [0.58, 0.98]]; // prettier-ignore
const flagged: StyleStroke = [[0, 0.28], [0.3, 0, 1], [0.3, 1]]; // prettier-ignore
const shortFlag: StyleStroke = [[0.14, 0.16], [0.3, 0, 1], [0.3, 1]]; // prettier-ignore
const longFlag: StyleStroke = [[-0.16, 0.46], [0.3, 0, 1], [0.3, 1]]; // prettier-ignore
const steepFlag: StyleStroke = [[-0.22, 0.62], [0.3, 0, 1], [0.24, 1]]; // prettier-ignore
const flatFlag: StyleStroke = [[-0.24, 0.24], [0.3, 0, 1], [0.26, 1]]; // prettier-ignore
const curvedFlag: StyleStroke = [[0.02, 0.24], [0.18, 0.17], [0.3, 0, 1], [0.28, 1]]; // prettier-ignore
const five: StyleStroke = [[0.15, 0.05], [0.1, 0.42, 1], [0.38, 0.36], [0.62, 0.58], [0.55, 0.88], [0.28, 1], [0, 0.9]]; // prettier-ignore

/** For each digit its styles. */
export const styles: readonly (readonly Style[])[] = [
  [
    { weight: 3, strokes: [zero] },
    // Begun at the right, and past its beginning.
    { weight: 1, strokes: [[[0.5, 0.08], [0.2, 0.06], [0, 0.45], [0.12, 0.9], [0.4, 1], [0.66, 0.7], [0.68, 0.3], [0.46, 0.04], [0.26, 0.1]]] }, // prettier-ignore
    // Clockwise.
    { weight: 0.7, strokes: [[[0.1, 0.16], [0.36, 0], [0.66, 0.2], [0.7, 0.55], [0.5, 0.95], [0.2, 0.95], [0.01, 0.55], [0.08, 0.2], [0.3, 0.02]]] }, // prettier-ignore
    { weight: 0.6, strokes: [zero, [[0.78, -0.1], [-0.06, 1.1]]] }, // prettier-ignore
  ],
  [
    { weight: 3, strokes: [[[0, 0], [0, 1]]] }, // prettier-ignore
    { weight: 1.2, strokes: [shortFlag] },
    { weight: 2, strokes: [flagged] },
    { weight: 1.4, strokes: [longFlag] },
    { weight: 1.1, strokes: [steepFlag] },
    { weight: 1.3, strokes: [flatFlag] },
    { weight: 0.8, strokes: [[[-0.36, 0.5], [0.3, 0, 1], [0.22, 1]]] }, // prettier-ignore
    { weight: 0.6, strokes: [curvedFlag] },
    { weight: 0.8, strokes: [shortFlag, foot] },
    { weight: 1.6, strokes: [flagged, foot] },
    { weight: 1.2, strokes: [longFlag, [[-0.1, 1], [0.66, 0.98]]] }, // prettier-ignore
    { weight: 0.5, strokes: [curvedFlag, foot] },
    { weight: 0.3, strokes: [[[0.3, 0], [0.3, 1]], foot] }, // prettier-ignore
    { weight: 0.4, strokes: [[[0.06, 0.06], [0.3, 0, 1], [0.28, 1]]] }, // prettier-ignore
    // Flag, stem and foot without lifting the pen.
    { weight: 0.4, strokes: [[[0, 0.28], [0.3, 0, 1], [0.3, 1, 1], [0, 1, 1], [0.58, 0.98]]] }, // prettier-ignore
  ],
  [
    { weight: 3, strokes: [[[0.05, 0.22], [0.2, 0.03], [0.45, 0.02], [0.6, 0.2], [0.5, 0.48], [0.2, 0.8], [0, 1, 1], [0.65, 0.97]]] }, // prettier-ignore
    // With a loop at the bottom.
    { weight: 2, strokes: [[[0.05, 0.2], [0.25, 0], [0.55, 0.1], [0.55, 0.4], [0.3, 0.78], [0.1, 0.97], [0, 0.88], [0.12, 0.8], [0.35, 0.92], [0.7, 0.95]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.08, 0.18], [0.28, 0], [0.56, 0.12], [0.52, 0.42], [0.25, 0.75], [0, 0.98, 1], [0.2, 0.9], [0.45, 1], [0.7, 0.93]]] }, // prettier-ignore
    // Like a Z.
    { weight: 0.8, strokes: [[[0.04, 0.1], [0.35, 0], [0.6, 0.1], [0.4, 0.5], [0, 1, 1], [0.62, 1]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.1, 0.32], [0.08, 0.1], [0.35, 0], [0.6, 0.15], [0.5, 0.5], [0.02, 0.98, 1], [0.66, 1]]] }, // prettier-ignore
  ],
  [
    { weight: 3, strokes: [[[0.05, 0.12], [0.28, 0], [0.55, 0.12], [0.5, 0.36], [0.24, 0.47], [0.52, 0.55], [0.64, 0.76], [0.42, 0.98], [0.05, 0.9]]] }, // prettier-ignore
    { weight: 1.5, strokes: [[[0.05, 0.12], [0.3, 0], [0.56, 0.14], [0.48, 0.38], [0.22, 0.46, 1], [0.52, 0.54], [0.64, 0.76], [0.42, 0.98], [0.02, 0.92]]] }, // prettier-ignore
    // With a flat top.
    { weight: 0.6, strokes: [[[0.02, 0.08], [0.35, 0], [0.55, 0.1], [0.45, 0.3], [0.15, 0.36, 1], [0.5, 0.42], [0.66, 0.65], [0.5, 0.95], [-0.05, 1]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.05, 0.02], [0.58, 0, 1], [0.24, 0.42, 1], [0.52, 0.52], [0.62, 0.75], [0.38, 1], [0.02, 0.9]]] }, // prettier-ignore
    // With a loop in the middle.
    { weight: 1, strokes: [[[0.08, 0.1], [0.35, 0], [0.58, 0.18], [0.4, 0.42], [0.2, 0.5], [0.2, 0.4], [0.42, 0.48], [0.62, 0.72], [0.4, 0.99], [0.03, 0.9]]] }, // prettier-ignore
  ],
  [
    // Open, of two strokes.
    { weight: 2, strokes: [[[0.22, 0], [0.02, 0.58, 1], [0.7, 0.56]], [[0.52, 0.2], [0.48, 1]]] }, // prettier-ignore
    { weight: 1.5, strokes: [[[0.08, 0], [0.05, 0.5, 1], [0.65, 0.5]], [[0.55, 0], [0.52, 1]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.08, 0.02], [0.05, 0.38], [0.2, 0.55], [0.5, 0.48]], [[0.58, 0], [0.5, 1]]] }, // prettier-ignore
    // Open, in one stroke.
    { weight: 1, strokes: [[[0.08, 0], [0.04, 0.42], [0.2, 0.55], [0.45, 0.48], [0.58, 0.05, 1], [0.52, 1]]] }, // prettier-ignore
    // Closed.
    { weight: 1.2, strokes: [[[0.48, 0], [0, 0.65, 1], [0.7, 0.65]], [[0.48, 0], [0.48, 1]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.45, 1], [0.5, 0, 1], [0, 0.62, 1], [0.72, 0.62]]] }, // prettier-ignore
    // With a loop at its corner.
    { weight: 0.6, strokes: [[[0.25, 0], [0.05, 0.5], [0, 0.62], [0.1, 0.64], [0.7, 0.55]], [[0.5, 0.3], [0.42, 1]]] }, // prettier-ignore
  ],
  [
    { weight: 2, strokes: [[[0.62, 0], [0.14, 0.03, 1], [0.08, 0.42, 1], [0.35, 0.36], [0.62, 0.55], [0.58, 0.85], [0.3, 1], [0, 0.92]]] }, // prettier-ignore
    // The hat afterwards.
    { weight: 2, strokes: [five, [[0.15, 0.04], [0.65, 0]]] }, // prettier-ignore
    { weight: 0.8, strokes: [five, [[0.24, -0.04], [0.72, -0.08]]] }, // prettier-ignore
    // Like an S.
    { weight: 1.2, strokes: [[[0.6, 0.05], [0.3, 0.02], [0.12, 0.18], [0.22, 0.4], [0.5, 0.52], [0.6, 0.75], [0.38, 0.99], [0.02, 0.92]]] }, // prettier-ignore
    { weight: 0.5, strokes: [[[0.58, 0], [0.12, 0, 1], [0.1, 0.45, 1], [0.5, 0.45], [0.6, 0.72], [0.5, 0.98], [0, 1]]] }, // prettier-ignore
  ],
  [
    { weight: 2, strokes: [[[0.52, 0], [0.2, 0.25], [0.02, 0.65], [0.15, 0.96], [0.45, 0.98], [0.58, 0.75], [0.4, 0.55], [0.1, 0.66], [0.03, 0.8]]] }, // prettier-ignore
    { weight: 1.5, strokes: [[[0.3, 0], [0.02, 0.65], [0.18, 0.98], [0.48, 0.95], [0.55, 0.7], [0.32, 0.55], [0.05, 0.72]]] }, // prettier-ignore
    { weight: 1.2, strokes: [[[0.6, 0.05], [0.25, 0.15], [0.02, 0.55], [0.1, 0.92], [0.38, 1], [0.5, 0.82], [0.35, 0.68], [0.12, 0.78]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.45, 0], [0.1, 0.35], [0, 0.7], [0.2, 1], [0.55, 0.92], [0.6, 0.6], [0.35, 0.45], [0.05, 0.62]]] }, // prettier-ignore
    // The loop left open, or drawn beyond its beginning.
    { weight: 0.8, strokes: [[[0.6, 0.1], [0.35, 0], [0.08, 0.3], [0, 0.7], [0.2, 1], [0.52, 0.9], [0.55, 0.65], [0.35, 0.52], [0.14, 0.64]]] }, // prettier-ignore
    { weight: 0.6, strokes: [[[0.4, 0], [0.08, 0.4], [0.02, 0.75], [0.25, 1], [0.55, 0.85], [0.5, 0.6], [0.2, 0.58], [-0.1, 0.68]]] }, // prettier-ignore
  ],
  [
    { weight: 1.5, strokes: [seven] },
    { weight: 1, strokes: [curvedSeven] },
    { weight: 0.7, strokes: [tickedSeven] },
    { weight: 0.4, strokes: [wavySeven] },
    { weight: 1.5, strokes: [seven, sevenBar] },
    { weight: 1, strokes: [curvedSeven, sevenBar] },
    { weight: 0.8, strokes: [tickedSeven, sevenBar] },
    { weight: 0.8, strokes: [wavySeven, sevenBar] },
  ],
  [
    { weight: 2, strokes: [[[0.55, 0.12], [0.3, 0], [0.08, 0.18], [0.28, 0.45], [0.55, 0.68], [0.45, 0.95], [0.15, 0.97], [0.03, 0.75], [0.25, 0.48], [0.52, 0.25], [0.55, 0.1]]] }, // prettier-ignore
    { weight: 1.5, strokes: [[[0.3, 0], [0.55, 0.15], [0.3, 0.47], [0.04, 0.75], [0.25, 1], [0.56, 0.82], [0.35, 0.5], [0.08, 0.22], [0.3, 0]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.3, 0], [0.08, 0.22], [0.3, 0.46], [0.52, 0.22], [0.3, 0]], [[0.3, 0.46], [0.02, 0.74], [0.3, 1], [0.58, 0.74], [0.3, 0.46]]] }, // prettier-ignore
    // Open at the top.
    { weight: 1, strokes: [[[0.62, 0.05], [0.2, 0], [0.1, 0.22], [0.5, 0.6], [0.5, 0.92], [0.2, 1], [0.05, 0.78], [0.35, 0.5], [0.66, 0.12]]] }, // prettier-ignore
    { weight: 0.6, strokes: [[[0.25, 0.02], [0.06, 0.2], [0.3, 0.46], [0.56, 0.7], [0.4, 0.98], [0.1, 0.95], [0.06, 0.7], [0.34, 0.46], [0.54, 0.2], [0.34, 0]]] }, // prettier-ignore
  ],
  [
    { weight: 2, strokes: [[[0.55, 0.15], [0.3, 0], [0.05, 0.2], [0.15, 0.48], [0.4, 0.46], [0.57, 0.15, 1], [0.52, 1]]] }, // prettier-ignore
    { weight: 1.5, strokes: [[[0.55, 0.2], [0.35, 0], [0.05, 0.15], [0.1, 0.45], [0.35, 0.5], [0.57, 0.2], [0.55, 0.6], [0.35, 1]]] }, // prettier-ignore
    // With a hook.
    { weight: 1.2, strokes: [[[0.52, 0.14], [0.3, 0], [0.05, 0.18], [0.15, 0.45], [0.42, 0.44], [0.56, 0.2], [0.55, 0.7], [0.38, 0.98], [0.05, 0.9]]] }, // prettier-ignore
    { weight: 1, strokes: [[[0.55, 0.25], [0.3, 0], [0.03, 0.25], [0.28, 0.52], [0.55, 0.25]], [[0.57, 0.05], [0.5, 1]]] }, // prettier-ignore
    { weight: 0.7, strokes: [[[0.5, 0.05], [0.15, 0.02], [0.05, 0.3], [0.3, 0.42], [0.55, 0.2], [0.5, 0.6], [0.3, 0.95], [0, 1]]] }, // prettier-ignore
    // The tail sweeps far to the left, as that of a g.
    { weight: 1.6, strokes: [[[0.56, 0.1], [0.34, 0], [0.12, 0.14], [0.22, 0.36], [0.46, 0.32], [0.58, 0.12], [0.62, 0.55], [0.5, 0.9], [0.2, 1], [-0.08, 0.86]]] }, // prettier-ignore
    { weight: 0.6, strokes: [[[0.58, 0.05], [0.2, 0.05], [0.1, 0.3], [0.55, 0.32], [0.6, 0.06, 1], [0.64, 0.75], [0.35, 1], [-0.05, 0.92]]] }, // prettier-ignore
  ],
];
