import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { presets } from '../../engine/protocol/presets.ts';
import { checkShapes } from '../../engine/protocol/shapes.ts';
import { dropoutRate, layerKinds, newLayer, placeFor, withDropout } from './layer-defaults.ts';

const network: NetworkSpec = presets.report.network;

describe('a new layer', () => {
  it.each(layerKinds.filter((kind) => kind !== 'flatten'))(
    '%s goes where the network stays possible',
    (kind) => {
      const layer = newLayer(kind);
      const place = placeFor(layer, network, 10, null);
      const layers = network.layers.toSpliced(place, 0, layer);
      expect(checkShapes({ ...network, layers }, 10).problem).toBeNull();
      expect(place, 'the last layer gives the answer').toBeLessThan(network.layers.length);
    },
  );

  it('goes behind the chosen one', () => {
    expect(placeFor(newLayer('relu'), network, 10, 0)).toBe(1);
  });
});

describe('dropout from the settings', () => {
  it('is one layer before the last dense layer, and none at 0', () => {
    expect(dropoutRate(network)).toBe(0);
    const some = withDropout(network, 0.3);
    expect(some.layers.map(({ kind }) => kind)).toEqual(['conv2d', 'maxPool', 'flatten', 'dropout', 'dense']);
    expect(dropoutRate(some)).toBe(0.3);
    expect(dropoutRate(withDropout(some, 0.5))).toBe(0.5);
    expect(withDropout(some, 0)).toEqual(network);
  });

  it('is no one number where layers differ', () => {
    const layers = [
      { kind: 'dropout', rate: 0.1 },
      { kind: 'dropout', rate: 0.2 },
    ] as const;
    expect(dropoutRate({ ...network, layers: [...network.layers, ...layers] })).toBeNull();
  });
});
