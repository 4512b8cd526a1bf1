import { basename } from 'node:path';
import { badFile, parseInFile } from '../formats/bad-file.ts';
import { parseJsonBytes } from '../formats/json.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { initialiserSchema, networkSchema, type NetworkSpec } from '../protocol/network.ts';
import { fitNetwork, type DataShape } from '../protocol/fit-network.ts';
import { presetIds, presets, type Preset, type PresetId } from '../protocol/presets.ts';
import type { Option, Options } from './command.ts';
import { readFile } from './files.ts';

/** Which network a command is about: one of the presets, or one that is described in a file. */

export const architectureOptions: Readonly<Record<string, Option>> = {
  preset: { value: 'NAME', help: `The network: ${presetIds.join(', ')} (default report).` },
  model: { value: 'FILE', help: 'The network, from an architecture file (JSON), instead of a preset.' },
  initialiser: {
    value: 'NAME',
    help: `How weights begin: ${initialiserSchema.options.join(', ')} (default: the network’s).`,
  },
};

/** No network that is allowed takes more than this to describe. */
const MAX_FILE_BYTES = 256 * 1024;

export interface Architecture {
  readonly network: NetworkSpec;
  /** The preset that it is or, for a file, whose settings are the defaults. */
  readonly preset: Preset;
}

/**
 * @param data a preset is fitted to it; a network from a file is taken at its word. Null leaves presets as they are.
 * @throws EpochLabError `invalid-argument` where both or an unknown one is asked for; `file-unavailable` or
 *   `bad-file` for a file that cannot be read or does not describe a network.
 */
export function readArchitecture(
  options: Options,
  data: DataShape | null,
  otherwise: PresetId = 'report',
): Architecture {
  const path = options.text('model');
  if (path !== undefined && options.text('preset') !== undefined) {
    throw new EpochLabError('invalid-argument', 'Give either --model or --preset, not both.');
  }
  const preset: Preset = presets[options.choice('preset', presetIds, otherwise)];
  const network = path === undefined ? fitted(preset.network, data) : readNetwork(path);
  const initialiser = options.choice('initialiser', initialiserSchema.options, network.initialiser);
  return { network: { ...network, initialiser }, preset };
}

function fitted(network: NetworkSpec, data: DataShape | null): NetworkSpec {
  return data ? fitNetwork(network, data) : network;
}

/**
 * A network from an architecture file.
 *
 * @throws EpochLabError `file-unavailable`, or `bad-file`, saying what is wrong and where.
 */
export function readNetwork(path: string): NetworkSpec {
  const [bytes, name] = [readFile(path), basename(path)];
  if (bytes.length > MAX_FILE_BYTES) {
    throw badFile(name, `it has more than ${MAX_FILE_BYTES / 1024} kB, too many for an architecture file.`);
  }
  return parseInFile(networkSchema, parseJsonBytes(bytes, name, 'text'), name, 'network');
}
