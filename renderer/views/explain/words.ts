import type { ParameterName } from '../../../engine/protocol/shapes.ts';
import { text } from '../../i18n/index.ts';

/** "Weight [1, 3, 1, 4]", counted from 1 as everything on screen is. */
export function weightName(parameter: ParameterName, place: readonly number[]): string {
  return text.explain.parameter(parameter, place.map((at) => at + 1).join(', '));
}
