import { openDataset } from '../data/dataset.ts';
import { KeptDataset } from '../data/kept-dataset.ts';
import { normalisedImage, padImage } from '../data/ink.ts';
import { IMAGE_SIDE, isEmpty } from '../data/normalise.ts';
import { resizeGrey } from '../data/resize.ts';
import { generateShapes } from '../data/shapes.ts';
import type { DrawingReading, EngineResults, EngineStatus, History } from '../protocol/contract.ts';
import { SHAPES_ID } from '../protocol/datasets.ts';
import type { Drawing } from '../protocol/drawing.ts';
import { cancelled, EpochLabError } from '../protocol/errors.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import { createEvaluation } from '../training/evaluation.ts';
import { classSetHandlers } from './class-sets.ts';
import { toModelInfo } from './current-model.ts';
import { DatasetDesk } from './datasets.ts';
import { Explainer } from './explain.ts';
import { collectGarbageSoon } from './garbage.ts';
import { LabDesk } from './labs.ts';
import { ModelDesk } from './model-desk.ts';
import { augmentedImages, scheduleView } from './previews.ts';
import { analyse } from './results.ts';
import { RunDesk } from './run-desk.ts';
import type { Surroundings } from './surroundings.ts';
import { weightView } from './weight-view.ts';
import { Workplace } from './workplace.ts';

/** What the pad's drawings come as, whatever the network takes. */
const PAD_IMAGE = { height: IMAGE_SIDE, width: IMAGE_SIDE };
const NO_HISTORY: History = { training: [], validation: [] };

/**
 * The engine as its callers see it: one data set, one model, at most one run. All calls of the contract are
 * answered here or by a desk of their own; what they compute is in the other rooms.
 */
export class Engine {
  readonly handlers: EngineHandlers;
  readonly #workplace: Workplace;
  readonly #runs: RunDesk;

  constructor(private readonly surroundings: Surroundings) {
    const workplace = new Workplace(surroundings);
    const runs = new RunDesk(surroundings, workplace);
    const models = new ModelDesk(surroundings, workplace, runs);
    const dataset = () => workplace.openDataset();
    const model = () => workplace.followedModel();
    const datasets = new DatasetDesk(dataset);
    const explainer = new Explainer({
      dataset,
      model,
      run: () => workplace.openRun,
      breathe: () => surroundings.breathe(),
      onProgress: (progress) => surroundings.emit('walk', progress),
    });
    const labs = new LabDesk({
      dataset,
      model,
      brokenStep: () => workplace.going?.brokenStep ?? null,
      modelFile: async () => (await models.export()).bytes,
    });
    this.#workplace = workplace;
    this.#runs = runs;
    this.handlers = {
      status: () => this.#status(),
      loadDataset: async (request) => {
        workplace.refuseWhileGoing('open another data set');
        const opened = request.id === SHAPES_ID ? await generateShapes() : await openDataset(request);
        workplace.dataset = new KeptDataset(opened);
        collectGarbageSoon();
        return opened.info;
      },
      images: ({ split, indices }) => this.#images(split, indices),
      weights: ({ channel }) => {
        workplace.followedModel();
        return weightView(workplace.currentModel(), channel);
      },
      schedule: ({ settings, points }) => scheduleView(settings, points),
      augmented: (wanted) => augmentedImages(dataset(), wanted),
      readDrawing: ({ drawing, normalise }) => this.#readDrawing(drawing, normalise),
      evaluate: ({ split }, { signal }) => this.#evaluate(split, signal),
      analyse: ({ split }, { signal }) => {
        const { machine, breathe } = surroundings;
        const onProgress = (done: number, total: number) => {
          if (surroundings.isHeard() || done === total) surroundings.emit('analysis', { done, total });
        };
        const [open, current] = [dataset(), workplace.currentModel()];
        return analyse({ machine, dataset: open, model: current, split, signal, breathe, onProgress });
      },
      ...runs.handlers,
      ...models.handlers,
      ...datasets.handlers,
      ...explainer.handlers,
      ...classSetHandlers(() => workplace.dataset),
      ...labs.handlers,
    };
  }

  #status(): EngineStatus {
    const model = this.#workplace.followedModel();
    return {
      version: this.surroundings.version,
      threads: this.surroundings.threads,
      dataset: this.#workplace.dataset?.info ?? null,
      model: model ? toModelInfo(model) : null,
      run: this.#runs.info(),
      history: model?.history ?? NO_HISTORY,
    };
  }

  #images(split: 'train' | 'test', indices: readonly number[]): EngineResults['images'] {
    const { info, [split]: examples } = this.#workplace.openDataset();
    const { labels } = examples;
    const size = info.height * info.width * info.channels;
    const pixels = new Uint8Array(indices.length * size);
    const wanted = new Uint8Array(indices.length);
    indices.forEach((index, position) => {
      if (index >= labels.length) {
        throw new EpochLabError(
          'invalid-argument',
          `There is no image ${index}: the split has ${labels.length}.`,
        );
      }
      examples.copyImage(index, pixels, position * size);
      wanted[position] = labels[index]!;
    });
    return { height: info.height, width: info.width, pixels, labels: wanted, indices };
  }

  #readDrawing(drawing: Drawing, normalise: boolean): DrawingReading {
    // Somebody draws: the training makes room for what comes next.
    this.#workplace.going?.driver.giveWay();
    const model = this.#workplace.followedModel();
    const { height, width } = model?.origin.network.input ?? PAD_IMAGE;
    const drawn = normalise ? normalisedImage(drawing) : padImage(drawing);
    const image = resizeGrey(drawn, PAD_IMAGE, { height, width }, 'stretch');
    const seen = { image, height, width, empty: isEmpty(drawn), step: model?.step ?? 0 };
    if (seen.empty || !model) return { ...seen, probabilities: [] };
    return { ...seen, probabilities: model.runner.predict(image) };
  }

  async #evaluate(
    split: 'train' | 'test',
    signal: { readonly aborted: boolean },
  ): Promise<EngineResults['evaluate']> {
    this.#workplace.refuseWhileGoing('test the model');
    const model = this.#workplace.currentModel();
    const { machine, breathe } = this.surroundings;
    const parameters = model.runner.parameters();
    const work = await createEvaluation(
      machine,
      this.#workplace.openDataset().unpacked(),
      model.origin.network,
      parameters,
      split,
    );
    for (;;) {
      const { done, value } = work.next();
      if (done) {
        if (split === 'test' && this.#workplace.model === model) {
          model.test = value;
          this.#workplace.tell(model);
        }
        return value;
      }
      await breathe();
      if (signal.aborted) throw cancelled();
    }
  }
}
