import { normalisedImage } from '../../data/ink.ts';
import { IMAGE_SIDE } from '../../data/normalise.ts';
import { resizeGrey } from '../../data/resize.ts';
import { openMachine } from '../../host/machine.ts';
import { argmax } from '../../nn/argmax.ts';
import { NetworkRunner } from '../../nn/network-runner.ts';
import { splitSchema } from '../../protocol/contract.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { createEvaluation } from '../../training/evaluation.ts';
import type { Command } from '../command.ts';
import { modelDatasetOption, openDatasetOf } from '../datasets.ts';
import { readModel } from '../models.ts';
import { percent, type Output } from '../output.ts';
import { readStrokes, type LabelledDrawing } from '../strokes.ts';
import { count, counted } from '../../protocol/english.ts';

export const evaluate: Command = {
  name: 'evaluate',
  operands: ['MODEL'],
  summary: 'Test a saved model: accuracy and loss over a whole split.',
  description:
    'With --strokes, how many pen drawings of people it reads right, inked and normalised as on the pad, and what it took\n' +
    'each class for. The file is described in bench/pen-strokes.',
  options: {
    dataset: modelDatasetOption,
    split: { value: 'NAME', help: 'train or test (default test).' },
    strokes: { value: 'FILE', help: 'Pen drawings (JSON) instead of a data set.' },
  },
  examples: ['epochlab evaluate model.safetensors', 'epochlab evaluate model.safetensors --dataset photos'],

  async run({ positionals, options, output }) {
    const [path] = positionals as [string];
    const machine = openMachine();
    const { network, parameters, classes, dataset: recorded } = await readModel(machine, path, output);
    const strokes = options.text('strokes');
    if (strokes !== undefined) {
      const drawings = readStrokes(strokes);
      const runner = await NetworkRunner.create(machine, network, classes.length, parameters, [], {
        batchSize: 1,
        threads: 1,
      });
      const side = { height: IMAGE_SIDE, width: IMAGE_SIDE };
      const predict = (image: Uint8Array) =>
        runner.predict(resizeGrey(image, side, network.input, 'stretch'));
      readDrawings(drawings, classes, predict, output);
      return;
    }
    const split = options.choice('split', splitSchema.options, 'test');
    const dataset = await openDatasetOf(recorded, options, output);
    const work = await createEvaluation(machine, dataset, network, parameters, split);
    let step = work.next();
    while (!step.done) step = work.next();
    const { images, accuracy, loss } = step.value;
    output.result(
      'evaluation',
      { split, images, accuracy, loss },
      `${split} accuracy ${percent(accuracy)}, ${split} loss ${loss.toFixed(4)}   (${counted(images, 'image', 'images')})`,
    );
  },
};

/** A line for each class: what its drawings were read as; and how many were read right in all. */
function readDrawings(
  drawings: readonly LabelledDrawing[],
  classes: readonly string[],
  predict: (image: Uint8Array) => ArrayLike<number>,
  output: Output,
): void {
  const wrong = drawings.find(({ label }) => label >= classes.length);
  if (wrong) {
    throw new EpochLabError(
      'bad-file',
      `A drawing is labelled ${wrong.label}, and the model has ${classes.length} classes.`,
    );
  }
  const matrix = classes.map(() => classes.map(() => 0));
  for (const { label, drawing } of drawings) matrix[label]![argmax(predict(normalisedImage(drawing)))]! += 1;
  matrix.forEach((row, label) => {
    const cells = row.map((count) => String(count).padStart(6)).join('');
    output.result('class', { class: classes[label], readAs: row }, `${classes[label]!.padEnd(12)}${cells}`);
  });
  const right = matrix.reduce((sum, row, label) => sum + row[label]!, 0);
  const accuracy = right / drawings.length;
  output.result(
    'strokes',
    { drawings: drawings.length, right, accuracy },
    `${count(right)} of ${counted(drawings.length, 'drawing', 'drawings')} read right: ${percent(accuracy)}`,
  );
}
