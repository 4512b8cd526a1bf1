import type { LayerShape, ParameterName, ParameterShape } from '../protocol/shapes.ts';
import { Allocator, FLOAT_BYTES, wholeVectors } from './allocator.ts';

/** Where a parameter stands in memory. */
export interface ParameterPlan {
  readonly layer: number;
  readonly name: ParameterName;
  readonly learned: boolean;
  readonly address: number;
  /** The values as a matrix: rows × columns, each row `stride` floats from the one before. */
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/**
 * Where all parameters stand, from an address on: those that are learned in one run, then the running averages.
 *
 * @returns the bytes of those that are learned, which a shard's gradients take as well, and of all.
 */
export function planParameters(
  shapes: readonly LayerShape[],
  address: number,
): { readonly parameters: readonly ParameterPlan[]; readonly gradientBytes: number; readonly bytes: number } {
  const learned = new Allocator(address);
  const averages = new Allocator(address + learnedBytes(shapes));
  const parameters = shapes.flatMap((shape, layer) =>
    shape.parameters.map((parameter): ParameterPlan => {
      const { rows, columns, stride, bytes } = matrixOf(parameter);
      const place = (parameter.learned ? learned : averages).take(bytes);
      return {
        layer,
        name: parameter.name,
        learned: parameter.learned,
        address: place,
        rows,
        columns,
        stride,
      };
    }),
  );
  return { parameters, gradientBytes: learned.end - address, bytes: averages.end - address };
}

function learnedBytes(shapes: readonly LayerShape[]): number {
  const measure = new Allocator(0);
  for (const { parameters } of shapes) {
    for (const parameter of parameters) if (parameter.learned) measure.take(matrixOf(parameter).bytes);
  }
  return measure.end;
}

/** A parameter as a matrix: its last dimension are the columns, all others together the rows. */
function matrixOf({ dimensions }: ParameterShape) {
  const columns = dimensions[dimensions.length - 1]!;
  const rows = dimensions.slice(0, -1).reduce((product, n) => product * n, 1);
  const stride = wholeVectors(columns);
  return { rows, columns, stride, bytes: rows * stride * FLOAT_BYTES };
}
