import type { ClippingSettings, OptimizerKind, OptimizerSettings } from '../protocol/settings.ts';
import { wholePower } from './elementary.ts';

/**
 * The numbers of one step of an optimiser, as the kernels read them (engine/kernels/wasm/optimizers.ts): what
 * depends on the settings and on the number of the step is worked out here once, in double precision, and not
 * once for each weight.
 */
export const RULE_FLOATS = 16;

const RATE = 0;
const DECAY = 1;
const KEPT = 2;
const CLIP_FACTOR = 3;
const CLIP_LIMIT = 4;
const FIRST = 5;
const FIRST_REST = 6;
const SECOND = 7;
const SECOND_REST = 8;
const EPSILON = 9;
const ROOT_CORRECTION = 10;

/** What each optimiser remembers for every learned value, by name. */
const MEMORIES = {
  sgd: [],
  momentum: ['velocity'],
  nesterov: ['velocity'],
  rmsprop: ['meanSquare'],
  adam: ['mean', 'meanSquare'],
  adamw: ['mean', 'meanSquare'],
} as const satisfies Record<OptimizerKind, readonly string[]>;

export type MemoryName = (typeof MEMORIES)[OptimizerKind][number];

export function memoriesOf(kind: OptimizerKind): readonly MemoryName[] {
  return MEMORIES[kind];
}

/** What an optimiser remembers, in the layout of the parameters: all that it needs to go on after `steps` steps. */
export interface OptimizerState {
  readonly steps: number;
  readonly memories: readonly OptimizerMemory[];
}

export interface OptimizerMemory {
  readonly name: MemoryName;
  /** Layer by layer; none for a parameter that is not learned. */
  readonly values: readonly (readonly Float32Array[])[];
}

/** Neither weight decay nor clipping: the step is w ← w − rate · g and nothing else. */
export function isPlainSgd(optimizer: OptimizerSettings, clipping: ClippingSettings | undefined): boolean {
  return optimizer.kind === 'sgd' && (optimizer.weightDecay ?? 0) === 0 && clipping === undefined;
}

/**
 * @param rule gets the numbers.
 * @param learningRate this step's.
 * @param step 1 for the first step of the run.
 * @param clipFactor what clipping by norm multiplies the gradient with; 1 for nothing.
 */
export function fillRule(
  rule: Float32Array,
  optimizer: OptimizerSettings,
  clipping: ClippingSettings | undefined,
  learningRate: number,
  step: number,
  clipFactor: number,
): void {
  const { weightDecay = 0 } = optimizer;
  rule[RATE] = learningRate;
  rule[DECAY] = weightDecay;
  rule[KEPT] = 1;
  rule[CLIP_FACTOR] = clipFactor;
  rule[CLIP_LIMIT] = clipping?.kind === 'value' ? clipping.limit : Infinity;
  switch (optimizer.kind) {
    case 'sgd':
      return;
    case 'momentum':
    case 'nesterov':
      rule[FIRST] = optimizer.momentum;
      return;
    case 'rmsprop':
      rule[SECOND] = optimizer.smoothing;
      rule[SECOND_REST] = 1 - optimizer.smoothing;
      rule[EPSILON] = optimizer.epsilon;
      return;
    case 'adam':
    case 'adamw': {
      const { beta1, beta2 } = optimizer;
      rule[FIRST] = beta1;
      rule[FIRST_REST] = 1 - beta1;
      rule[SECOND] = beta2;
      rule[SECOND_REST] = 1 - beta2;
      rule[EPSILON] = optimizer.epsilon;
      rule[RATE] = learningRate / (1 - wholePower(beta1, step));
      rule[ROOT_CORRECTION] = 1 / Math.sqrt(1 - wholePower(beta2, step));
      if (optimizer.kind === 'adamw') {
        rule[DECAY] = 0;
        rule[KEPT] = 1 - learningRate * weightDecay;
      }
      return;
    }
    default:
      optimizer satisfies never;
  }
}
