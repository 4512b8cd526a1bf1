import { gzip } from '../formats/gzip.ts';
import { sha256Hex } from '../formats/hash.ts';
import type { ImportReport } from '../protocol/imports.ts';
import { dataCard } from './dataset-card.ts';
import { idxFiles, type Dataset } from './dataset.ts';
import { MANIFEST_NAME, ROLES, type Role } from './manifest.ts';

/** A data set as the folder that `openDataset` opens: its manifest, its four files, its card. */

const NAMES: Readonly<Record<Role, string>> = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
};
export const CARD_NAME = 'README.md';

export interface WrittenFile {
  /** With "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @param dataset with images in both splits. */
export async function writeDatasetFolder(
  { info, train, test }: Dataset,
  report: ImportReport | null = null,
): Promise<WrittenFile[]> {
  const contents = idxFiles(info, train, test);
  const files = [];
  const entries = [];
  for (const role of ROLES) {
    const name = NAMES[role];
    const bytes = await gzip(contents[role]);
    files.push({ name, bytes });
    entries.push({
      role,
      name,
      sha256: await sha256Hex(bytes),
      count: role.startsWith('train') ? info.trainImages : info.testImages,
      unpacked: { bytes: contents[role].length, sha256: await sha256Hex(contents[role]) },
    });
  }
  const { id, name, description, classes, height, width, licence, attribution, source } = info;
  const manifest = {
    format: 'epoch-lab-dataset',
    version: 1,
    id,
    name,
    description,
    classes,
    height,
    width,
    licence,
    licenceUrl: 'none',
    attribution,
    source,
    files: entries,
  };
  const text = new TextEncoder();
  return [
    { name: MANIFEST_NAME, bytes: text.encode(`${JSON.stringify(manifest, null, 2)}\n`) },
    ...files,
    {
      name: CARD_NAME,
      bytes: text.encode(
        dataCard(
          info,
          files.map((file) => file.name),
          report,
        ),
      ),
    },
  ];
}
