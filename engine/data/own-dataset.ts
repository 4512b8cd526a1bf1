import { sha256Hex } from '../formats/hash.ts';
import { OWN_PREFIX } from '../protocol/datasets.ts';
import { describeDataset, type About, type Dataset } from './dataset.ts';
import { LONGEST_TEXTS } from './manifest.ts';

/**
 * A data set of the person's own: its id follows from its images, labels and names. What is said of it is cut to what
 * a manifest has room for, or its own folder could not be opened again.
 */
export async function ownDataset(
  about: Omit<About, 'id'>,
  train: Dataset['train'],
  test: Dataset['test'],
): Promise<Dataset> {
  const cut = (part: keyof typeof LONGEST_TEXTS) => about[part].slice(0, LONGEST_TEXTS[part]);
  const name = cut('name');
  const texts = {
    name,
    description: cut('description'),
    licence: cut('licence'),
    attribution: cut('attribution'),
    source: cut('source'),
  };
  const { info } = await describeDataset({ ...about, ...texts, id: OWN_PREFIX }, train, test);
  const text = JSON.stringify([info.sha256, name, about.classes]);
  const hash = await sha256Hex(new TextEncoder().encode(text));
  return { info: { ...info, id: `${OWN_PREFIX}${hash.slice(0, 16)}` }, train, test };
}
