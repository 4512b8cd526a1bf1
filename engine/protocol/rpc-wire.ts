import * as v from 'valibot';
import type { ErrorCode } from './errors.ts';

/**
 * The messages on the wire. `id` belongs to the caller, who never uses one twice on a port.
 */

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(64));
const text = v.string();
const anything = v.optional(v.unknown());

/** Does not compile unless it names every code. */
const errorCodes: Record<ErrorCode, ErrorCode> = {
  'invalid-argument': 'invalid-argument',
  'impossible-network': 'impossible-network',
  'bad-file': 'bad-file',
  'file-unavailable': 'file-unavailable',
  'wrong-state': 'wrong-state',
  diverged: 'diverged',
  cancelled: 'cancelled',
  disconnected: 'disconnected',
  internal: 'internal',
};
/** A code that this end does not know is a defect like any other. */
const errorCode = v.fallback(v.picklist(Object.values(errorCodes)), 'internal');

const call = v.strictObject({ kind: v.literal('call'), id, name, arg: anything });
const cancel = v.strictObject({ kind: v.literal('cancel'), id });
/** Told for each event, once it was taken: so the server knows when it tells more than its client keeps up with. */
const heard = v.strictObject({ kind: v.literal('heard') });

const ok = v.strictObject({ kind: v.literal('ok'), id, value: anything });
const err = v.strictObject({
  kind: v.literal('err'),
  id,
  code: errorCode,
  message: text,
  details: v.record(text, v.union([text, v.number()])),
});
const event = v.strictObject({ kind: v.literal('event'), name, data: anything });

/** What a client sends. */
export const requestSchema = v.variant('kind', [call, cancel, heard]);
export type Request = v.InferOutput<typeof requestSchema>;

/** What a server sends. */
export const replySchema = v.variant('kind', [ok, err, event]);
export type Reply = v.InferOutput<typeof replySchema>;
