/** One instance of the app as far as its run history goes: keeps runs, changes them, and lists them all the while. */
import { RunStore } from '../run-store.ts';
import { newRun } from '../../shared/testing/runs.ts';

const [folder = '', name = '', count = '0', shared = ''] = process.argv.slice(2);
const store = new RunStore(folder);
const noCurves = { step: [], epoch: [], loss: [], accuracy: [] };

await store.tidy();
for (let i = 0; i < Number(count); i++) {
  const { id } = await store.add(
    { ...newRun, note: `${name} ${i}` },
    { training: noCurves, validation: noCurves },
    new Uint8Array(50_000).fill(i),
  );
  await store.change(id, { star: true });
  await store.change(shared, { note: `${name} ${i}` });
  const { damaged } = await store.list();
  if (damaged.length > 0) throw new Error(JSON.stringify(damaged));
}
