import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('quotes what must be quoted, and lets nothing be taken for a formula', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    toCsv([
      ['a', 'b, c', 'say "d"', 'line\nbreak'],
      [0.1, -2, NaN, null],
      ['=1+1', '@x', '-y', 'हिन्दी'],
    ]),
  );
  expect(text).toBe('\ufeffa,"b, c","say ""d""","line\nbreak"\r\n0.1,-2,NaN,\r\n\'=1+1,\'@x,\'-y,हिन्दी\r\n');
});
