import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DocumentState } from '../shared/document-calls.ts';
import { sharedTexts } from '../shared/text/index.ts';
import { CurrentDocument } from './document.ts';
import { titleOf } from './document-title.ts';
import { modelOf, runOf, sayingEngine } from './testing/engine.ts';

const file = join('some', 'where', 'net.safetensors');

let told: DocumentState[];
let document: CurrentDocument;
let engine: ReturnType<typeof sayingEngine>;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  document = new CurrentDocument((state) => told.push(state));
  engine = sayingEngine();
  document.follow(engine.client);
});
afterEach(() => vi.useRealTimers());

/** The title, once everything has been told. */
function title(): string {
  vi.runAllTimers();
  expect(told.at(-1) ?? document.state).toEqual(document.state);
  return titleOf(document.state, sharedTexts('en'));
}

function trainTo(step: number, fingerprint: string, id = 1): void {
  engine.say('model', modelOf(0, null));
  engine.say('run', runOf('running', 0, id));
  engine.say('model', modelOf(step, fingerprint));
  engine.say('run', runOf('finished', step, id));
}

test('at the start, and with the model that ships, nothing is to be saved', () => {
  expect(title()).toBe('Epoch Lab');
  engine.say('model', modelOf(1000, 'aaaa-aaaa'));
  document.cameFrom(null);
  expect(title()).toBe('Epoch Lab');
});

test('what was trained is not saved until it is in a file', () => {
  trainTo(10, 'aaaa-aaaa');
  expect(title()).toBe('Not saved • – Epoch Lab');
  document.isIn(file);
  expect(title()).toBe('net.safetensors – Epoch Lab');
  // Trained again, other weights belong to that file, and are not in it.
  trainTo(10, 'bbbb-bbbb', 2);
  expect(title()).toBe('net.safetensors • – Epoch Lab');
});

test('a model that was in a file is known again by its fingerprint', () => {
  trainTo(10, 'aaaa-aaaa');
  document.isIn(file);
  document.isIn(join('other', 'copy.safetensors'));
  trainTo(10, 'bbbb-bbbb', 2);
  engine.say('model', modelOf(10, 'aaaa-aaaa'));
  expect(title()).toBe('copy.safetensors – Epoch Lab');
});

test('a model that was opened while another was saved keeps its own file', () => {
  trainTo(10, 'aaaa-aaaa');
  const mark = document.mark();
  engine.say('model', modelOf(10, 'bbbb-bbbb'));
  document.cameFrom(join('other', 'opened.safetensors'));
  document.isIn(file, mark);
  expect(title()).toBe('opened.safetensors – Epoch Lab');
  // Where the other was put is known.
  engine.say('model', modelOf(10, 'aaaa-aaaa'));
  expect(title()).toBe('net.safetensors – Epoch Lab');
});

describe('a run that goes on', () => {
  beforeEach(() => {
    engine.say('run', runOf('running', 0));
    engine.say('run', runOf('paused', 5));
    document.isIn(file);
  });

  test('is saved for as long as it rests where it was saved', () => {
    expect(document.hasOpenRun).toBe(true);
    expect(title()).toBe('net.safetensors – Epoch Lab');
    engine.say('run', runOf('running', 5));
    const history = { training: [], validation: [], observations: [] };
    const progress = { totalSteps: 10, epoch: 0.6, imagesPerSecond: 1, secondsLeft: 1, history };
    engine.say('progress', { runId: 1, step: 6, ...progress });
    expect(title()).toBe('net.safetensors • – Epoch Lab');
  });

  test('is not saved when it went on while its file was written', () => {
    const mark = document.mark();
    engine.say('run', runOf('running', 5));
    engine.say('run', runOf('paused', 8));
    document.isIn(file, mark);
    expect(title()).toBe('net.safetensors • – Epoch Lab');
  });

  test('is not saved when an engine that was started anew has it back', () => {
    engine = sayingEngine();
    document.follow(engine.client);
    // It counts its runs from 1 again, too.
    engine.say('run', runOf('paused', 5));
    expect(title()).toBe('net.safetensors • – Epoch Lab');
  });
});

test('tells each change once', () => {
  trainTo(10, 'aaaa-aaaa');
  vi.runAllTimers();
  engine.say('model', modelOf(10, 'aaaa-aaaa'));
  vi.runAllTimers();
  expect(told).toEqual([{ fileName: null, isSaved: false }]);
});
