import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallOutcome } from '../../electron/shared/contract.ts';
import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { Dataset } from './dataset.svelte.ts';

/** What main answers, data set by data set; what is not in here is not there. */
let answers: Map<string, (outcome: CallOutcome) => void>;
const opened: string[] = [];

beforeEach(() => {
  answers = new Map();
  opened.length = 0;
  const call = (_name: string, { id }: { id: string }) =>
    new Promise<CallOutcome>((resolve) => answers.set(id, resolve));
  vi.stubGlobal('window', { epochLab: { call } });
});
afterEach(() => vi.unstubAllGlobals());

const gives = async (id: string) => {
  answers.get(id)!({ ok: true, value: { id } });
  await new Promise((resolve) => setTimeout(resolve));
};
const refuses = async (id: string) => {
  answers.get(id)!({ ok: false, code: 'file-unavailable', message: `no ${id}`, details: {} });
  await new Promise((resolve) => setTimeout(resolve));
};
const newDataset = () => new Dataset(({ id }: DatasetInfo) => opened.push(id));

test('of several that are asked for at once, the newest is open in the end', async () => {
  const dataset = newDataset();
  void dataset.open('mnist');
  void dataset.open('fashion-mnist');
  await gives('mnist');
  expect(dataset.isOpening).toBe(true);
  await gives('fashion-mnist');
  expect(opened).toEqual(['fashion-mnist']);
  expect(dataset.isOpening).toBe(false);
});

test('one that cannot be opened does not stand in the way of the one that was chosen meanwhile', async () => {
  const dataset = newDataset();
  void dataset.open('mnist');
  void dataset.open('fashion-mnist');
  await refuses('mnist');
  expect(dataset.problem).toBeNull();
  await gives('fashion-mnist');
  expect(opened).toEqual(['fashion-mnist']);
});

test('says why one cannot be opened, and tries it again when asked', async () => {
  const dataset = newDataset();
  void dataset.open('fashion-mnist');
  await refuses('fashion-mnist');
  expect(dataset.problem).toBe('no fashion-mnist');
  expect(dataset.isOpening).toBe(false);
  void dataset.open();
  expect(dataset.problem).toBeNull();
  await gives('fashion-mnist');
  expect(dataset.info?.id).toBe('fashion-mnist');
});
