import { expect, it } from 'vitest';
import type { ValueOrigin } from '../../../engine/protocol/explain-answers.ts';
import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import { channelOf } from './step-channels.ts';

const view = (given: Partial<TensorView>) => given as TensorView;
const looked = { channel: 5, inputChannel: 2, detail: null };

it('is counted from the first channel that is here, and is one of them', () => {
  const output = view({ of: 'output', form: 'volume', from: 4, channels: 4 });
  expect(channelOf(output, looked)).toBe(1);
  expect(channelOf(output, { ...looked, channel: 99 })).toBe(3);
  expect(channelOf(output, { ...looked, channel: 0 })).toBe(0);
});

it('of what goes in is another than of what comes out', () => {
  for (const of of ['input', 'inputGradient', 'localDerivative'] as const)
    expect(channelOf(view({ of, form: 'volume', from: 0, channels: 8 }), looked)).toBe(2);
});

it('of a vector that was a volume is that of the value that was touched', () => {
  const folded = { rows: 2, columns: 2, channels: 3 };
  const flat = view({ of: 'output', form: 'vector', from: 0, columns: 12, folded });
  expect(channelOf(flat, looked)).toBe(2);
  const origin = { place: [0, 0, 7] } as unknown as ValueOrigin;
  expect(channelOf(flat, { ...looked, detail: { kind: 'value', origin } })).toBe(1);
});

it('of a kernel or a vector is the only one', () => {
  expect(channelOf(view({ of: 'parameter', form: 'kernel' }), looked)).toBe(0);
  expect(channelOf(view({ of: 'output', form: 'vector', folded: null }), looked)).toBe(0);
});
