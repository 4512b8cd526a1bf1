import type { NetworkSpec } from '../protocol/network.ts';
import type { ParameterName } from '../protocol/shapes.ts';
import { badFile, quote } from './bad-file.ts';
import { fromChannelsFirst, reorderings, type Reordering } from './channel-order.ts';
import { floatValues } from './float-values.ts';
import { compareNaturally } from './natural-order.ts';
import { firstNotFinite, parameterPlaces, type Parameters } from './parameters.ts';
import type { Tensor, TensorFile } from './safetensors.ts';

/**
 * Weights that another program saved as safetensors, for a network that is known. Tensors are told apart by the last
 * part of their names:
 *
 *     PyTorch    weight, bias, running_mean, running_var            channels × height × width, dense [unit, input]
 *     Keras      kernel, bias, gamma, beta, moving_mean, moving_variance     as here
 *     this app   weights, bias, scale, shift, runningMean, runningVariance
 *
 * What stands before it groups the tensors of one layer. Groups go to the layers whose shapes they fit: in the order
 * of their names where several fit, numbers counted as numbers ("layer10" after "layer9").
 */

/** What a tensor's name ends with → whose it is, and what it is to a convolution or dense layer, or to a batch norm. */
const ROLES: Readonly<
  Record<string, { order: 'channels-first' | 'channels-last' | 'any'; roles: ParameterName[] }>
> = {
  weight: { order: 'channels-first', roles: ['weights', 'scale'] },
  bias: { order: 'any', roles: ['bias', 'shift'] },
  running_mean: { order: 'channels-first', roles: ['runningMean'] },
  running_var: { order: 'channels-first', roles: ['runningVariance'] },
  kernel: { order: 'channels-last', roles: ['weights'] },
  gamma: { order: 'channels-last', roles: ['scale'] },
  beta: { order: 'channels-last', roles: ['shift'] },
  moving_mean: { order: 'channels-last', roles: ['runningMean'] },
  moving_variance: { order: 'channels-last', roles: ['runningVariance'] },
  weights: { order: 'channels-last', roles: ['weights'] },
  scale: { order: 'channels-last', roles: ['scale'] },
  shift: { order: 'channels-last', roles: ['shift'] },
  runningMean: { order: 'channels-last', roles: ['runningMean'] },
  runningVariance: { order: 'channels-last', roles: ['runningVariance'] },
};

/** Counters and the like that belong to training, and an optimiser's memories. */
const IGNORED = /(^|[./])num_batches_tracked$|^optimizer\./;

