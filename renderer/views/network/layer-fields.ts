import * as v from 'valibot';
import { layerSchema, type LayerKind, type LayerSpec } from '../../../engine/protocol/network.ts';
import { formatPlain, parseNumber, text } from '../../i18n/index.ts';
import { rangeProblem } from '../../state/draft.ts';
import { stepFraction, stepMultiple } from '../../state/field-steps.ts';

/** The numbers of a layer that a person sets, and how each goes up and down. */

export type LayerMember = 'filters' | 'kernel' | 'stride' | 'padding' | 'size' | 'units' | 'slope' | 'rate';

const members: Record<LayerKind, readonly LayerMember[]> = {
  conv2d: ['filters', 'kernel', 'stride', 'padding'],
  maxPool: ['size', 'stride'],
  averagePool: ['size', 'stride'],
  dense: ['units'],
  relu: [],
  leakyRelu: ['slope'],
  sigmoid: [],
  tanh: [],
  dropout: ['rate'],
  batchNorm: [],
  flatten: [],
};

export function membersOf(kind: LayerKind): readonly LayerMember[] {
  return members[kind];
}

export function memberValue(layer: LayerSpec, member: LayerMember): number {
  return (layer as unknown as Record<LayerMember, number>)[member];
}

export function hasBias(layer: LayerSpec): layer is LayerSpec & { bias: boolean } {
  return 'bias' in layer;
}

/** The layer with another number; or what is wrong with that. */
export function withMember(
  layer: LayerSpec,
  member: LayerMember,
  typed: string,
):
  { readonly layer: LayerSpec; readonly problem: null } | { readonly layer: null; readonly problem: string } {
  const result = v.safeParse(layerSchema, { ...layer, [member]: parseNumber(typed) });
  if (result.success) return { layer: result.output, problem: null };
  const message = result.issues[0].message;
  return { layer: null, problem: rangeProblem(text.network.members[member].label, message) };
}

export function stepMember(member: LayerMember, typed: string, direction: 1 | -1): string {
  const value = parseNumber(typed);
  if (Number.isNaN(value)) return typed;
  return formatPlain(nextValue(member, value, direction));
}

function nextValue(member: LayerMember, value: number, direction: 1 | -1): number {
  switch (member) {
    case 'filters':
      return Math.min(
        512,
        stepMultiple(value, value < 16 || (value === 16 && direction < 0) ? 1 : 8, 1, direction),
      );
    case 'units':
      return Math.min(
        4096,
        stepMultiple(value, value < 16 || (value === 16 && direction < 0) ? 1 : 8, 1, direction),
      );
    case 'kernel':
      return Math.min(15, stepMultiple(value, 1, 1, direction));
    case 'size':
      return Math.min(8, stepMultiple(value, 1, 2, direction));
    case 'stride':
      return Math.min(8, stepMultiple(value, 1, 1, direction));
    case 'padding':
      return Math.min(14, stepMultiple(value, 1, 0, direction));
    case 'slope':
      return Math.min(1, stepFraction(value, 0.01, direction));
    case 'rate':
      return Math.min(0.95, stepFraction(value, 0.05, direction));
    default:
      return member satisfies never;
  }
}
