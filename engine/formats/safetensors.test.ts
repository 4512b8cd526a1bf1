import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EpochLabError } from '../protocol/errors.ts';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

const NAME = 'model.safetensors';

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

function tensor(shape: readonly number[], values: readonly number[]): Tensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/** A file put together by hand, its header as it is given. */
function file(header: string | object, data: ArrayLike<number> = [], headerBytes?: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes ?? json.length), true);
  bytes.set(json, 8);
  bytes.set(Array.from(data), 8 + json.length);
  return bytes;
}

const entry = (shape: unknown, begin: unknown, end: unknown, dtype: unknown = 'U8') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

function manyEmpty(tensors: number): object {
  return Object.fromEntries(Array.from({ length: tensors }, (_, index) => [`t${index}`, entry([0], 0, 0)]));
}

describe('writing', () => {
  it('lays a file out as the official writer does', () => {
    const bytes = writeSafetensors({
      metadata: new Map(),
      tensors: new Map([['w', tensor([1, 2], [0, 1])]]),
    });
    const header = '{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}';
    expect(header.length).toBe(56);
    expect(Array.from(bytes)).toEqual(Array.from(file(header, [0, 0, 0, 0, 0, 0, 128, 63])));
  });

  it('fills the header up with spaces to a multiple of 8', () => {
    const empty = writeSafetensors({ metadata: new Map(), tensors: new Map() });
    expect(Array.from(empty)).toEqual([8, 0, 0, 0, 0, 0, 0, 0, 123, 125, 32, 32, 32, 32, 32, 32]);
  });
});

describe('a file that was written', () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'é', '"', '\\', '0'),
  );
  const tensors = fc
    .dictionary(names, fc.tuple(fc.array(fc.nat(4), { maxLength: 4 }), fc.nat(255)))
    .map((entries) =>
      Object.entries(entries)
        .filter(([name]) => name !== '__metadata__')
        .map(([name, [shape, fill]]): [string, Tensor] => {
          const length = shape.reduce((product, side) => product * side, 4);
          return [name, { dtype: 'F32', shape, bytes: new Uint8Array(length).fill(fill) }];
        }),
    );
  const texts = fc.array(fc.tuple(names, fc.string())).map((entries) => new Map(entries));

  it('reads back the same', () => {
    fc.assert(
      fc.property(texts, tensors, (metadata, entries) => {
        const read = readSafetensors(writeSafetensors({ metadata, tensors: new Map(entries) }), NAME);
        expect(new Map(read.metadata)).toEqual(metadata);
        expect(new Map(read.tensors)).toEqual(new Map(entries));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keeps a tensor called __proto__ apart from prototypes', () => {
    const written = writeSafetensors({
      metadata: new Map([['__proto__', 'text']]),
      tensors: new Map([['__proto__', tensor([1], [2])]]),
    });
    const { metadata, tensors: read } = readSafetensors(written, NAME);
    expect(metadata.get('__proto__')).toBe('text');
    expect(read.get('__proto__')?.shape).toEqual([1]);
    expect(({} as Record<string, unknown>)['shape']).toBeUndefined();
  });
});

describe('reading', () => {
  it('takes tensors of any known type, empty ones and scalars, in any order of the header', () => {
    const bytes = file(
      { b: entry([], 2, 10, 'F64'), e: entry([0, 7], 2, 2, 'I64'), a: entry([2], 0, 2, 'BOOL') },
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 64],
    );
    const { tensors } = readSafetensors(bytes, NAME);
    expect([...tensors.keys()]).toEqual(['a', 'e', 'b']);
    expect(tensors.get('b')).toEqual({ dtype: 'F64', shape: [], bytes: bytes.subarray(-8) });
  });

  it('takes a file that lies somewhere in a buffer', () => {
    const bytes = file({ a: entry([2], 0, 2) }, [5, 6]);
    const padded = new Uint8Array(bytes.length + 6);
    padded.set(bytes, 3);
    const { tensors } = readSafetensors(padded.subarray(3, 3 + bytes.length), NAME);
    expect(Array.from(tensors.get('a')?.bytes ?? [])).toEqual([5, 6]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /ends after 0 bytes/],
    ['a length without header', file(''), /not a safetensors file/],
    [
      'another format',
      new TextEncoder().encode('PK\u0003\u0004 this is a zip file'),
      /not a safetensors file/,
    ],
    ['a header of 2^63 bytes', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128, 123, 125), /not a safetensors file/],
    ['a header beyond the cap', file('{}', [], 16 * 1024 * 1024 + 1), /not a safetensors file/],
    ['a header beyond the end', file('{}', [], 100), /ends after 10 bytes, within its header of 108/],
    ['a header that is cut', file('{"a":1}', [], 5), /not valid JSON/],
    ['a byte order mark', file('\ufeff{}'), /not a safetensors file/],
    ['an array', file('[]'), /not a safetensors file/],
    ['a name twice', file('{"a":1,"a":2}'), /names "a" twice/],
    ['a tensor that is a number', file({ a: 1 }), /tensor "a".* must have dtype, shape and data_offsets/],
    ['a tensor with more to it', file({ a: { ...entry([1], 0, 1), zip: 1 } }, [0]), /tensor "a"/],
    ['a shape that is negative', file({ a: entry([-1], 0, 1) }, [0]), /tensor "a"/],
    ['a shape with a fraction', file({ a: entry([0.5, 2], 0, 1) }, [0]), /tensor "a"/],
    ['a shape beyond 2^53', file({ a: entry([2 ** 53, 2 ** 53], 0, 1) }, [0]), /tensor "a"/],
    ['a shape of texts', file({ a: entry(['1'], 0, 1) }, [0]), /tensor "a"/],
    ['a shape that is none', file({ a: entry(null, 0, 1) }, [0]), /tensor "a"/],
    ['seventeen dimensions', file({ a: entry(new Array(17).fill(1), 0, 1) }, [0]), /more than 16 dimensions/],
    ['an unknown type', file({ a: entry([1], 0, 1, 'F128') }, [0]), /unknown type "F128"/],
    ['a type from the prototype', file({ a: entry([1], 0, 1, 'constructor') }, [0]), /unknown type/],
    ['offsets the wrong way round', file({ a: entry([1], 1, 0) }, [0]), /lies from byte 1 to 0 of 1/],
    ['offsets beyond the end', file({ a: entry([2], 0, 2) }, [0]), /lies from byte 0 to 2 of 1/],
    ['offsets below zero', file({ a: entry([2], -1, 1) }, [0]), /tensor "a"/],
    [
      'a shape unlike its offsets',
      file({ a: entry([3], 0, 2) }, [0, 0]),
      /has 2 bytes, but its shape \[3\] takes 3/,
    ],
    [
      'bytes left over',
      file({ a: entry([1], 0, 1) }, [0, 0]),
      /take 1 byte, but the header is followed by 2/,
    ],
    [
      'a gap',
      file({ a: entry([1], 0, 1), b: entry([1], 2, 3) }, [0, 0, 0]),
      /"b" begins at byte 2 .* ends at 1/,
    ],
    ['an overlap', file({ a: entry([2], 0, 2), b: entry([2], 1, 3) }, [0, 0, 0]), /"b" begins at byte 1/],
    ['data without tensors', file({}, [0]), /take 0 bytes, but the header is followed by 1/],
    ['too many tensors', file(manyEmpty(10_001)), /it has 10,001 tensors, too many/],
    ['metadata that is a text', file({ __metadata__: 'x' }), /metadata is not a JSON object/],
    ['metadata with a number', file({ __metadata__: { epoch: 3 } }), /metadata "epoch" is not a text/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes, NAME)).toThrow(badFile(message));
  });

  it('refuses a header that is not UTF-8', () => {
    const bytes = file({ aa: entry([1], 0, 1) }, [0]);
    bytes[10] = 0xff;
    expect(() => readSafetensors(bytes, NAME)).toThrow(badFile('not UTF-8'));
  });

  it('keeps its message short when a name is long', () => {
    const long = 'x'.repeat(100_000);
    for (const header of [{ [long]: 1 }, { a: entry([1], 0, 1, long) }, { a: { [long]: 1 } }]) {
      expect(() => readSafetensors(file(header, [0]), NAME)).toThrow(
        expect.objectContaining({
          message: expect.stringMatching(/^.{20,500}$/) as unknown,
        }) as unknown,
      );
    }
  });
});

