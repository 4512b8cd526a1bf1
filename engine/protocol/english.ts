import { pluralIn } from './plural.ts';

/** Numbers in what engine and main say, which is English; the window puts it into other languages. */

/**
 * 47040016 as "47,040,016". Schemas put their messages together while a process starts: to ask the tables of all
 * languages for it would take each process 30 ms.
 */
export function count(value: number): string {
  const [whole = '', ...fraction] = String(Math.round(value * 1000) / 1000).split('.');
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}

/** What is said of one thing, or of another number of things: "was" or "were". */
export const byNumber = pluralIn('en', ['one']);

/** 1 as "1 file", 60000 as "60,000 files". */
export function counted(value: number, one: string, other: string): string {
  return `${count(value)} ${byNumber(value, { one, other })}`;
}

/** 1 as "1 byte", 4096 as "4,096 bytes". */
export function byteCount(value: number): string {
  return counted(value, 'byte', 'bytes');
}