interface Group {
  readonly name: string;
  readonly channelsFirst: boolean;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The parameters of one layer, in both orders. */
interface Wanted {
  readonly layer: number;
  readonly parameters: readonly { readonly place: Reordering; readonly shape: readonly number[] }[];
}

/** @throws EpochLabError `bad-file` where the tensors are not those of the network, saying what is there and what should be. */
export function weightsFor(
  network: NetworkSpec,
  classes: number,
  { tensors }: TensorFile,
  fileName: string,
): Parameters {
  const groups = groupTensors(tensors, fileName);
  const wanted = wantedLayers(network, classes);
  const parameters: Float32Array[][] = network.layers.map(() => []);
  const left = new Set(groups);
  for (const { layer, parameters: places } of wanted) {
    const group = groups.find((candidate) => left.has(candidate) && fits(candidate, places));
    if (!group) throw noFit(network, layer, places, groups, left, fileName);
    left.delete(group);
    for (const { place, shape } of places) {
      parameters[layer]!.push(readParameter(group, place, shape, fileName));
    }
  }
  const [extra] = left;
  if (extra) {
    throw badFile(
      fileName,
      `its tensors ${quote(extra.name)} (${describe(extra)}) belong to no layer of the network. ` +
        'Draw up the network that the file was saved from.',
    );
  }
  return parameters;
}

function groupTensors(tensors: ReadonlyMap<string, Tensor>, fileName: string): Group[] {
  const groups = new Map<string, Map<string, Tensor>>();
  for (const [name, tensor] of tensors) {
    if (IGNORED.test(name)) continue;
    const cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
    const [prefix, role] = [name.slice(0, Math.max(0, cut)), name.slice(cut + 1).replace(/:0$/, '')];
    if (!Object.hasOwn(ROLES, role)) {
      throw badFile(
        fileName,
        `it has a tensor called ${quote(name)}. Names of weights end in "weight" or "kernel", "bias", and so on.`,
      );
    }
    const group = groups.get(prefix) ?? new Map<string, Tensor>();
    groups.set(prefix, group.set(role, tensor));
  }
  return Array.from(groups, ([name, members]) => ({
    name,
    tensors: members,
    channelsFirst: Array.from(members.keys()).some((role) => ROLES[role]!.order === 'channels-first'),
    // "conv2" comes before "conv10".
  })).sort((a, b) => compareNaturally(a.name, b.name));
}

function wantedLayers(network: NetworkSpec, classes: number): Wanted[] {
  const here = parameterPlaces(network, classes);
  const layers = new Map<number, { place: Reordering; shape: readonly number[] }[]>();
  reorderings(network, classes).forEach((place, index) => {
    const list = layers.get(place.layer) ?? [];
    list.push({ place, shape: here[index]!.shape });
    layers.set(place.layer, list);
  });
  return Array.from(layers, ([layer, parameters]) => ({ layer, parameters }));
}

/** The tensor that is a parameter, whatever the program calls it. */
function find(group: Group, parameter: ParameterName): Tensor | undefined {
  for (const [role, tensor] of group.tensors) if (ROLES[role]!.roles.includes(parameter)) return tensor;
  return undefined;
}

function fits(group: Group, parameters: Wanted['parameters']): boolean {
  if (group.tensors.size !== parameters.length) return false;
  return parameters.every(({ place, shape }) => {
    const tensor = find(group, place.name);
    return tensor?.shape.join() === shapeIn(group, place, shape).join();
  });
}

function shapeIn(group: Group, place: Reordering, shape: readonly number[]): readonly number[] {
  if (!group.channelsFirst) return shape;
  return isDense(place) ? place.shape.toReversed() : place.shape;
}

function isDense({ shape }: Reordering): boolean {
  return shape.length === 2;
}

function readParameter(
  group: Group,
  place: Reordering,
  shape: readonly number[],
  fileName: string,
): Float32Array {
  const tensor = find(group, place.name)!;
  const values = floatValues(tensor);
  const name = `${group.name}: ${place.name}`;
  if (!values)
    throw badFile(fileName, `${quote(name)} has values of type ${tensor.dtype}, which are no weights.`);
  const wrong = firstNotFinite(values);
  if (wrong !== null) throw badFile(fileName, `${quote(name)} holds ${wrong}; weights are finite numbers.`);
  if (!group.channelsFirst) return values;
  return fromChannelsFirst(place, isDense(place) ? transpose(values, shape) : values);
}

/** From [unit, input] to [input, unit]. */
function transpose(values: Float32Array, [inputs, units]: readonly number[]): Float32Array {
  return values.map((_, place) => values[(place % units!) * inputs! + Math.floor(place / units!)]!);
}

function noFit(
  network: NetworkSpec,
  layer: number,
  parameters: Wanted['parameters'],
  groups: readonly Group[],
  left: ReadonlySet<Group>,
  fileName: string,
) {
  const needed = parameters.map(({ place, shape }) => `${place.name} [${shape.join(', ')}]`).join(', ');
  const there = groups
    .filter((group) => left.has(group))
    .map((group) => `${group.name} (${describe(group)})`);
  return badFile(
    fileName,
    `it has no weights for layer ${layer + 1} (${network.layers[layer]!.kind}), which needs ${needed}. ` +
      (there.length > 0 ? `Left over are ${there.join('; ')}.` : 'All others have been placed.'),
  );
}

function describe({ tensors }: Group): string {
  return Array.from(tensors, ([role, { shape }]) => `${role} [${shape.join(', ')}]`).join(', ');
}
