import { basename } from 'node:path';
import { readModelFile, type SavedModel } from '../formats/model-file.ts';
import { isOnnx } from '../formats/onnx.ts';
import { readOwnOnnx } from '../host/foreign-model.ts';
import type { Machine } from '../nn/network-runner.ts';
import { readFile } from './files.ts';

/** A saved model or an ONNX export. @throws EpochLabError `file-unavailable` or `bad-file`. */
export async function readModel(machine: Machine, path: string): Promise<SavedModel> {
  const [bytes, name] = [readFile(path), basename(path)];
  return isOnnx(bytes) ? readOwnOnnx(machine, bytes, name) : readModelFile(bytes, name);
}
