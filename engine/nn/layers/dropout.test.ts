import { describe, expect, it } from 'vitest';
import { placedWords } from '../random.ts';
import { singleLayer } from '../../testing/single-layer.ts';

const RATE = 0.3;
const COUNT = 4000;
const layer = () => singleLayer({ kind: 'dropout', rate: RATE }, { height: 1, width: COUNT, channels: 1 }, 1);
const ones = new Float64Array(COUNT).fill(1);
const moment = { seed: 1, step: 0, position: 0 };

describe('dropout', () => {
  it('lets everything through when the network is in use', () => {
    expect(layer().forward(ones)).toEqual(ones);
  });

  it('drops about its rate while training, and lets the rest grow, so that the mean stays', () => {
    const values = layer().forward(ones, moment);
    expect(new Set(values)).toEqual(new Set([0, 1 / (1 - RATE)]));
    const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
    // Four standard errors.
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(RATE / (1 - RATE) / COUNT));
  });

  it('passes a gradient back just where it let a value through', () => {
    const dropout = layer();
    expect(dropout.forward(ones, moment)).toEqual(dropout.backward(ones));
  });

  it('drops others at another step, another place, with another seed, and the same again', () => {
    const values = (change: Partial<typeof moment>) => layer().forward(ones, { ...moment, ...change });
    const first = values({});
    expect(values({})).toEqual(first);
    for (const change of [{ seed: 2 }, { step: 1 }, { position: 1 }]) {
      const agree = values(change).filter((value, i) => value === first[i]).length;
      expect(Math.abs(agree / COUNT - (RATE ** 2 + (1 - RATE) ** 2))).toBeLessThan(0.05);
    }
  });

  it('takes each word from its place, however many are asked for', () => {
    expect(placedWords(5, 1, 'dropout', [2, 3, 4])).toEqual(
      placedWords(9, 1, 'dropout', [2, 3, 4]).slice(0, 5),
    );
  });
});
