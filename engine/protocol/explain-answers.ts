import type { Place3, TieRuleName } from './explain-calls.ts';
import type { TensorView, WalkInfo } from './explain-walk.ts';
import type { Split } from './model-info.ts';
import type { ParameterName } from './shapes.ts';

/** What a walk-through answers when it is asked for more: of a value, an input, a weight, a class, a layer. */

export interface ExplainResults {
  explainOpen: WalkInfo;
  explainVary: WalkInfo;
  explainAdvance: WalkInfo;
  explainTensors: readonly TensorView[];
  explainValue: ValueOrigin;
  explainInput: InputUses;
  explainWeight: WeightUses;
  explainClass: ClassSteps;
  explainCheck: CheckResult;
  explainExcite: ExcitingImage;
  explainSurvey: Survey;
  explainSource: LayerSource;
}

interface Origin {
  readonly layer: number;
  readonly place: Place3;
  readonly value: number;
  /** ∂L/∂value. */
  readonly gradient: number;
  /** The part of the input that the value is made of, first and last place, both included; may reach outside. */
  readonly field: { readonly from: readonly [number, number]; readonly to: readonly [number, number] } | null;
}

export type ValueOrigin =
  | (Origin & {
      readonly kind: 'sum';
      readonly bias: number | null;
      /** In the order of the sum; those of one input channel where there are too many, else all. */
      readonly terms: readonly Term[];
      readonly channel: number | null;
      readonly totalTerms: number;
      /** The sum of the terms that are not listed. */
      readonly rest: number;
      /** The sum of all terms but the MAIN_TERMS largest. */
      readonly smaller: number;
      /** Of a convolution: the sum of the terms of each input channel. */
      readonly channelSums: readonly number[];
    })
  | (Origin & {
      readonly kind: 'maximum';
      readonly window: readonly WindowCell[];
    })
  | (Origin & {
      readonly kind: 'mean';
      readonly window: readonly WindowCell[];
    })
  | (Origin & {
      readonly kind: 'function';
      readonly input: number;
      /** Where the input stands: the same place, or the one that it had before it was flattened. */
      readonly source: Place3;
      /** ∂output/∂input. */
      readonly derivative: number;
      readonly inputGradient: number;
      /** Of a batch norm: the numbers of its formula. */
      readonly norm: {
        readonly mean: number;
        readonly variance: number;
        readonly scale: number;
        readonly shift: number;
        /** ∂L/∂γ and ∂L/∂β. */
        readonly scaleGradient: number;
        readonly shiftGradient: number;
      } | null;
    });

export interface Term {
  readonly input: Place3;
  /** Outside of the input's edges, where padding puts zeros. */
  readonly outside: boolean;
  readonly x: number;
  /** Where the weight stands: [row, column, input channel, filter] or [input, unit]. */
  readonly weight: readonly number[];
  readonly w: number;
  readonly product: number;
  /** On the way back: ∂L/∂y · w, which goes to the input, and ∂L/∂y · x, which goes to the weight. */
  readonly toInput: number;
  readonly toWeight: number;
}

export interface WindowCell {
  readonly input: Place3;
  readonly value: number;
  /** Holds the window's maximum; more than one where it ties. */
  readonly isMaximum: boolean;
  /** What this window sends back to the cell. */
  readonly receives: number;
}

export interface InputUses {
  readonly layer: number;
  readonly place: Place3;
  readonly value: number;
  readonly gradient: number;
  readonly uses: readonly {
    readonly output: Place3;
    /** ∂L/∂output there. */
    readonly gradient: number;
    /** ∂output/∂input. */
    readonly derivative: number;
    readonly product: number;
  }[];
  readonly totalUses: number;
  /** The sum over the uses that are not listed. */
  readonly rest: number;
  /** The sum over all uses but the MAIN_TERMS largest. */
  readonly smaller: number;
}

