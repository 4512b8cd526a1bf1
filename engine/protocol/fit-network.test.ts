import { expect, it } from 'vitest';
import { fitNetwork, shapeFitted } from './fit-network.ts';
import { presetIds, presets } from './presets.ts';
import { inferShapes } from './shapes.ts';

const letters = { height: 32, width: 24, channels: 1, classes: 26 };

it.each(presetIds)('fits %s to other images and classes, and back', (id) => {
  const { network } = presets[id];
  const fitted = fitNetwork(network, letters);
  expect(shapeFitted(fitted)).toEqual(letters);
  expect(inferShapes(fitted, 26).at(-1)?.output.channels).toBe(26);
  expect(fitNetwork(fitted, shapeFitted(network))).toEqual(network);
});
