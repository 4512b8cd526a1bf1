/**
 * The end of a step, cut into blocks that threads take in turn: some of the learned values, in the order in which
 * they stand in memory. A block's gradients are summed over the shards; those of a dense layer's weights are worked
 * out only here, from what the layer kept of the whole batch (kernels/wasm/dense-back.ts).
 */
export interface UpdateBlock {
  /** Floats from the first parameter on. */
  readonly first: number;
  readonly count: number;
  /** Null where the shards have gradients to sum. */
  readonly rows: DenseRows | null;
}

/** Some rows of a dense layer's weights. */
export interface DenseRows {
  readonly kept: KeptBatch;
  readonly first: number;
  readonly count: number;
  readonly units: number;
  readonly stride: number;
  readonly turned: TurnedWeights | null;
}

/** Weights that stand turned as well, for all threads; whoever changes some of them turns those again. */
export interface TurnedWeights {
  readonly address: number;
  readonly weights: number;
  readonly inputs: number;
  readonly stride: number;
}

/** What a dense layer keeps of a batch: addresses of its inputs, in panels of four, and of its gradients. */
export interface KeptBatch {
  readonly panels: number;
  readonly gradients: number;
  /** Images that a panel has room for: those of a shard. */
  readonly capacity: number;
  /** Bytes from the panels of one shard to those of the next. */
  readonly shardBytes: number;
}

/** A dense layer's weights among the parameters. */
export interface DenseWeights {
  readonly kept: KeptBatch;
  /** Floats from the first parameter on. */
  readonly first: number;
  readonly rows: number;
  readonly units: number;
  readonly stride: number;
  readonly turned: TurnedWeights | null;
}

/**
 * The values of a block, which stay in a core's nearest cache; and the length of a gradient is summed from blocks of
 * so many.
 */
const BLOCK_FLOATS = 4096;
/** Rows of weights come in fours. */
const PANEL_ROWS = 4;

/** @param dense in the order in which they stand. */
export function planUpdateBlocks(parameterFloats: number, dense: readonly DenseWeights[]): UpdateBlock[] {
  const blocks: UpdateBlock[] = [];
  let at = 0;
  const addOthers = (end: number) => {
    for (; at < end; at += BLOCK_FLOATS) {
      blocks.push({ first: at, count: Math.min(BLOCK_FLOATS, end - at), rows: null });
    }
  };
  for (const { kept, first, rows, units, stride, turned } of dense) {
    addOthers(first);
    const parts = Math.ceil((rows * stride) / BLOCK_FLOATS);
    const partRows = Math.ceil(rows / parts / PANEL_ROWS) * PANEL_ROWS;
    for (let row = 0; row < rows; row += partRows) {
      const count = Math.min(partRows, rows - row);
      blocks.push({
        first: first + row * stride,
        count: count * stride,
        rows: { kept, first: row, count, units, stride, turned },
      });
    }
    at = first + rows * stride;
  }
  addOthers(parameterFloats);
  return blocks;
}
