import * as v from 'valibot';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { presets } from './presets.ts';
import { EpochLabError } from './errors.ts';
import type { EngineClient } from './rpc-engine.ts';
import { memoryPorts } from './rpc-memory.ts';
import { connect, serve, type Contract, type Handlers } from './rpc.ts';

const calls = {
  add: v.strictObject({ a: v.number(), b: v.optional(v.number(), 1) }),
  echo: v.strictObject({ bytes: v.instance(Uint8Array) }),
  wait: v.undefined(),
  fail: v.picklist(['known', 'defect', 'text']),
  unclonable: v.undefined(),
} as const;

interface Results {
  add: number;
  echo: { readonly bytes: Uint8Array };
  wait: string;
  fail: undefined;
  unclonable: unknown;
}

interface Events {
  tick: { readonly count: number };
}

type Sums = Contract<typeof calls, Results, Events>;

function handlers() {
  const signals: AbortSignal[] = [];
  const all: Handlers<Sums> = {
    add: ({ a, b }) => a + b,
    echo: ({ bytes }) => Promise.resolve({ bytes }),
    wait: (_, { signal }) =>
      new Promise((resolve) => {
        signals.push(signal);
        signal.addEventListener('abort', () => resolve('aborted'));
      }),
    fail: (how) => {
      if (how === 'known') throw new EpochLabError('bad-file', 'It is damaged.', { offset: 12, file: 'a' });
      if (how === 'defect') throw new TypeError('x is not a function');
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything can be thrown
      throw 'a text';
    },
    unclonable: () => () => {},
  };
  return { all, signals };
}

function pair() {
  const [here, there] = memoryPorts(structuredClone);
  const { all, signals } = handlers();
  const server = serve<Sums>(there, calls, all);
  const client = connect<Sums>(here);
  return { client, server, signals, here, there };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('calls', () => {
  test('answer with the result, defaults filled in', async () => {
    const { client } = pair();
    expect(await client.call('add', { a: 2, b: 3 })).toBe(5);
    expect(await client.call('add', { a: 2 })).toBe(3);
  });

  test('carry bytes without taking them from the sender', async () => {
    const { client } = pair();
    const bytes = Uint8Array.of(1, 2, 3);
    const answer = await client.call('echo', { bytes });
    expect(answer.bytes).toEqual(Uint8Array.of(1, 2, 3));
    expect(bytes.byteLength).toBe(3);
  });

  test('may be answered in another order than asked', async () => {
    const { client, signals } = pair();
    const slow = client.call('wait');
    expect(await client.call('add', { a: 1 })).toBe(2);
    expect(signals[0]?.aborted).toBe(false);
    client.close();
    await expect(slow).rejects.toMatchObject({ code: 'disconnected' });
  });

  test('refuse a bad argument, naming the place', async () => {
    const { client } = pair();
    const wrong = { a: 'two' } as unknown as { a: number };
    await expect(client.call('add', wrong)).rejects.toMatchObject({
      name: 'EpochLabError',
      code: 'invalid-argument',
      message: expect.stringContaining('add: a') as unknown,
      details: { path: 'a' },
    });
  });

  test.each(['nothing', '__proto__', 'constructor', 'toString'])(
    'refuse the unknown name %s',
    async (name) => {
      const { client } = pair();
      await expect(client.call(name as 'wait')).rejects.toMatchObject({
        code: 'invalid-argument',
        message: `There is no call "${name}".`,
      });
    },
  );
});

describe('errors', () => {
  test('keep code, message and details', async () => {
    const { client } = pair();
    const error = await client.call('fail', 'known').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EpochLabError);
    expect(error).toMatchObject({
      code: 'bad-file',
      message: 'It is damaged.',
      details: { offset: 12, file: 'a' },
    });
  });

  test('that nobody foresaw arrive as internal', async () => {
    const { client } = pair();
    await expect(client.call('fail', 'defect')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('x is not a function') as unknown,
    });
    await expect(client.call('fail', 'text')).rejects.toMatchObject({ code: 'internal' });
  });

  test('a result that cannot be cloned is an error, and the next call works', async () => {
    const { client } = pair();
    await expect(client.call('unclonable')).rejects.toMatchObject({ code: 'internal' });
    expect(await client.call('add', { a: 1 })).toBe(2);
  });

  test('an argument that cannot be cloned rejects', async () => {
    const { client } = pair();
    const wrong = { a: () => {} } as unknown as { a: number };
    await expect(client.call('add', wrong)).rejects.toThrow('could not be cloned');
    expect(await client.call('add', { a: 1 })).toBe(2);
  });

  test('a code of the future is internal', async () => {
    const [here, there] = memoryPorts(structuredClone);
    const client = connect<Sums>(here);
    const call = client.call('wait');
    there.post({ kind: 'err', id: 0, code: 'on-fire', message: 'Run.', details: {} });
    await expect(call).rejects.toMatchObject({ code: 'internal', message: 'Run.' });
  });
});

