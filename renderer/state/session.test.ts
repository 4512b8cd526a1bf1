import { expect, test } from 'vitest';
import { presets } from '../../engine/protocol/presets.ts';
import { sessionFromText, sessionToText, withStored } from './session.ts';

const session = {
  appVersion: '1.0.0',
  network: presets.lenet5.network,
  draft: { epochs: '7', optimizer: 'adam' },
  drawing: [{ kind: 'cell', column: 3, row: 4 }],
  normalise: false,
  datasetId: 'mnist',
  place: 'train',
};

test('a session is read back as it was', () => {
  expect(sessionFromText(sessionToText(session))).toMatchObject(session);
});

test('a damaged session is none', () => {
  const text = sessionToText(session);
  for (let length = 0; length < text.length; length += 5)
    expect(sessionFromText(text.slice(0, length))).toBeNull();
  expect(sessionFromText('{"version":2}')).toBeNull();
  expect(sessionFromText(text.replace('"conv2d"', '"conv9d"'))).toBeNull();
});

test('stored values are taken where they are of the same kind, and nothing else', () => {
  const wanted = { epochs: '3', optimizer: 'sgd', nested: { a: 1, b: true }, replay: null };
  const stored = { epochs: '7', optimizer: 5, nested: { a: 2, c: 1 }, more: 'x', replay: { x: 1 } };
  expect(withStored(wanted, stored)).toEqual({ ...wanted, epochs: '7', nested: { a: 2, b: true } });
  expect(withStored(wanted, 'nonsense')).toEqual(wanted);
});
