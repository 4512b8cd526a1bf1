import type { LayerSpec, NetworkSpec } from './network.ts';
import { checkShapes, type LayerShape } from './shapes.ts';

/** Ways out of a stack of layers that is impossible: each is a network that was checked, and works or comes closer. */

export type FixKind =
  | 'addFlatten'
  | 'removeFlatten'
  | 'moveBeforeFlatten'
  | 'reduceKernel'
  | 'addPadding'
  | 'lessPadding'
  | 'reduceWindow'
  | 'removeLayer'
  | 'removePool'
  | 'addDense'
  | 'setUnits'
  | 'halve';

export interface Fix {
  readonly kind: FixKind;
  /** The layer that is changed, by its place before the change. */
  readonly layer: number;
  /** The new number, where there is one. */
  readonly value: number | null;
  readonly network: NetworkSpec;
}

/** More than this is not a way out but a maze. */
const MAX_FIXES = 4;

/** @returns the best first; none where the network is possible. */
export function fixesFor(network: NetworkSpec, classes: number): Fix[] {
  const { shapes, problem } = checkShapes(network, classes);
  if (!problem) return [];
  const before = distance(network, classes);
  return candidates(network, classes, shapes, Number(problem.details['layer']))
    .map((fix) => ({ fix, left: distance(fix.network, classes) }))
    .filter(({ left }) => left < before)
    .sort((a, b) => Number(a.left > 0) - Number(b.left > 0))
    .slice(0, MAX_FIXES)
    .map(({ fix }) => fix);
}

/** How much of the stack is still to be mended: layers from the first that does not fit; 1 where only the end is wrong. */
function distance(network: NetworkSpec, classes: number): number {
  const { shapes, problem } = checkShapes(network, classes);
  if (!problem) return 0;
  const unfit = network.layers.length - shapes.length;
  return 1 + unfit;
}

function candidates(network: NetworkSpec, classes: number, shapes: readonly LayerShape[], at: number): Fix[] {
  const { layers } = network;
  const layer = layers[at];
  const input = shapes[at - 1]?.output ?? { ...network.input, flat: false };
  const fix = (
    kind: FixKind,
    place: number,
    changed: readonly LayerSpec[],
    value: number | null = null,
  ): Fix => ({ kind, layer: place, value, network: { ...network, layers: [...changed] } });
  const without = (place: number) => layers.toSpliced(place, 1);
  const replaced = (place: number, spec: LayerSpec) => layers.with(place, spec);
  const room = Math.min(input.height, input.width);
  const flatten = layers.slice(0, at).findLastIndex(({ kind }) => kind === 'flatten');
  const pool = layers.slice(0, at).findLastIndex(({ kind }) => kind === 'maxPool' || kind === 'averagePool');

  const found: Fix[] = [];
  if (!layer) return found;
  if (layer.kind === 'dense' && !input.flat) {
    found.push(fix('addFlatten', at, layers.toSpliced(at, 0, { kind: 'flatten' })));
  }
  if (layer.kind === 'conv2d' || layer.kind === 'maxPool' || layer.kind === 'averagePool') {
    if (input.flat && flatten >= 0) {
      found.push(fix('moveBeforeFlatten', at, without(at).toSpliced(flatten, 0, layer)));
      found.push(fix('removeFlatten', flatten, without(flatten)));
    }
  }
  if (layer.kind === 'conv2d' && !input.flat) {
    if (layer.padding >= layer.kernel) {
      found.push(
        fix('lessPadding', at, replaced(at, { ...layer, padding: layer.kernel - 1 }), layer.kernel - 1),
      );
    }
    const padding = Math.ceil((layer.kernel - room) / 2);
    if (padding > layer.padding && padding < layer.kernel) {
      found.push(fix('addPadding', at, replaced(at, { ...layer, padding }), padding));
    }
    if (layer.kernel > room)
      found.push(fix('reduceKernel', at, replaced(at, { ...layer, kernel: room }), room));
  }
  if ((layer.kind === 'maxPool' || layer.kind === 'averagePool') && room >= 2 && layer.size > room) {
    found.push(fix('reduceWindow', at, replaced(at, { ...layer, size: room }), room));
  }
  if (pool >= 0 && !input.flat) found.push(fix('removePool', pool, without(pool)));

  if (at === layers.length - 1) found.push(...endings(network, classes, shapes, fix));
  if (layers.length > 1) found.push(fix('removeLayer', at, without(at)));
  const heaviest = heaviestLayer(shapes);
  const heavy = layers[heaviest];
  if (heavy?.kind === 'dense' && heavy.units > classes) {
    const units = Math.ceil(heavy.units / 2);
    found.push(fix('halve', heaviest, replaced(heaviest, { ...heavy, units }), units));
  }
  if (heavy?.kind === 'conv2d' && heavy.filters > 1) {
    const filters = Math.ceil(heavy.filters / 2);
    found.push(fix('halve', heaviest, replaced(heaviest, { ...heavy, filters }), filters));
  }
  return found;
}

/** The last dense layer gets a unit for each class, or one such layer is put at the end. */
function endings(
  network: NetworkSpec,
  classes: number,
  shapes: readonly LayerShape[],
  fix: (kind: FixKind, place: number, changed: readonly LayerSpec[], value: number) => Fix,
): Fix[] {
  const { layers } = network;
  const dense = layers.findLastIndex(({ kind }) => kind === 'dense');
  const last = layers[dense];
  const isFlat = shapes.at(-1)?.output.flat ?? false;
  const added: LayerSpec = { kind: 'dense', units: classes, bias: true };
  return [
    ...(last?.kind === 'dense' && last.units !== classes
      ? [fix('setUnits', dense, layers.with(dense, { ...last, units: classes }), classes)]
      : []),
    fix(
      'addDense',
      layers.length,
      [...layers, ...(isFlat ? [] : [{ kind: 'flatten' } as const]), added],
      classes,
    ),
  ];
}

function heaviestLayer(shapes: readonly LayerShape[]): number {
  let heaviest = -1;
  shapes.forEach(({ parameterCount }, index) => {
    if (parameterCount > (shapes[heaviest]?.parameterCount ?? 0)) heaviest = index;
  });
  return heaviest;
}
