import * as v from 'valibot';

/** What the window asks to be told outside of itself. A part of the app's contract. */
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const noticeCalls = {
  /** Shows a notification of the system, unless the person is looking at the window. */
  notify: v.strictObject({ title: words, body: words }),
} as const;

export interface NoticeResults {
  /** Whether it was shown. */
  notify: boolean;
}
