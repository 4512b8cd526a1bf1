import { exportDataset } from '../../data/export.ts';
import { prepareDataset } from '../../data/prepare.ts';
import { recipeSchema } from '../../protocol/datasets.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { parse } from '../../protocol/parse.ts';
import type { Command, Options } from '../command.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';
import { checkFreeFolder, writeFolder } from '../files.ts';
import { count, counted } from '../../protocol/english.ts';

export const datasetPrepare: Command = {
  name: 'dataset prepare',
  operands: ['NAME|PATH'],
  summary: 'Make a data set from another: some classes, some images of each, a new split.',
  description:
    'Written is a folder that every command takes as --dataset. By the same seed always the same images are chosen.\n' +
    datasetOption.help,
  options: {
    out: { value: 'FOLDER', help: 'A new folder.' },
    name: { value: 'TEXT', help: 'What it is called.' },
    classes: { value: 'LIST', help: 'Keep only these, by name, separated by commas.' },
    'per-class': { value: 'N', help: 'At most so many training images of each class.' },
    'test-per-class': { value: 'N', help: 'At most so many test images of each class.' },
    balance: { help: 'As many of each class as of the rarest.' },
    'test-fraction': { value: 'F', help: 'Put all images together and part them anew, so much for testing.' },
    seed: { value: 'N', help: 'Seed of everything that is chosen by chance (default 1).' },
  },
  examples: [
    'epochlab dataset prepare mnist --classes 0,1 --per-class 500 --out zeros-and-ones',
    'epochlab dataset prepare photos --test-fraction 0.25 --balance --seed 7 --out photos-prepared',
  ],

  async run({ positionals, options, output }) {
    const [name] = positionals as [string];
    const out = options.text('out');
    if (out === undefined) throw new EpochLabError('invalid-argument', 'Say with --out where to write.');
    checkFreeFolder(out);
    const recipe = parse(recipeSchema, readRecipe(options), 'Preparation');
    const prepared = await prepareDataset(await openNamedDataset(name, output), recipe);
    await writeFolder(out, exportDataset(prepared, 'idx'));
    const { info } = prepared;
    output.result(
      'prepared',
      {
        name: info.name,
        out,
        train: info.trainImages,
        test: info.testImages,
        classes: info.classes,
        sha256: info.sha256,
      },
      `${info.name}: ${count(info.trainImages)} training and ` +
        `${counted(info.testImages, 'test image', 'test images')} written to ${out}`,
    );
  },
};

function readRecipe(options: Options): Record<string, unknown> {
  const [name, classes] = [options.text('name'), options.text('classes')];
  const numbers = {
    'per-class': 'perClass',
    'test-per-class': 'testPerClass',
    'test-fraction': 'testFraction',
  };
  const given = Object.entries(numbers).filter(([option]) => options.text(option) !== undefined);
  return {
    ...(name !== undefined && { name }),
    ...(classes !== undefined && { classes: classes.split(',').map((each) => each.trim()) }),
    ...Object.fromEntries(given.map(([option, member]) => [member, options.number(option, 0)])),
    balance: options.flag('balance'),
    seed: options.number('seed', 1),
  };
}
