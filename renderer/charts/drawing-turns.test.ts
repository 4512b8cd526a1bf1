import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drawAtOnce, drawInTurn, drawNoMore } from './drawing-turns.ts';

let waiting: (() => void)[] = [];
let drawn: string[] = [];

const drawing = (name: string) => () => void drawn.push(name);
const [loss, accuracy, rate] = [drawing('loss'), drawing('accuracy'), drawing('rate')];

/** @returns what was drawn in it. */
function nextFrame(): string[] {
  drawn = [];
  const due = waiting;
  waiting = [];
  for (const callback of due) callback();
  return drawn;
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => waiting.push(callback));
});

afterEach(() => {
  while (waiting.length > 0) nextFrame();
  vi.unstubAllGlobals();
});

it('draws what a run brings a chart a frame, in the order of their wait, each once', () => {
  drawInTurn(loss);
  drawInTurn(accuracy);
  drawInTurn(loss);
  expect(nextFrame()).toEqual(['loss']);
  // One that asks again goes behind those that wait.
  drawInTurn(loss);
  expect(nextFrame()).toEqual(['accuracy']);
  expect(nextFrame()).toEqual(['loss']);
  expect(nextFrame()).toEqual([]);
});

it('draws what a person does on all charts with the next frame', () => {
  drawInTurn(rate);
  drawInTurn(loss);
  drawAtOnce(loss);
  drawAtOnce(accuracy);
  drawInTurn(accuracy);
  expect(nextFrame()).toEqual(['loss', 'accuracy']);
  expect(nextFrame()).toEqual(['rate']);
  expect(nextFrame()).toEqual([]);
});

it('draws no chart that is gone', () => {
  drawInTurn(loss);
  drawAtOnce(accuracy);
  drawNoMore(loss);
  drawNoMore(accuracy);
  expect(nextFrame()).toEqual([]);
});
