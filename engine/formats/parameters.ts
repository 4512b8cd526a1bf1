import type { NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type ParameterName } from '../protocol/shapes.ts';

/** Every learned array of a network, and its running averages, in the order of its layers: what a file and a fingerprint go through. */

/** One list a layer, in the order of `inferShapes(...)[layer].parameters`; empty for layers that learn nothing. */
export type Parameters = readonly (readonly Float32Array[])[];

export interface ParameterPlace {
  readonly layer: number;
  /** Position within the layer's list. */
  readonly position: number;
  /** "layers.0.conv2d.weights" */
  readonly name: string;
  readonly shape: readonly number[];
  /** Running averages are not: an optimiser remembers nothing of them. */
  readonly learned: boolean;
  /** Number of values. */
  readonly length: number;
}

/** What a layer is called in files, "layers.0.conv2d". */
export function layerName(network: NetworkSpec, layer: number): string {
  return `layers.${layer}.${network.layers[layer]!.kind}`;
}

export function tensorName(network: NetworkSpec, layer: number, parameter: ParameterName): string {
  return `${layerName(network, layer)}.${parameter}`;
}

/** @throws EpochLabError `impossible-network` when the layers do not fit together. */
export function parameterPlaces(network: NetworkSpec, classes: number): ParameterPlace[] {
  return inferShapes(network, classes).flatMap(({ parameters }, layer) =>
    parameters.map(({ name, dimensions, learned }, position) => ({
      layer,
      position,
      name: tensorName(network, layer, name),
      shape: dimensions,
      learned,
      length: dimensions.reduce((product, side) => product * side, 1),
    })),
  );
}

/**
 * The bytes of an array, as they go into files: little-endian, which is also how WebAssembly, and with it every
 * machine that this runs on, keeps them.
 */
export function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The first value that is not a finite number, "NaN" or "Infinity"; null when all are. */
export function firstNotFinite(values: Float32Array): string | null {
  const wrong = values.find((value) => !Number.isFinite(value));
  return wrong === undefined ? null : String(wrong);
}
