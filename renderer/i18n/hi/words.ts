import { counting } from '../plural.ts';

const count = counting('hi');

export const steps = (n: number) => count(n, { one: 'चरण', other: 'चरण' });
export const weights = (n: number) => count(n, { one: 'भार', other: 'भार' });
export const threads = (n: number) => count(n, { one: 'थ्रेड', other: 'थ्रेड' });
