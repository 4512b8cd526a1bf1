import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { InterruptedRun } from '../shared/document-calls.ts';
import type { RecoveryStore } from './recovery-store.ts';
import type { WorkKeeper } from './work-keeper.ts';

const NAME = 'the last checkpoint';

/** Work of an earlier start that did not end in an orderly way: to be continued, or given up. */
export class InterruptedWork {
  readonly #ids = new Map<number, string>();

  constructor(
    private readonly store: RecoveryStore,
    private readonly keeper: WorkKeeper,
    private readonly engine: () => Promise<EngineClient>,
  ) {}

  async list(): Promise<InterruptedRun[]> {
    const engine = await this.engine();
    const found: InterruptedRun[] = [];
    for (const work of (await this.store.works()).filter((candidate) => !this.keeper.isOwn(candidate))) {
      const checkpoint = await this.store.load(work);
      if (!checkpoint) continue;
      const summary = await engine.call('inspectModel', { name: NAME, bytes: checkpoint.bytes });
      found.push({
        id: this.#idOf(work),
        savedAt: checkpoint.savedAt,
        isGoing: !checkpoint.ended,
        summary,
      });
    }
    return found;
  }

  /**
   * @returns the model; null for a run, which comes back paused.
   * @throws EpochLabError `wrong-state` where its data set is not open.
   */
  async continue(id: number): Promise<ModelInfo | null> {
    const work = this.#workOf(id);
    const checkpoint = await this.store.load(work);
    if (!checkpoint)
      throw new EpochLabError('bad-file', 'The checkpoint is damaged, and so is the one before it.');
    const engine = await this.engine();
    const { bytes, ended } = checkpoint;
    if (!ended) await refuseWithoutDataset(engine, bytes);
    this.keeper.takeUp(work);
    if (ended) await engine.call('restoreCheckpoint', { bytes, ended, fileName: null });
    else await engine.call('importModel', { name: NAME, bytes });
    return ended ? (await engine.call('status')).model : null;
  }

  async discard(id: number): Promise<void> {
    await this.store.discard(this.#workOf(id));
  }

  #idOf(work: string): number {
    for (const [id, known] of this.#ids) if (known === work) return id;
    const id = this.#ids.size + 1;
    this.#ids.set(id, work);
    return id;
  }

  #workOf(id: number): string {
    const work = this.#ids.get(id);
    if (work === undefined) throw new EpochLabError('wrong-state', 'That run is not there any more.');
    return work;
  }
}

async function refuseWithoutDataset(engine: EngineClient, bytes: Uint8Array): Promise<void> {
  const [{ dataset }, { model, problem }] = await Promise.all([
    engine.call('status'),
    engine.call('inspectModel', { name: NAME, bytes }),
  ]);
  if (!model) throw new EpochLabError('bad-file', problem ?? 'The checkpoint cannot be read.');
  if (dataset?.sha256 === model.dataset.sha256) return;
  throw new EpochLabError(
    'wrong-state',
    `The run learned from ${model.dataset.name}. Open that data set first, then continue.`,
  );
}
