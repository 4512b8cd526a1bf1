import { shippedDatasets } from '../protocol/datasets.ts';
import { fitNetwork, type DataShape } from '../protocol/fit-network.ts';
import type { CellFact, NumberFact } from '../protocol/lab-facts.ts';
import type { LabHeader, LabQuestion, LabStart } from '../protocol/labs.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { checkShapes, formatShape, type LayerShape } from '../protocol/shapes.ts';

/**
 * What a lab asks for and the network that it sets up can never answer: told to whoever writes the lab, and not to a
 * student in the middle of a lesson. Nothing is known where a lab takes network or data as it finds them, nor once it
 * has led its student to the place where networks are changed.
 */

interface Unanswerable {
  /** Where it stands in the front matter. */
  readonly path: string;
  readonly message: string;
}

/** Of the data sets that ship. */
const SHIPPED: DataShape = { height: 28, width: 28, channels: 1, classes: 10 };

export function unanswerable({ start, image, steps }: LabHeader): Unanswerable[] {
  const found: Unanswerable[] = [];
  const tell = (path: string, message: string | null) => {
    if (message !== null) found.push({ path, message });
  };
  let network = begin(start, null, null);
  tell('start.network', network && problemOf(network));
  steps.forEach((step, index) => {
    if (step.start) {
      network = begin(step.start, network, start);
      tell(`steps.${index}.start.network`, network && problemOf(network));
    }
    if (changesNetwork(step)) network = null;
    if (!step.question) return;
    const hasImage = (step.image ?? image) !== undefined;
    for (const [part, asked] of askedBy(step.question)) {
      const path = `steps.${index}.question.${part}`;
      if (!hasImage && isOfImage(asked)) tell(path, 'this is asked of an image: say which, with "image:"');
      else tell(path, network && missingIn(network, asked));
    }
  });
  return found;
}

/** The network as a student meets it; null where that is not known. */
function begin(
  start: LabStart | undefined,
  before: NetworkSpec | null,
  lab: LabStart | null | undefined,
): NetworkSpec | null {
  const dataset = start?.dataset ?? lab?.dataset;
  if (!shippedDatasets.some((shipped) => shipped === dataset)) return null;
  const { network } = start ?? {};
  if (network === undefined) return before;
  return fitNetwork(typeof network === 'string' ? presets[network].network : network, SHIPPED);
}

const changesNetwork = ({ place, task }: LabHeader['steps'][number]) =>
  place === 'network' ||
  (task?.done === 'opened' && task.place === 'network') ||
  (task?.done === 'changed' && task.what === 'network');

function problemOf(network: NetworkSpec): string | null {
  const { problem } = checkShapes(network, SHIPPED.classes);
  return problem && `there can be no such network: ${problem.message}`;
}

type Asked = NumberFact | CellFact | Extract<LabQuestion, { kind: 'cell' }>['picture'];

function askedBy(question: LabQuestion): (readonly [part: string, asked: Asked])[] {
  if (question.kind === 'number') return [['answer', question.answer]];
  if (question.kind !== 'cell') return [];
  return [
    ['picture', question.picture],
    ['answer', question.answer],
  ];
}

/** Facts that are the same whatever image is looked at. */
const imageless: readonly string[] = [
  'constant',
  'logarithm',
  'cross-entropy',
  'output-size',
  'parameters',
  'classes',
  'steps-per-epoch',
  'total-steps',
  'broken-step',
  'best-validation-epoch',
  'curve-end',
  'test-accuracy',
  'test-loss',
] satisfies NumberFact['fact'][];

const isOfImage = (asked: Asked) => !('fact' in asked) || !imageless.includes(asked.fact);

function missingIn(network: NetworkSpec, asked: Asked): string | null {
  if ('class' in asked && asked.class >= SHIPPED.classes)
    return `there are ${SHIPPED.classes} classes, counted from 0: there is no class ${asked.class}`;
  const layer = 'layer' in asked ? asked.layer : undefined;
  const { shapes } = checkShapes(network, SHIPPED.classes);
  const shape = layer === undefined ? undefined : shapes[layer];
  if (layer !== undefined && !shape)
    return `the network has ${network.layers.length} layers, counted from 0: there is no layer ${layer}`;
  if (shape && 'weight' in asked) return missingWeight(shape, asked.weight);
  if ('fact' in asked && asked.fact === 'pool-winner' && network.layers[asked.layer]?.kind !== 'maxPool')
    return `layer ${asked.layer} is no max-pooling: layers are counted from 0`;
  return missingCell(shape?.output ?? { ...network.input, flat: false }, asked);
}

function missingWeight({ parameters }: LayerShape, weight: number): string | null {
  const weights = parameters.find(({ name }) => name === 'weights');
  const count = weights?.dimensions.reduce((product, side) => product * side, 1) ?? 0;
  return weight < count
    ? null
    : `the layer has ${count} weights, counted from 0: there is no weight ${weight}`;
}

function missingCell(shape: LayerShape['output'], asked: Asked): string | null {
  const { row = 0, column = 0, channel = 0 } = asked as { row?: number; column?: number; channel?: number };
  const kernel = 'kernel' in asked ? asked.kernel.length - 1 : 0;
  // A list has its values side by side, by column or by channel.
  const isThere = shape.flat
    ? row === 0 && (column || channel) < shape.channels
    : row + kernel < shape.height && column + kernel < shape.width && channel < shape.channels;
  if (isThere) return null;
  return `row ${row}, column ${column}, channel ${channel} is not in ${formatShape(shape)} values: all are counted from 0`;
}
