import { MAX_IMAGE_SIDE } from '../../../engine/protocol/datasets.ts';
import { parseNumber, text } from '../../i18n/index.ts';

/** What is wrong with a number that was typed into a form of the place Data; null when nothing is. */

type Problem = string | null;

/** Largest number of images of a class that may be asked for, and largest seed: those of the recipe's schema. */
const MAX_IMAGES = 10_000_000;
const MAX_SEED = 2 ** 32 - 1;

export function sideProblem(typed: string): Problem {
  return wholeProblem(typed, 1, MAX_IMAGE_SIDE);
}

export function seedProblem(typed: string): Problem {
  return wholeProblem(typed, 0, MAX_SEED);
}

/** Nothing at all is as good: it asks for all. */
export function imagesProblem(typed: string): Problem {
  return typed.trim() === '' ? null : wholeProblem(typed, 1, MAX_IMAGES);
}

/** Of images that are kept for testing, so that some are left to learn from. */
export function percentProblem(typed: string, most: number): Problem {
  const percent = parseNumber(typed);
  return percent >= 1 && percent <= most ? null : text.imports.between(1, most);
}

function wholeProblem(typed: string, least: number, most: number): Problem {
  const value = parseNumber(typed);
  const isPossible = Number.isInteger(value) && value >= least && value <= most;
  return isPossible ? null : text.imports.wholeBetween(least, most);
}
