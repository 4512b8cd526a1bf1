import type { Analysis } from '../../../engine/protocol/results-calls.ts';

/** Which images of an analysis to look at. */

/** The places of the images of class `label` that were read as class `predicted`, the surest reading first. */
export function imagesOfCell(analysis: Analysis, label: number, predicted: number): number[] {
  return picked(
    analysis,
    (image) => analysis.labels[image] === label && analysis.predicted[image] === predicted,
  );
}

/** The images that were read wrong, the surest first. */
export function mistakes(analysis: Analysis): number[] {
  return picked(analysis, (image) => analysis.labels[image] !== analysis.predicted[image]);
}

function picked({ labels, confidence }: Analysis, isWanted: (image: number) => boolean): number[] {
  const found: number[] = [];
  for (let image = 0; image < labels.length; image++) if (isWanted(image)) found.push(image);
  return found.sort((a, b) => confidence[b]! - confidence[a]! || a - b);
}
