import type { BrokenLayer } from '../nn/network-runner.ts';
import { count } from '../protocol/english.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';

export const LOSS_BROKE = 'the loss was no longer a finite number';
export const WEIGHTS_BROKE = 'a weight was no longer a finite number';

const PART_NAMES: Record<BrokenLayer['part'], string> = {
  weights: 'weights',
  bias: 'bias',
  scale: 'scale',
  shift: 'shift',
  runningMean: 'running mean',
  runningVariance: 'running variance',
  output: 'output',
};

/**
 * What is said of a run that diverged.
 *
 * @param what was found not to be finite.
 * @param broken the layer where it began, if that is known.
 * @param kept the step whose weights the run holds now.
 */
export function divergence(
  network: NetworkSpec,
  failedAt: number,
  what: string,
  broken: BrokenLayer | null,
  kept: number,
): EpochLabError {
  const kind = broken && network.layers[broken.layer]?.kind;
  const where = broken
    ? ` It began in layer ${broken.layer + 1} (${kind}): the ${PART_NAMES[broken.part]} had grown without bound.`
    : '';
  return new EpochLabError(
    'diverged',
    `At step ${count(failedAt)} ${what}.${where} The weights of step ${count(kept)} were kept. ` +
      'Try a smaller learning rate.',
    { step: failedAt, ...(broken && { layer: broken.layer, part: broken.part }) },
  );
}
