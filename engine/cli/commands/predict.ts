import { basename } from 'node:path';
import { readingOf } from '../../data/normalise.ts';
import { inkOfPhotograph } from '../../data/photograph.ts';
import type { Size } from '../../data/resize.ts';
import { readPicture } from '../../formats/picture.ts';
import { openMachine } from '../../host/machine.ts';
import { argmax } from '../../nn/argmax.ts';
import { NetworkRunner } from '../../nn/network-runner.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { Command } from '../command.ts';
import { readFile } from '../files.ts';
import { readModel } from '../models.ts';
import { percent } from '../output.ts';

export const predict: Command = {
  name: 'predict',
  operands: ['MODEL', 'IMAGE'],
  summary: 'Read the digit in a picture (PNG, JPEG, WebP, GIF or BMP) with a saved model.',
  description:
    'The picture may be of any size, dark on light or light on dark. It is brought to the form of the MNIST\n' +
    'images first: ink on black, 20 pixels high or wide, centred by mass in 28 × 28.',
  options: {
    'as-is': {
      help: 'Take a picture of the network’s size, light ink on black, as it is, without bringing it to that form.',
    },
  },
  examples: [
    'epochlab predict model.safetensors digit.png',
    'epochlab predict model.safetensors digit.png --json',
  ],

  async run({ positionals, options, output }) {
    const [modelPath, imagePath] = positionals as [string, string];
    const machine = openMachine();
    const model = await readModel(machine, modelPath, output);
    const { height, width, grey } = await readPicture(readFile(imagePath), basename(imagePath));
    const { input } = model.network;
    const pixels = options.flag('as-is')
      ? asIs(grey, height, width, input, basename(imagePath))
      : readingOf(inkOfPhotograph(grey, height, width), input);
    if (pixels.every((pixel) => pixel === 0)) {
      throw new EpochLabError(
        'bad-file',
        `${basename(imagePath)}: the picture is empty, there is nothing to read.`,
      );
    }
    const run = { batchSize: 1, threads: 1 };
    const { network, classes, parameters } = model;
    const runner = await NetworkRunner.create(machine, network, classes.length, parameters, [], run);
    const probabilities = runner.predict(pixels);
    const best = argmax(probabilities);
    const bars = probabilities.map((probability, label) => {
      return `  ${classes[label]}  ${'█'.repeat(Math.round(probability * 40)).padEnd(40)}  ${percent(probability).padStart(7)}`;
    });
    output.result(
      'prediction',
      {
        label: classes[best],
        probability: probabilities[best],
        probabilities,
        logits: Array.from(runner.logits(pixels)),
      },
      `${classes[best]}   (${percent(probabilities[best]!)} sure)\n${bars.join('\n')}`,
    );
  },
};

function asIs(grey: Uint8Array, height: number, width: number, input: Size, name: string): Uint8Array {
  if (height === input.height && width === input.width) return grey;
  throw new EpochLabError(
    'invalid-argument',
    `${name} is ${width} × ${height} pixels; --as-is takes ${input.width} × ${input.height}. Leave the option out to ` +
      'have it scaled.',
  );
}
