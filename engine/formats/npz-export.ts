import { expectedOutputsToJson, type ExpectedOutput } from './expected-outputs.ts';
import type { ExportedFile } from './exported-file.ts';
import { writeMetadata, type SavedModel } from './model-metadata.ts';
import { writeNpyBytes, writeNpySingles } from './npy.ts';
import { bytesOf, parameterPlaces } from './parameters.ts';
import kerasLoader from './templates/keras_loader.py?raw';
import numpyLoader from './templates/numpy_loader.py?raw';
import { writeZip } from './zip-store.ts';

/**
 * A model as NPZ, NumPy's archive: one NPY array (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html)
 * a tensor, in the names, shapes and order of a model file, which are also those of Keras. `metadata` is a JSON
 * object of the model file's metadata and the expected outputs, as UTF-8 bytes.
 */
export function writeNpz(model: SavedModel, expected: readonly ExpectedOutput[]): Uint8Array<ArrayBuffer> {
  const places = parameterPlaces(model.network, model.classes.length);
  const tensors = places.map(({ name, shape, layer, position }) => ({
    name: `${name}.npy`,
    bytes: writeNpySingles(shape, bytesOf(model.parameters[layer]![position]!)),
  }));
  // Each member is a JSON text; the format's name alone is not.
  const { format, ...members } = Object.fromEntries(writeMetadata(model));
  const parsed = Object.entries(members).map(([key, text]) => [key, JSON.parse(text) as unknown]);
  const metadata = {
    format,
    ...(Object.fromEntries(parsed) as Record<string, unknown>),
    expectedOutputs: JSON.parse(expectedOutputsToJson(expected)) as unknown,
  };
  const text = new TextEncoder().encode(JSON.stringify(metadata));
  return writeZip([{ name: 'metadata.npy', bytes: writeNpyBytes([text.length], text) }, ...tensors]);
}

/**
 * The archive with the programs that load it, one for NumPy alone and one for Keras. Each checks itself against the
 * expected outputs when it is run.
 *
 * @param stem the archive's name without its extension.
 */
export function writeNpzWithLoaders(
  model: SavedModel,
  expected: readonly ExpectedOutput[],
  stem: string,
): ExportedFile[] {
  const archive = `${stem}.npz`;
  const loader = (kind: string, template: string) => {
    // Python can only import what is a name.
    const module = `${stem.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9])/, 'model_')}_${kind}`;
    const text = template
      .replaceAll('__ARCHIVE__', () => JSON.stringify(archive))
      .replaceAll('__MODULE__', module)
      .replaceAll('__FILE__', `${module}.py`);
    return { name: `${module}.py`, bytes: new TextEncoder().encode(text) };
  };
  return [
    { name: archive, bytes: writeNpz(model, expected) },
    loader('numpy', numpyLoader),
    loader('keras', kerasLoader),
  ];
}
