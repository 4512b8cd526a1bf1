import { EpochLabError } from '../protocol/errors.ts';
import { framingSchema, importOptionsSchema, type ImportOptions } from '../protocol/imports.ts';
import { parse } from '../protocol/parse.ts';
import type { Option, Options } from './command.ts';

/** How a file or folder is taken for a data set, as options of the command line. */

export const importOptions: Readonly<Record<string, Option>> = {
  name: { value: 'TEXT', help: 'What the data set is called (default: its file’s or folder’s name).' },
  size: {
    value: 'HxW',
    help: 'Height and width of the images (default: their own, or 28x28 where they differ).',
  },
  framing: {
    value: 'HOW',
    help: `Pictures of another shape: ${framingSchema.options.join(', ')} (default fit).`,
  },
  invert: { help: 'Turn dark on light into light on dark.' },
  transpose: { help: 'Swap rows and columns, as the EMNIST files need.' },
  'label-column': {
    value: 'NAME',
    help: 'Tables: first, last, or the label column’s header (default: found out).',
  },
  header: { value: 'yes|no', help: 'Tables: whether the first line names the columns (default: found out).' },
  rename: {
    value: 'LIST',
    help: 'Other names for labels, e.g. 0=zero,1=one. Those of one name become one class.',
  },
  shape: { value: 'HxW', help: 'Tables and flat arrays: how the pixels lie (default: a square).' },
  arrays: {
    value: 'LIST',
    help: 'NPZ: the arrays of training images and labels, and test images and labels, e.g. x,y or x,y,xt,yt.',
  },
};

/** @throws EpochLabError `invalid-argument` */
export function readImportOptions(options: Options, more: Partial<ImportOptions> = {}): ImportOptions {
  const [name, labelColumn, header] = ['name', 'label-column', 'header'].map((option) =>
    options.text(option),
  );
  const given = {
    ...(name !== undefined && { name }),
    ...sizeOption(options, 'size'),
    ...sizeOption(options, 'shape'),
    framing: options.choice('framing', framingSchema.options, 'fit'),
    invert: options.flag('invert'),
    transpose: options.flag('transpose'),
    ...(labelColumn !== undefined && { labelColumn }),
    ...(header !== undefined && { header: options.choice('header', ['yes', 'no'], 'yes') === 'yes' }),
    ...renameOption(options),
    ...arraysOption(options),
    ...more,
  };
  return parse(importOptionsSchema, given, 'Import options');
}

function sizeOption(options: Options, name: 'size' | 'shape') {
  const text = options.text(name);
  if (text === undefined) return {};
  const sides = /^(\d{1,4})(?:[x×](\d{1,4}))?$/i.exec(text);
  if (!sides) throw new EpochLabError('invalid-argument', `--${name} must be like 28x28, not "${text}".`);
  return { [name]: { height: Number(sides[1]), width: Number(sides[2] ?? sides[1]) } };
}

function renameOption(options: Options) {
  const text = options.text('rename');
  if (text === undefined) return {};
  const rename = text.split(',').map((pair) => {
    const [label = '', name = '', ...rest] = pair.split('=').map((part) => part.trim());
    if (label !== '' && name !== '' && rest.length === 0) return { label, name };
    throw new EpochLabError('invalid-argument', `--rename must be like 0=zero,1=one, not "${text}".`);
  });
  return { rename };
}

function arraysOption(options: Options) {
  const text = options.text('arrays');
  if (text === undefined) return {};
  const [trainImages, trainLabels, testImages, testLabels, ...rest] = text
    .split(',')
    .map((name) => name.trim());
  if (
    trainImages === undefined ||
    trainLabels === undefined ||
    (testImages === undefined) !== (testLabels === undefined) ||
    rest.length > 0
  ) {
    throw new EpochLabError('invalid-argument', `--arrays must name two or four arrays, not "${text}".`);
  }
  return {
    arrays: { trainImages, trainLabels, ...(testImages !== undefined && { testImages, testLabels }) },
  };
}
