import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

const read = (text: string) => parseJson(text, 'model.safetensors', 'header');

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

describe('parseJson', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
        expect(read(JSON.stringify(value, null, '\t'))).toEqual(JSON.parse(text));
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it.each([
    ['{"a":1,"b":{"a":2},"a":3}', /names "a" twice/],
    ['[{"x" : 1,\n"x"\t: 2}]', /names "x" twice/],
    ['{"a":1,"\\u0061":2}', /names "a" twice/],
    ['{"__proto__":1,"__proto__":2}', /names "__proto__" twice/],
    ['{"a\\"":1,"a\\"":2}', /twice/],
  ])('refuses a name that is given twice: %s', (text, message) => {
    expect(() => read(text)).toThrow(badFile(message));
  });

  it.each([
    '{"a":1,"b":1}',
    '[{"a":1},{"a":1}]',
    '{"a":{"a":1}}',
    '{"a":"a","b":"a"}',
    '["a","a"]',
    '{"a":"b\\":"}',
  ])('is not misled by values and other objects: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '{', '{"a":}', "{'a':1}", '{"a":1}}', 'NaN', '{"a":1,}', '"', '{"a\\', '{"\\x":1}'])(
    'refuses what is not JSON: %s',
    (text) => {
      expect(() => read(text)).toThrow(badFile('^model.safetensors: its header is not valid JSON'));
    },
  );

  it('refuses nesting that is too deep, at once', () => {
    expect(() => read('['.repeat(1_000_000))).toThrow(badFile('more than 64 levels deep'));
    expect(read(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeInstanceOf(Array);
  });
});
