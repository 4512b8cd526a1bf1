import type { ClassSteps } from '../../../engine/protocol/explain-answers.ts';
import type { WalkInfo } from '../../../engine/protocol/explain-walk.ts';
import type { Detail } from '../../state/explain-focus.ts';
import type { Step } from '../../state/explain-steps.ts';
import {
  derivation,
  imageSymbols,
  layerSymbols,
  num,
  softmaxNumbers,
  softmaxSymbols,
  updateSymbols,
  valueNumbers,
  type DerivationStep,
} from './formulas.ts';

/** What a step has to read: its formula in symbols, with the numbers of what was touched, and softmax's derivation. */
export interface StepFormulas {
  readonly symbols: readonly string[];
  readonly numbers: readonly string[];
  /** On softmax's way back. */
  readonly derivation: {
    readonly ofClass: string;
    readonly steps: readonly DerivationStep[];
    /** Between what it arrives at and the engine's own gradient. */
    readonly difference: number;
  } | null;
}

/** What they are made from: `detail` is what the engine says of what was touched, `classSteps` of the chosen class. */
export interface StepFacts {
  readonly info: WalkInfo;
  readonly step: Step;
  readonly detail: Detail | null;
  readonly classSteps: ClassSteps | null;
}

export function formulasOf(facts: StepFacts): StepFormulas {
  const { info, step, classSteps } = facts;
  const way = step.way === 'backward' ? 'backward' : 'forward';
  switch (step.stage) {
    case 'image':
      return { symbols: imageSymbols[way], numbers: numbersOf(facts), derivation: null };
    case 'layer':
      return {
        symbols: layerSymbols(info.network.layers[step.layer!]!, way),
        numbers: numbersOf(facts),
        derivation: null,
      };
    case 'softmax':
    case 'loss':
      return {
        symbols: softmaxSymbols(),
        numbers: classSteps && way === 'forward' ? softmaxNumbers(classSteps) : [],
        derivation:
          classSteps && way === 'backward'
            ? {
                ofClass: info.classes[classSteps.class]!,
                steps: derivation(classSteps),
                difference: classSteps.difference,
              }
            : null,
      };
    case 'update':
      return {
        symbols: [updateSymbols[info.update.optimizer.kind]],
        numbers: numbersOf(facts),
        derivation: null,
      };
    default:
      throw new Error(`Unknown stage: ${String(step.stage satisfies never)}`);
  }
}

/** All of them, in the order in which they are read. */
export function texOf({ symbols, numbers, derivation }: StepFormulas): readonly string[] {
  const derived = derivation?.steps.flatMap((step) => [step.symbols, step.numbers]) ?? [];
  return [...symbols, ...numbers, ...derived];
}

function numbersOf({ info, step, detail }: StepFacts): readonly string[] {
  switch (detail?.kind) {
    case undefined:
      return [];
    case 'value':
      if (step.stage !== 'layer') return [];
      return [valueNumbers(detail.origin, step.way === 'backward' ? 'backward' : 'forward')];
    case 'input':
      return [
        String.raw`x = ${num(detail.uses.value)} \qquad \frac{\partial L}{\partial x} = ${num(detail.uses.gradient)}`,
      ];
    case 'weight': {
      const { value, gradient, after } = detail.uses;
      return step.stage === 'update'
        ? [
            String.raw`${num(value)} \;\to\; ${num(after)} \qquad \frac{\partial L}{\partial w} = ${num(gradient)},\; \eta = ${num(info.update.learningRate)}`,
          ]
        : [
            String.raw`\frac{\partial L}{\partial w} = \sum x\,\frac{\partial L}{\partial y} = ${num(gradient)}`,
          ];
    }
    default:
      throw new Error(`Unknown detail: ${JSON.stringify(detail satisfies never)}`);
  }
}
