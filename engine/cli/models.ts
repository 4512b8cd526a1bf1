import { basename } from 'node:path';
import { asAltered, fingerprintHolds } from '../formats/altered.ts';
import { readModelFile, type SavedModel } from '../formats/model-file.ts';
import { isOnnx } from '../formats/onnx.ts';
import { readOwnOnnx } from '../host/foreign-model.ts';
import type { Machine } from '../nn/machine.ts';
import { readFile } from './files.ts';
import type { Output } from './output.ts';

/** A saved model or an ONNX export. @throws EpochLabError `file-unavailable` or `bad-file`. */
export async function readModel(machine: Machine, path: string, output: Output): Promise<SavedModel> {
  const [bytes, name] = [readFile(path), basename(path)];
  const saved = isOnnx(bytes, name) ? await readOwnOnnx(machine, bytes, name) : readModelFile(bytes, name);
  if ((await fingerprintHolds(saved)) !== false) return saved;
  output.remark(
    `${name}: its weights are not those of its fingerprint, ${saved.fingerprint}: it was changed or damaged since it was saved.`,
  );
  return asAltered(saved);
}
