import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initialValues } from '../nn/initialisation.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { openMnist } from '../testing/mnist.ts';
import { LabFacts } from './facts.ts';
import { examineLabFile, readLab } from './lab-file.ts';
import { missingWords } from './translation.ts';

const folder = resolve(import.meta.dirname, '../../resources/labs');
const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'template.md');
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const originals = names.filter((name) => /^\d\d-[a-z-]+\.md$/.test(name));
const translations = names.filter((name) => !originals.includes(name));

describe('the labs that ship', () => {
  it('are ten, in order', () => {
    expect(originals.map((name) => name.slice(0, 2))).toEqual(
      Array.from({ length: 10 }, (_, index) => String(index + 1).padStart(2, '0')),
    );
  });

  it.each(names)('%s is without a fault', (name) => {
    expect(examineLabFile(read(name)).problems).toEqual([]);
  });

  it.each(originals)(
    '%s asks about an image only what the network it begins with can answer',
    async (name) => {
      const lab = await readLab(read(name), name);
      const { test } = await openMnist();
      const chosen = lab.start?.network ?? 'report';
      const network = typeof chosen === 'string' ? presets[chosen].network : chosen;
      const parameters = initialValues(network, inferShapes(network, 10), lab.start?.settings?.seed ?? 1);
      for (const { question, image = lab.image } of lab.steps) {
        if (!image || !question) continue;
        const pixels = test.images.slice(image.index * 784, (image.index + 1) * 784);
        const subject = { network, classes: 10, parameters, run: null, test: null, fingerprint: null };
        const facts = new LabFacts({ ...subject, image: { pixels, label: test.labels[image.index]! } });
        if (question.kind === 'number') expect(facts.number(question.answer)).toEqual(expect.any(Number));
        if (question.kind === 'cell') expect(facts.cell(question.answer).row).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it.each(originals)('%s asks which value of a window is the largest where they differ', async (name) => {
    const { image, start, steps } = await readLab(read(name), name);
    const { test } = await openMnist();
    const { network } = presets.report;
    const parameters = initialValues(network, inferShapes(network, 10), start?.settings?.seed ?? 1);
    const pixels = test.images.slice((image?.index ?? 0) * 784, ((image?.index ?? 0) + 1) * 784);
    const subject = { network, classes: 10, parameters, run: null, test: null, fingerprint: null };
    const facts = new LabFacts({ ...subject, image: { pixels, label: 7 } });
    for (const { id, question } of steps) {
      // What becomes of equal values is a question of its own.
      if (id === 'flat' || (question?.kind !== 'number' && question?.kind !== 'cell')) continue;
      const { answer } = question;
      if (answer.fact !== 'pool-winner' && (answer.fact !== 'activation' || answer.layer !== 1)) continue;
      const { row, column, channel } = answer;
      const window = [0, 1, 2, 3].map((cell) => {
        const place = { row: 2 * row + (cell >> 1), column: 2 * column + (cell & 1), channel };
        return facts.number({ fact: 'activation', layer: 0, ...place });
      });
      expect(new Set(window).size, `${name}, ${id}`).toBe(4);
    }
  });

  it.each(originals)('%s has hints in three levels for every question that is checked', async (name) => {
    const { steps } = await readLab(read(name), name);
    for (const { id, question, words } of steps) {
      if (question && question.kind !== 'text') expect(words.hints, id).toHaveLength(3);
    }
  });

  it.each(translations)('%s says everything that the original says', (name) => {
    const original = examineLabFile(read(name.replace(/\.[a-z]+\.md$/, '.md'))).file;
    const translation = examineLabFile(read(name)).file;
    if (original?.kind !== 'lab' || translation?.kind !== 'translation') throw new Error('not a pair');
    expect(missingWords(original, translation)).toEqual([]);
  });
});

it('the template is without a fault', () => {
  expect(examineLabFile(read('template.md')).problems).toEqual([]);
});
