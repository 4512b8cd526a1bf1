import { expect, it } from 'vitest';
import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { Browse } from './browse.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';

interface Call {
  readonly name: string;
  readonly arg: { readonly split: string; readonly indices?: readonly number[] };
  readonly answer: (value: unknown) => void;
  readonly refuse: (reason: Error) => void;
}

/** An engine that answers when it is told to. */
function makeBrowse() {
  const calls: Call[] = [];
  const call = (name: string, arg: Call['arg']) =>
    new Promise((answer, refuse) => calls.push({ name, arg, answer, refuse }));
  const browse = new Browse({ call } as unknown as EngineClient);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** The labels and mean images that were asked for last. */
  const answerList = async (labels: readonly number[]) => {
    calls.findLast(({ name }) => name === 'labels')!.answer({ labels: Uint8Array.from(labels) });
    calls.findLast(({ name }) => name === 'classMeans')!.answer({ pixels: new Uint8Array(8) });
    await settle();
  };
  return { browse, calls, answerList, settle };
}

const info = { height: 2, width: 2 } as DatasetInfo;

it('lists the images of a split, of all classes or one', async () => {
  const { browse, answerList } = makeBrowse();
  void browse.show(info);
  expect(browse.isLoading).toBe(true);
  await answerList([1, 0, 1]);
  expect(browse.isLoading).toBe(false);
  expect([...browse.indices]).toEqual([0, 1, 2]);
  browse.showLabel(1);
  expect([...browse.indices]).toEqual([0, 2]);
  expect(browse.labelAt(1)).toBe(1);
});

it('shows nothing of the data set before while the next one is on its way', async () => {
  const { browse, answerList } = makeBrowse();
  void browse.show(info);
  await answerList([1, 0, 1]);
  void browse.show({ ...info, height: 1 });
  expect(browse.indices).toHaveLength(0);
  expect(browse.means).toBeNull();
});

it('fetches images from where those of the list are, whatever was asked for since', async () => {
  const { browse, calls, answerList } = makeBrowse();
  void browse.show(info);
  await answerList([0, 0]);
  void browse.showSplit('test');
  browse.pixelsAt(0);
  expect(calls.at(-1)).toMatchObject({ name: 'images', arg: { split: 'train' } });
  await answerList([0]);
  browse.pixelsAt(0);
  expect(calls.at(-1)).toMatchObject({ name: 'images', arg: { split: 'test', indices: [0] } });
});

it('says that images did not come, until they do', async () => {
  const { browse, calls, answerList, settle } = makeBrowse();
  void browse.show(info);
  await answerList([0, 0]);
  expect(browse.pixelsAt(1)).toBeNull();
  calls.at(-1)!.refuse(new EpochLabError('internal', 'The engine is busy.'));
  await settle();
  expect(browse.problem).toBe('The engine is busy.');
  browse.pixelsAt(1);
  calls.at(-1)!.answer({ pixels: Uint8Array.of(1, 1, 1, 1, 2, 2, 2, 2) });
  await settle();
  expect(browse.problem).toBeNull();
  expect([...browse.pixelsAt(1)!]).toEqual([2, 2, 2, 2]);
});
