import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDataset, type Dataset } from '../data/dataset.ts';

const FOLDER = resolve(import.meta.dirname, '../../resources/datasets/mnist');

let opened: Promise<Dataset> | undefined;

/** The real MNIST, all of it. Opened once for a test file. */
export function openMnist(): Promise<Dataset> {
  return (opened ??= openDataset({ id: 'mnist', files: mnistFiles() }));
}

export function mnistFiles(): { name: string; bytes: Uint8Array }[] {
  return readdirSync(FOLDER).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(FOLDER, name))),
  }));
}
