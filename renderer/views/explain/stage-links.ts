import type { Place3 } from '../../../engine/protocol/explain-calls.ts';
import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import type { LayerSpec } from '../../../engine/protocol/network.ts';
import type { Detail, Focus } from '../../state/explain-focus.ts';
import type { Tensors } from '../../state/explain-tensors.ts';
import { cellOf, toPicture, type Cell } from './picture.ts';

/** What hangs together in a layer's stage: which cells are lit up, and which lines are drawn between pictures. */

type Corner = readonly [row: number, column: number];

export interface Field {
  readonly from: Corner;
  readonly to: Corner;
}

/** A rectangle of cells of a picture, by the picture's name. */
export interface End extends Field {
  readonly part: string;
}

export interface Link {
  readonly from: End;
  readonly to: End;
}

export interface Ties {
  /** The part of the input that belongs to what was touched. */
  readonly field: Field | null;
  readonly leftMarks: readonly Place3[];
  readonly rightMarks: readonly Place3[];
  readonly links: readonly Link[];
}

/** Vectors up to this are shown as bars with their numbers. */
const FEW = 16;

export function isFew(view: TensorView): boolean {
  return view.form === 'vector' && view.columns <= FEW && view.folded === null;
}

/** @param focus what was touched in this layer, and `detail` what the engine says of it. */
export function tiesOf(
  spec: LayerSpec,
  isForward: boolean,
  tensors: Tensors,
  focus: Focus | null,
  detail: Detail | null,
): Ties {
  const nothing: Ties = { field: null, leftMarks: [], rightMarks: [], links: [] };
  const left = isForward ? tensors.input : tensors.inputGradient;
  const right = isForward ? tensors.output : tensors.outputGradient;
  if (!left || !right || !focus) return nothing;
  const [leftPart, rightPart] = isForward
    ? (['input', 'output'] as const)
    : (['inputGradient', 'outputGradient'] as const);
  const leftEnd = (field: Field): End => ({ part: leftPart, ...field });
  const rightEnd = (field: Field): End => ({ part: rightPart, ...field });

  if (focus.kind === 'weight') {
    if (detail?.kind !== 'weight' || focus.parameter !== 'weights') return nothing;
    const used = detail.uses.uses.flatMap(({ input }) => (input ? [input] : []));
    const field = spec.kind === 'conv2d' ? boundsOf(used.map(([row, column]) => ({ row, column }))) : null;
    const weight = cellIn(tensors.parameter, weightPlace(spec, focus.place));
    const weightEnd = weight && { part: isForward ? 'parameter' : 'parameterGradient', ...only(weight) };
    if (!weightEnd) return { ...nothing, field };
    if (!isForward) {
      const source = spec.kind === 'dense' ? cellIn(right, [0, 0, focus.place.at(-1)!]) : null;
      return {
        ...nothing,
        field,
        links: [{ from: weightEnd, to: rightEnd(source ? only(source) : wholeOf(right)) }],
      };
    }
    const source = field ?? (used[0] && cellIn(left, used[0]));
    if (!source) return { ...nothing, field };
    return {
      ...nothing,
      field,
      links: [{ from: leftEnd('from' in source ? source : only(source)), to: weightEnd }],
    };
  }

  if (focus.kind === 'input') {
    const from = cellIn(left, focus.place);
    if (detail?.kind !== 'input' || !from) return nothing;
    const rightMarks = detail.uses.uses.map(({ output }) => output);
    const readers = rightMarks.map((place) => cellIn(right, place)).filter((cell) => cell !== null);
    const to = spec.kind === 'dense' ? wholeOf(right) : boundsOf(readers);
    return {
      ...nothing,
      rightMarks: spec.kind === 'dense' ? [] : rightMarks,
      links: to ? [{ from: leftEnd(only(from)), to: rightEnd(to) }] : [],
    };
  }

  const target = cellIn(right, focus.place);
  if (detail?.kind !== 'value' || !target) return nothing;
  const { origin } = detail;
  const to = rightEnd(only(target));
  if (origin.kind === 'function') {
    const source = cellIn(left, origin.source);
    return {
      ...nothing,
      leftMarks: [origin.source],
      links: source ? [{ from: leftEnd(only(source)), to }] : [],
    };
  }
  const field = origin.field && within(origin.field, left);
  const links = [{ from: leftEnd(field ?? wholeOf(left)), to }];
  if (origin.kind !== 'maximum') return { ...nothing, field, links };
  const winners = origin.window.filter(
    ({ receives, isMaximum }) => isMaximum && (isForward || receives !== 0),
  );
  return { ...nothing, field, links, leftMarks: winners.map(({ input }) => input) };
}

/** What was touched, from what is said of it. */
export function focusOf(detail: Detail | null): Focus | null {
  switch (detail?.kind) {
    case undefined:
      return null;
    case 'value':
      return { kind: 'output', layer: detail.origin.layer, place: detail.origin.place };
    case 'input':
      return { kind: 'input', layer: detail.uses.layer, place: detail.uses.place };
    case 'weight': {
      const { layer, parameter, place } = detail.uses;
      return { kind: 'weight', layer, parameter, place };
    }
    default:
      throw new Error(`Unknown detail: ${JSON.stringify(detail satisfies never)}`);
  }
}

/** Where a weight stands in the picture of its filter or unit. */
export function weightPlace(spec: LayerSpec, place: readonly number[]): Place3 {
  return spec.kind === 'conv2d' ? [place[0]!, place[1]!, 0] : [0, 0, place[0]!];
}

function cellIn(view: TensorView | undefined, place: Place3): Cell | null {
  if (!view) return null;
  // Bars stand below each other.
  if (isFew(view)) return { row: place[2], column: 0 };
  return cellOf(toPicture(view), place);
}

/** The field of one cell. */
export function only({ row, column }: Cell): Field {
  return { from: [row, column], to: [row, column] };
}

function wholeOf(view: TensorView): Field {
  const { rows, columns } = isFew(view) ? { rows: view.columns, columns: 1 } : toPicture(view);
  return { from: [0, 0], to: [rows - 1, columns - 1] };
}

/** What of a field lies in the picture: where padding was read, it reaches over the edge. */
function within({ from, to }: Field, view: TensorView): Field {
  const { rows, columns } = toPicture(view);
  return {
    from: [Math.max(0, from[0]), Math.max(0, from[1])],
    to: [Math.min(rows - 1, to[0]), Math.min(columns - 1, to[1])],
  };
}

function boundsOf(cells: readonly Cell[]): Field | null {
  if (cells.length === 0) return null;
  const rows = cells.map(({ row }) => row);
  const columns = cells.map(({ column }) => column);
  return {
    from: [Math.min(...rows), Math.min(...columns)],
    to: [Math.max(...rows), Math.max(...columns)],
  };
}
