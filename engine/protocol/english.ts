import { pluralIn } from './plural.ts';

/** Numbers in what engine and main say, which is English; the window puts it into other languages. */

/** 47040016 as "47,040,016". */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** What is said of one thing, or of another number of things: "was" or "were". */
export const byNumber = pluralIn('en', ['one']);

/** 1 as "1 file", 60000 as "60,000 files". */
export function counted(value: number, one: string, other: string): string {
  return `${count(value)} ${byNumber(value, { one, other })}`;
}
