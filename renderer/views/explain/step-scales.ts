import type { TensorView, WalkInfo } from '../../../engine/protocol/explain-walk.ts';
import type { TensorName } from '../../state/explain-tensors.ts';
import type { Shown } from '../../state/explain.svelte.ts';
import { endsOf, sharedEnds, type Range, type ScaleName } from '../../theme/colour-scales.ts';

/** Which scale each picture of a step has, and which two have one together: on screen and in what is exported. */

export interface StepScales {
  /** The pictures that are compared with each other; none where what goes in and what comes out are different things. */
  readonly compared: readonly TensorName[];
  /** The ends that those have together; null where one of them would show nothing on the other's scale. */
  readonly shared: Range | null;
  readonly scaleOf: (view: TensorView) => ScaleName;
  readonly rangeOf: (view: TensorView) => Range;
}

export function scalesOf(info: WalkInfo, shown: Shown): StepScales {
  const scaleOf = ({ of }: TensorView): ScaleName => {
    if (of === 'input') return shown.layer === 0 ? 'grey' : 'sequential';
    return of === 'output' || of === 'localDerivative' ? 'sequential' : 'diverging';
  };
  const compared = comparedIn(info, shown);
  const [a, b] = compared.map((name) => shown.tensors[name]);
  const shared = a && b ? sharedEnds(scaleOf(b), a, b) : null;
  const rangeOf = (view: TensorView): Range =>
    (compared.includes(view.of) ? shared : null) ?? endsOf(scaleOf(view), view);
  return { compared, shared, scaleOf, rangeOf };
}

/** Before and after a step; gradients; and forwards what only passes, so that it is seen to be the same. */
function comparedIn(info: WalkInfo, { step, layer }: Shown): readonly TensorName[] {
  if (step.stage === 'update') return ['parameter', 'parameterAfter'];
  if (step.stage !== 'layer') return [];
  if (step.way === 'backward') return ['inputGradient', 'outputGradient'];
  const { kind } = info.network.layers[layer]!;
  return kind === 'conv2d' || kind === 'dense' || layer === 0 ? [] : ['input', 'output'];
}