describe('a damaged file', () => {
  const whole = writeSafetensors({
    metadata: new Map([['format', 'test']]),
    tensors: new Map([
      ['layers.0.conv2d.weights', tensor([3, 3, 1, 2], new Array<number>(18).fill(0.5))],
      ['layers.0.conv2d.bias', tensor([2], [1, 2])],
    ]),
  });

  /** A file or an EpochLabError that names it; anything else fails. */
  function readOrRefuse(bytes: Uint8Array): 'read' | 'refused' {
    try {
      readSafetensors(bytes, NAME);
      return 'read';
    } catch (error) {
      expect(error).toBeInstanceOf(EpochLabError);
      expect(error).toEqual(badFile(`^${NAME}: `));
      return 'refused';
    }
  }

  it('is refused at whatever byte it is cut off', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(readOrRefuse(whole.subarray(0, length))).toBe('refused');
    }
  });

  it('is read or refused, and nothing else, however it was damaged (5,000 mutations)', () => {
    const at = fc.nat(whole.length - 1);
    const header = fc.integer({ min: 8, max: 250 });
    const mutation = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), at: fc.oneof(at, header), byte: fc.nat(255) }),
      fc.record({
        kind: fc.constant('digit' as const),
        at: header,
        byte: fc.integer({ min: 0x2c, max: 0x3a }),
      }),
      fc.record({ kind: fc.constant('insert' as const), at, byte: fc.nat(255) }),
      fc.record({ kind: fc.constant('remove' as const), at, byte: fc.nat(20) }),
      fc.record({ kind: fc.constant('repeat' as const), at, byte: fc.nat(60) }),
    );
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let bytes = Array.from(whole);
        for (const { kind, at: place, byte } of mutations) {
          if (kind === 'set' || kind === 'digit') bytes[place] = byte;
          if (kind === 'insert') bytes.splice(place, 0, byte);
          if (kind === 'remove') bytes.splice(place, byte);
          if (kind === 'repeat') bytes = [...bytes.slice(0, place + byte), ...bytes.slice(place)];
        }
        readOrRefuse(Uint8Array.from(bytes, (value) => value));
      }),
      { seed: 7, numRuns: 5000 },
    );
  });
});
