/** The block of shared memory by which the threads of a team talk: 32-bit integers by number, and what orders there are. */

export const GENERATION = 0;
export const ORDER = 1;
export const DONE = 3;
export const SHARDS = 4;
export const IMAGES = 5;
export const FAILED = 6;
/** 1 where the gradients were summed already when the weights are updated. */
export const SUMMED = 7;
export const STEP = 8;
/** Which part of a training step, where a network has batch norm. */
export const PHASE = 9;
/** Counts the changes of the weights. */
export const VERSION = 10;
/** How many of each thread's own shards or blocks are taken: a number a thread, on a line of its own. */
export const TAKEN = 16;
export const LINE = 16;

export const ORDER_TRAIN = 1;
export const ORDER_UPDATE = 2;
export const ORDER_EVALUATE = 3;
export const ORDER_LEAVE = 4;
export const ORDER_SUM = 5;
export const ORDER_PHASE = 6;
