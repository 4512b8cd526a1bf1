import { formatCount } from '../format.ts';

/** Counted things in Hindi, where most nouns are the same for one and for many. */
const counted = (word: string) => (count: number) => `${formatCount(count)} ${word}`;

export const steps = counted('चरण');
export const weights = counted('भार');
export const threads = counted('थ्रेड');
export const images = counted('चित्र');
export const runsCount = counted('रन');
export const epochs = counted('युग');
