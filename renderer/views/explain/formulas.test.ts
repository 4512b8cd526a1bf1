import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { ClassSteps } from '../../../engine/protocol/explain-answers.ts';
import { layerSchema } from '../../../engine/protocol/network.ts';
import { parse } from '../../../engine/protocol/parse.ts';
import { speak } from '../../i18n/index.ts';
import {
  derivation,
  layerSymbols,
  num,
  softmaxNumbers,
  softmaxSymbols,
  updateSymbols,
  valueNumbers,
} from './formulas.ts';

/** Throws where the TeX is wrong, or where it would need a style attribute that the page's policy refuses. */
function typeset(tex: string): void {
  const html = katex.renderToString(tex, { throwOnError: true, strict: false, displayMode: true });
  expect(html, 'brackets so tall that they are stacked').not.toMatch(/<svg[^>]*style=/);
}

describe('formulas', () => {
  it.each(['en', 'hi', 'pa'] as const)(
    'can be typeset, of every layer, both ways, in "%s"',
    async (locale) => {
      await speak(locale);
      for (const { entries } of layerSchema.options) {
        const kind = entries.kind.literal;
        const given: Record<string, unknown> = { kind };
        if (kind === 'conv2d') Object.assign(given, { filters: 1, kernel: 3 });
        if (kind === 'dense') given['units'] = 1;
        if (kind === 'maxPool' || kind === 'averagePool') given['size'] = 2;
        const spec = parse(layerSchema, given, 'layer');
        for (const way of ['forward', 'backward'] as const) layerSymbols(spec, way).forEach(typeset);
      }
      Object.values(updateSymbols).forEach(typeset);
      softmaxSymbols().forEach(typeset);
      await speak('en');
    },
  );

  it('take numbers in, small and negative ones too', () => {
    expect(num(-0.00012)).toBe(String.raw`-1.2 \cdot 10^{-4}`);
    expect(num(1.5)).toBe('1.500');
    const base = { layer: 0, place: [0, 0, 0], value: -1e-7, gradient: 2, field: null } as const;
    const term = {
      input: [0, 0, 0],
      outside: false,
      x: -0.5,
      weight: [0, 0, 0, 0],
      w: -1e-5,
      product: 5e-6,
      toInput: -2e-5,
      toWeight: -1,
    } as const;
    const sum = {
      ...base,
      kind: 'sum',
      bias: -0.1,
      terms: Array(12).fill(term),
      channel: null,
      totalTerms: 12,
      rest: 0,
      smaller: 0,
      channelSums: [0],
    } as const;
    const cell = { input: [0, 0, 0], value: -0.5, isMaximum: true, receives: 2 } as const;
    const norm = { mean: -1, variance: 2, scale: 1, shift: 0, scaleGradient: 1, shiftGradient: -1 };
    const place = { source: [0, 0, 0] } as const;
    for (const way of ['forward', 'backward'] as const) {
      typeset(valueNumbers(sum, way));
      typeset(valueNumbers({ ...base, kind: 'maximum', window: [cell, cell] }, way));
      typeset(valueNumbers({ ...base, kind: 'mean', window: [cell, cell] }, way));
      typeset(
        valueNumbers(
          { ...base, kind: 'function', input: 1, ...place, derivative: 0.5, inputGradient: 1, norm },
          way,
        ),
      );
    }
  });

  it('derive p − y with both cases', () => {
    const steps: ClassSteps = {
      class: 1,
      label: 0,
      logits: [1, 0],
      largest: 1,
      exponentials: [1, 0.368],
      sum: 1.368,
      probabilities: [0.731, 0.269],
      loss: 0.313,
      lossByProbability: -1.368,
      probabilityByLogits: [0.197, -0.197],
      chained: [-0.269, 0.269],
      gradient: [-0.269, 0.269],
      difference: 0,
      sums: { probabilities: 1, probabilityByLogits: 0, gradient: 0 },
    };
    const written = derivation(steps);
    expect(written).toHaveLength(6);
    for (const { symbols, numbers } of written) [symbols, numbers].forEach(typeset);
    expect(written.at(-1)!.numbers).toBe('0.269 - 0 = 0.269');
    softmaxNumbers(steps).forEach(typeset);
  });
});
