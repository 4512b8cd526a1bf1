import { openMachine } from '../../host/machine.ts';
import { splitSchema } from '../../protocol/contract.ts';
import { createEvaluation } from '../../training/evaluation.ts';
import type { Command } from '../command.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';
import { readModel } from '../models.ts';
import { percent } from '../output.ts';

export const evaluate: Command = {
  name: 'evaluate',
  operands: ['MODEL'],
  summary: 'Test a saved model: accuracy and loss over a whole split.',
  description: '',
  options: {
    dataset: datasetOption,
    split: { value: 'NAME', help: 'train or test (default test).' },
  },
  examples: ['epochlab evaluate model.safetensors --dataset mnist'],

  async run({ positionals, options, output }) {
    const [path] = positionals as [string];
    const machine = openMachine();
    const { network, parameters } = await readModel(machine, path);
    const split = options.choice('split', splitSchema.options, 'test');
    const dataset = await openNamedDataset(options.text('dataset'), output);
    const work = await createEvaluation(machine, dataset, network, parameters, split);
    let step = work.next();
    while (!step.done) step = work.next();
    const { images, accuracy, loss } = step.value;
    output.result(
      'evaluation',
      { split, images, accuracy, loss },
      `${split} accuracy ${percent(accuracy)}, ${split} loss ${loss.toFixed(4)}   (${images.toLocaleString('en')} images)`,
    );
  },
};
