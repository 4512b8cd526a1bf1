import type { KeptDataset } from '../data/kept-dataset.ts';
import { checkAnswer } from '../labs/check-answer.ts';
import { LabFacts, type LabSubject } from '../labs/facts.ts';
import { kernelView, softmaxView } from '../labs/figures.ts';
import { readHandIn, readHandInModel, writeHandIn } from '../labs/hand-in.ts';
import { examineLab } from '../labs/examine-lab.ts';
import { readLab } from '../labs/lab-file.ts';
import { markHandIns, markingCsv } from '../labs/marking.ts';
import { pictureOf, type Volume } from '../labs/volume.ts';
import { initialValues } from '../nn/initialisation.ts';
import { scaleImage } from '../nn/reference-network.ts';
import { EpochLabError, toEpochLabError } from '../protocol/errors.ts';
import type { LabWeights, labCalls } from '../protocol/lab-calls.ts';
import type { LabImage } from '../protocol/labs.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import { inferShapes } from '../protocol/shapes.ts';
import type { CurrentModel } from './current-model.ts';

/** What labs ask about. */
export interface LabSurroundings {
  dataset(): KeptDataset;
  /** The current model, up to date; null before there is one. */
  model(): CurrentModel | null;
  /** The step at which the last run diverged; null where it did not. */
  brokenStep(): number | null;
  /** The current model as a file. */
  modelFile(): Promise<Uint8Array>;
}

type Handlers = Pick<EngineHandlers, keyof typeof labCalls>;

/** Answers the calls about labs: engine/protocol/lab-calls.ts. */
export class LabDesk {
  constructor(private readonly around: LabSurroundings) {}

  readonly handlers: Handlers = {
    readLab: ({ file, translation }) =>
      readLab(
        file.bytes,
        file.name,
        translation ? { ...translation, fileName: translation.name } : undefined,
      ),
    examineLab: ({ file, translations }) => examineLab(file, translations),
    checkLabAnswer: ({ question, answer, image, weights }) =>
      checkAnswer(question, answer, this.#facts(image, weights)),
    labKernel: ({ image, kernel, ...at }) => kernelView(this.#volume(image), kernel, at),
    labSoftmax: ({ image, weights }) => ({
      ...softmaxView(this.#facts(image, weights).walk),
      classes: this.around.dataset().info.classes,
    }),
    labPicture: ({ image, weights, layer, channel }) =>
      pictureOf(layer < 0 ? this.#volume(image) : this.#facts(image, weights).output(layer), channel),
    writeHandIn: async ({ charts, withModel, ...handIn }) =>
      await writeHandIn(handIn, {
        charts: new Map(charts.map(({ name, svg }) => [name, svg])),
        model: withModel ? await this.around.modelFile() : null,
      }),
    readHandIn: ({ name, bytes }) => readHandIn(bytes, name),
    readHandInModel: ({ name, bytes }) => readHandInModel(bytes, name),
    markHandIns: async ({ files, unread: unopened }) => {
      const read: Parameters<typeof markHandIns>[0][number][] = [];
      const unread = [...unopened];
      for (const { name, bytes } of files) {
        try {
          read.push({ fileName: name, contents: await readHandIn(bytes, name) });
        } catch (thrown) {
          unread.push({ fileName: name, problem: toEpochLabError(thrown).message });
        }
      }
      const rows = markHandIns(read);
      return { rows, unread, csv: markingCsv(rows, unread) };
    },
  };

  #facts(image: LabImage | null, weights: LabWeights): LabFacts {
    return new LabFacts({ ...this.#network(weights), image: image && this.#image(image) });
  }

  /** As a network sees it. */
  #volume(image: LabImage): Volume {
    const { height, width, channels } = this.around.dataset().info;
    const values = scaleImage(this.#image(image).pixels);
    return { values, shape: { height, width, channels, flat: false } };
  }

  #network(weights: LabWeights): Omit<LabSubject, 'image'> {
    const model = this.around.model();
    const classes = this.around.dataset().info.classes.length;
    if (weights.from === 'untrained') {
      const { network, settings } = weights;
      const parameters = initialValues(network, inferShapes(network, classes), settings.seed);
      return { network, classes, parameters, run: null, test: null, fingerprint: null };
    }
    if (!model) throw new EpochLabError('wrong-state', 'There is no network yet. Train one or open a file.');
    const { network, settings } = model.origin;
    return {
      network,
      classes: model.origin.classes.length,
      parameters: model.runner.parameters(),
      run: { settings, history: model.history, brokenStep: this.around.brokenStep() },
      test: model.test,
      fingerprint: model.fingerprint,
    };
  }

  #image({ split, index }: LabImage): NonNullable<LabSubject['image']> {
    const { info, [split]: examples } = this.around.dataset();
    if (index >= examples.labels.length) {
      throw new EpochLabError(
        'wrong-state',
        `The lab is about image ${index} of ${info.name}, which has ${examples.labels.length} there. Open the lab's data set.`,
      );
    }
    return { pixels: examples.image(index), label: examples.labels[index]! };
  }
}
