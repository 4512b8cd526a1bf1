import type { LayerSpec } from '../../engine/protocol/network.ts';

/** The walk-through as a path: forwards to the loss, backwards to the image, and the update that closes the circle. */
export type Way = 'forward' | 'backward' | 'update';
export type Stage = 'image' | 'layer' | 'softmax' | 'loss' | 'update';

export interface Step {
  /** "forward-2", "backward-loss", "update": stable, for links and tests. */
  readonly id: string;
  readonly way: Way;
  readonly stage: Stage;
  /** Of a layer's step. */
  readonly layer: number | null;
  /** Where in the network: 0 is the image, then the layers, softmax, and the loss. */
  readonly column: number;
}

export function stepsOf(layers: readonly LayerSpec[]): Step[] {
  const stages: { stage: Stage; layer: number | null }[] = [
    { stage: 'image', layer: null },
    ...layers.map((_, layer) => ({ stage: 'layer', layer }) as const),
    { stage: 'softmax', layer: null },
    { stage: 'loss', layer: null },
  ];
  const way = (name: 'forward' | 'backward') =>
    stages.map(({ stage, layer }, column): Step => ({
      id: `${name}-${layer ?? stage}`,
      way: name,
      stage,
      layer,
      column,
    }));
  return [
    ...way('forward'),
    ...way('backward').reverse(),
    { id: 'update', way: 'update', stage: 'update', layer: null, column: -1 },
  ];
}