export interface WeightUses {
  readonly layer: number;
  readonly parameter: ParameterName;
  readonly place: readonly number[];
  readonly value: number;
  readonly gradient: number;
  readonly after: number;
  readonly uses: readonly {
    readonly output: Place3;
    /** Null for a bias, which no input meets: its x is 1. */
    readonly input: Place3 | null;
    readonly x: number;
    readonly gradient: number;
    readonly product: number;
  }[];
  readonly totalUses: number;
  readonly rest: number;
  readonly smaller: number;
  /** For a convolution's weight: x · ∂L/∂output at every place of the feature map, row by row. */
  readonly map: { readonly rows: number; readonly columns: number; readonly values: Float64Array } | null;
}

/** Softmax and cross-entropy, number by number, as seen from class k; c is the true class. */
export interface ClassSteps {
  readonly class: number;
  readonly label: number;
  readonly logits: readonly number[];
  /** The largest logit, which is taken off each so that e^t cannot overflow. */
  readonly largest: number;
  /** e^(t − largest). */
  readonly exponentials: readonly number[];
  /** S. */
  readonly sum: number;
  readonly probabilities: readonly number[];
  readonly loss: number;
  /** −1/p_c. */
  readonly lossByProbability: number;
  /** ∂p_c/∂t_k for each k: −e_c·e_k/S² for k ≠ c, e_c·(S − e_c)/S² for k = c. */
  readonly probabilityByLogits: readonly number[];
  /** The product of the two for each k. */
  readonly chained: readonly number[];
  /** p − y, as the engine takes it. */
  readonly gradient: readonly number[];
  /** How far `chained` and `gradient` are apart at most. */
  readonly difference: number;
  /** Over all classes: 1, 0 and 0 but for rounding. */
  readonly sums: {
    readonly probabilities: number;
    readonly probabilityByLogits: number;
    readonly gradient: number;
  };
}

export interface CheckedWeight {
  readonly parameter: ParameterName;
  readonly place: readonly number[];
  readonly analytic: number;
  readonly numeric: number;
  readonly relativeError: number;
}

export interface CheckResult {
  readonly layer: number;
  readonly tieRule: TieRuleName;
  readonly epsilon: number;
  readonly checked: number;
  readonly total: number;
  readonly worst: CheckedWeight;
  /** ‖analytic − numeric‖ / max(‖analytic‖, ‖numeric‖) over all that were checked. */
  readonly distance: number;
  /** At most a thousand of them, evenly spread. */
  readonly points: readonly CheckedWeight[];
  /** L(w + ε) and L(w − ε), where a single weight was checked. */
  readonly losses: { readonly above: number; readonly below: number } | null;
}

export interface ExcitingImage {
  readonly layer: number;
  readonly channel: number;
  /** As the network sees images, each value from −0.5 to 0.5. */
  readonly values: Float64Array;
  /** The mean of the channel: of the noise that it began with, of the image that was found, of this image. */
  readonly before: number;
  readonly after: number;
  readonly ofThisImage: number;
}

export interface Survey {
  readonly layer: number;
  readonly channel: number;
  readonly split: Split;
  readonly height: number;
  readonly width: number;
  /** Sorted by class, and within a class by the strength of the response, strongest first. */
  readonly images: readonly {
    readonly index: number;
    readonly label: number;
    /** Mean and largest value of the channel. */
    readonly mean: number;
    readonly max: number;
  }[];
  /** Of each class, the mean over its images; NaN for a class without images. */
  readonly classMeans: readonly number[];
  /** Their pixels in the same order. */
  readonly pixels: Uint8Array;
  readonly min: number;
  readonly max: number;
}

export interface LayerSource {
  /** "engine/nn/layers/conv2d.ts", "engine/nn/optimizers/adam.ts" */
  readonly file: string;
  readonly text: string;
  /** First and last line of each way, counted from 1. */
  readonly forward: { readonly from: number; readonly to: number };
  readonly backward: { readonly from: number; readonly to: number };
}
