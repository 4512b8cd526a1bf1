/** One instance of the app as far as its run history goes: keeps runs, changes them, and lists them all the while. */
import { presets } from '../../../engine/protocol/presets.ts';
import { RunStore, type NewRun } from '../run-store.ts';

const [folder = '', name = '', count = '0', shared = ''] = process.argv.slice(2);
const store = new RunStore(folder);
const noCurves = { step: [], epoch: [], loss: [], accuracy: [] };
const run: NewRun = {
  startedAt: Date.UTC(2026, 10, 28, 7, 23, 44),
  endedAt: Date.UTC(2026, 10, 28, 7, 24, 44),
  seconds: 60,
  status: 'finished',
  problem: null,
  network: presets.report.network,
  settings: { ...presets.report.settings, threads: 2 },
  datasetName: 'MNIST',
  datasetSha256: 'a'.repeat(64),
  parameterCount: 13_602,
  step: 100,
  epoch: 1,
  training: null,
  validation: null,
  test: null,
  fingerprint: '3f9a-77c1',
  kernels: 'wasm-simd',
  environment: { app: '0.1.0', system: 'linux', processor: 'a processor', cores: 2 },
  note: '',
  colour: 0,
  star: false,
  group: null,
  reference: false,
};

await store.tidy();
for (let i = 0; i < Number(count); i++) {
  const { id } = await store.add(
    { ...run, note: `${name} ${i}` },
    { training: noCurves, validation: noCurves },
    new Uint8Array(50_000).fill(i),
  );
  await store.change(id, { star: true });
  await store.change(shared, { note: `${name} ${i}` });
  const { damaged } = await store.list();
  if (damaged.length > 0) throw new Error(JSON.stringify(damaged));
}
