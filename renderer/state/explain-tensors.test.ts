import { expect, it } from 'vitest';
import { MAX_TENSOR_VALUES } from '../../engine/protocol/explain-calls.ts';
import type { WalkInfo } from '../../engine/protocol/explain-walk.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import { inferShapes } from '../../engine/protocol/shapes.ts';
import { stepsOf } from './explain-steps.ts';
import { tensorsOf } from './explain-tensors.ts';

/** 28 × 28 × 200 values in its feature maps: more than are sent at once. */
const network: NetworkSpec = {
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 200, kernel: 3, stride: 1, padding: 1, bias: true },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, bias: true },
  ],
  initialiser: 'he-normal',
};
const info = { network, shapes: inferShapes(network, 10), variation: null } as unknown as WalkInfo;
const steps = stepsOf(network.layers);
const room = Math.floor(MAX_TENSOR_VALUES / (28 * 28));

it('asks for that part of a large volume in which the chosen channel lies', () => {
  const from = (channel: number) =>
    tensorsOf(info, steps[1]!, 0, { channel, inputChannel: 0 }).find(({ of }) => of === 'output')!.from;
  expect([0, room - 1, room, 199].map(from)).toEqual([0, 0, room, 2 * room]);
});

it('asks for the weights of the chosen filter and input channel, and of the chosen unit', () => {
  const weights = (step: number, layer: number) =>
    tensorsOf(info, steps[step]!, layer, { channel: 7, inputChannel: 0 }).find(
      ({ of }) => of === 'parameter',
    )!;
  expect(weights(1, 0)).toMatchObject({ unit: 7, inputChannel: 0 });
  expect(weights(3, 2)).toMatchObject({ unit: 7 });
});