describe('cancelling', () => {
  test('rejects at once and aborts the handler', async () => {
    const { client, signals } = pair();
    const controller = new AbortController();
    const call = client.call('wait', undefined, { signal: controller.signal });
    await settled();
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect(signals[0]?.aborted).toBe(true);
    expect(signals[0]?.reason).toMatchObject({ code: 'cancelled' });
    expect(await client.call('add', { a: 1 })).toBe(2);
  });

  test('before the call sends nothing', async () => {
    const { client, here, signals } = pair();
    const post = vi.spyOn(here, 'post');
    await expect(client.call('wait', undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(post).not.toHaveBeenCalled();
    expect(signals).toHaveLength(0);
  });

  test('after the answer does nothing', async () => {
    const { client, here } = pair();
    const controller = new AbortController();
    await client.call('add', { a: 1 }, { signal: controller.signal });
    const post = vi.spyOn(here, 'post');
    controller.abort();
    expect(post).not.toHaveBeenCalled();
  });

  test('of a call that never was does nothing', async () => {
    const { client, here } = pair();
    here.post({ kind: 'cancel', id: 77 });
    expect(await client.call('add', { a: 1 })).toBe(2);
  });
});

describe('closing', () => {
  test('by the client rejects its calls and aborts them at the server', async () => {
    const { client, server, signals } = pair();
    const closed = vi.fn();
    server.onClose(closed);
    const call = client.call('wait');
    await settled();
    client.close();
    await expect(call).rejects.toMatchObject({ code: 'disconnected' });
    await expect(client.call('add', { a: 1 })).rejects.toMatchObject({ code: 'disconnected' });
    await settled();
    expect(signals[0]?.aborted).toBe(true);
    expect(closed).toHaveBeenCalledOnce();
    expect(() => server.emit('tick', { count: 1 })).not.toThrow();
  });

  test('by the server rejects the calls', async () => {
    const { client, server } = pair();
    const closed = vi.fn();
    client.onClose(closed);
    const call = client.call('wait');
    await settled();
    server.close();
    await expect(call).rejects.toMatchObject({ code: 'disconnected' });
    expect(closed).toHaveBeenCalledOnce();
  });

  test('is told at once to whoever asks late', () => {
    const { client, server } = pair();
    client.close();
    server.close();
    const late = vi.fn();
    client.onClose(late);
    server.onClose(late);
    expect(late).toHaveBeenCalledTimes(2);
  });
});

describe('events', () => {
  test('are counted until the client has taken them, also one that nobody listens to', async () => {
    const { client, server } = pair();
    server.emit('tick', { count: 1 });
    server.emit('tick', { count: 2 });
    expect(server.unheard).toBe(2);
    await settled();
    expect(server.unheard).toBe(0);
    // While one is being taken it is not heard yet.
    const during: number[] = [];
    client.on('tick', () => during.push(server.unheard));
    server.emit('tick', { count: 3 });
    await settled();
    expect([...during, server.unheard]).toEqual([1, 0]);
  });

  test('a client that says it has heard what was never told changes nothing', async () => {
    const { here, server } = pair();
    here.post({ kind: 'heard' });
    await settled();
    server.emit('tick', { count: 1 });
    expect(server.unheard).toBe(1);
  });

  test('reach every listener until it stops', async () => {
    const { client, server } = pair();
    const first = vi.fn();
    const second = vi.fn();
    const stop = client.on('tick', first);
    client.on('tick', second);
    server.emit('tick', { count: 1 });
    await settled();
    stop();
    server.emit('tick', { count: 2 });
    await settled();
    expect(first.mock.calls).toEqual([[{ count: 1 }]]);
    expect(second.mock.calls).toEqual([[{ count: 1 }], [{ count: 2 }]]);
  });

  test('arrive in order with answers', async () => {
    const { client, server } = pair();
    const seen: unknown[] = [];
    client.on('tick', ({ count }) => seen.push(count));
    server.emit('tick', { count: 1 });
    server.emit('tick', { count: 2 });
    await client.call('add', { a: 1 });
    expect(seen).toEqual([1, 2]);
  });
});

test('two clients of one server have their own calls and events', async () => {
  const { all } = handlers();
  const clients = [];
  const servers = [];
  for (let i = 0; i < 2; i++) {
    const [here, there] = memoryPorts(structuredClone);
    servers.push(serve<Sums>(there, calls, all));
    clients.push(connect<Sums>(here));
  }
  const [first, second] = clients as [(typeof clients)[0], (typeof clients)[0]];
  const heard = vi.fn();
  first.on('tick', heard);
  servers[1]?.emit('tick', { count: 5 });
  const waiting = second.call('wait');
  expect(await Promise.all([first.call('add', { a: 1 }), second.call('add', { a: 10 })])).toEqual([2, 11]);
  first.close();
  expect(await second.call('add', { a: 20 })).toBe(21);
  expect(heard).not.toHaveBeenCalled();
  second.close();
  await expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
});

test.each([
  ['nothing', undefined],
  ['a text', 'call'],
  ['an unknown kind', { kind: 'shutdown' }],
  ['no id', { kind: 'call', name: 'add', arg: { a: 1 } }],
  ['a fraction as id', { kind: 'call', id: 0.5, name: 'add' }],
  ['a name that is no text', { kind: 'call', id: 1, name: ['add'] }],
  ['an endless name', { kind: 'call', id: 1, name: 'a'.repeat(1000) }],
  ['a key too many', { kind: 'call', id: 1, name: 'add', arg: { a: 1 }, admin: true }],
  ['an answer', { kind: 'ok', id: 0, value: 1 }],
])('a message with %s is ignored on both ends', async (_, message) => {
  const { client, here, there } = pair();
  const call = client.call('wait');
  here.post(message);
  if ((message as { kind?: unknown } | undefined)?.kind !== 'ok') there.post(message);
  expect(await client.call('add', { a: 1 })).toBe(2);
  client.close();
  await expect(call).rejects.toMatchObject({ code: 'disconnected' });
});

test('a second call under an id in use does not disturb the first', async () => {
  const [here, there] = memoryPorts(structuredClone);
  const { all, signals } = handlers();
  serve<Sums>(there, calls, all);
  const replies: unknown[] = [];
  here.onMessage((message) => replies.push(message));
  here.post({ kind: 'call', id: 3, name: 'wait' });
  here.post({ kind: 'call', id: 3, name: 'add', arg: { a: 1 } });
  here.post({ kind: 'cancel', id: 3 });
  await settled();
  expect(signals).toHaveLength(1);
  expect(replies).toEqual([{ kind: 'ok', id: 3, value: 'aborted' }]);
});

test('types follow the contract', () => {
  expectTypeOf<Handlers<Sums>['add']>().parameter(0).toEqualTypeOf<{ a: number; b: number }>();
  // Read-only arguments are welcome, and defaults may be left out.
  const train = (client: EngineClient) =>
    client.call('train', {
      network: presets.report.network,
      settings: { ...presets.report.settings, threads: 1 },
    });
  expectTypeOf(train).returns.resolves.toHaveProperty('totalSteps');
  // @ts-expect-error an argument is missing
  expectTypeOf((client: EngineClient) => client.call('evaluate')).toBeFunction();
  // @ts-expect-error a handler is missing
  expectTypeOf<Handlers<Sums>>().toEqualTypeOf<{ add: () => number }>();
});
