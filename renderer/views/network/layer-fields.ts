import * as v from 'valibot';
import { layerSchema, type LayerKind, type LayerSpec } from '../../../engine/protocol/network.ts';
import { boundsOf } from '../../../engine/protocol/parse.ts';
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

/** The next sensible value, up or down, as far as the layer may go; what is no number stays as it was typed. */
export function stepMember(layer: LayerSpec, member: LayerMember, typed: string, direction: 1 | -1): string {
  const value = parseNumber(typed);
  if (Number.isNaN(value)) return typed;
  const next = nextValue(member, value, direction);
  const result = v.safeParse(layerSchema, { ...layer, [member]: next });
  const bounds = result.success ? undefined : boundsOf(result.issues[0].message);
  return formatPlain(bounds ? Math.min(bounds.high, Math.max(bounds.low, next)) : next);
}

function nextValue(member: LayerMember, value: number, direction: 1 | -1): number {
  switch (member) {
    case 'filters':
    case 'units': {
      const isSmall = value < 16 || (value === 16 && direction < 0);
      return stepMultiple(value, isSmall ? 1 : 8, 0, direction);
    }
    case 'kernel':
    case 'size':
    case 'stride':
    case 'padding':
      return stepMultiple(value, 1, 0, direction);
    case 'slope':
      return stepFraction(value, 0.01, direction);
    case 'rate':
      return stepFraction(value, 0.05, direction);
    default:
      return member satisfies never;
  }
}
