import type { NetworkSpec } from '../../../engine/protocol/network.ts';
import type { Fix } from '../../../engine/protocol/network-fixes.ts';
import { text } from '../../i18n/index.ts';
import { layerName } from '../../state/names.ts';

/** A way out, as the words on its button: "Add Flatten before layer 3". */
export function fixWords({ kind, layer, value }: Fix, network: NetworkSpec): string {
  const { fixes } = text.network;
  const name = layerName(network, layer);
  switch (kind) {
    case 'addFlatten':
      return fixes.addFlatten(name);
    case 'removeFlatten':
      return fixes.remove(name);
    case 'moveBeforeFlatten':
      return fixes.moveBeforeFlatten(name);
    case 'reduceKernel':
      return fixes.kernel(name, value ?? 0);
    case 'addPadding':
    case 'lessPadding':
      return fixes.padding(name, value ?? 0);
    case 'reduceWindow':
      return fixes.window(name, value ?? 0);
    case 'removeLayer':
    case 'removePool':
      return fixes.remove(name);
    case 'addDense':
      return fixes.addDense(value ?? 0);
    case 'setUnits':
      return fixes.units(name, value ?? 0);
    case 'halve':
      return fixes.halve(name, value ?? 0);
    default:
      return kind satisfies never;
  }
}
