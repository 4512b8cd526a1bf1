import { counting } from '../plural.ts';

const count = counting('pa');

export const steps = (n: number) => count(n, { one: 'ਕਦਮ', other: 'ਕਦਮ' });
export const weights = (n: number) => count(n, { one: 'ਭਾਰ', other: 'ਭਾਰ' });
export const threads = (n: number) => count(n, { one: 'ਥ੍ਰੈੱਡ', other: 'ਥ੍ਰੈੱਡ' });
