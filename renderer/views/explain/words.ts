import type { ParameterName } from '../../../engine/protocol/shapes.ts';
import { text } from '../../i18n/index.ts';

/** "Weight [0, 2, 0, 3]", counted from 0 as in the formulas and in the code beside them. */
export function weightName(parameter: ParameterName, place: readonly number[]): string {
  return text.explain.parameter(parameter, place.join(', '));
}
