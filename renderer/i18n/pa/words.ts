import { formatCount } from '../format.ts';

/** Counted things in Punjabi, where most nouns are the same for one and for many. */
const counted = (word: string) => (count: number) => `${formatCount(count)} ${word}`;

export const steps = counted('ਕਦਮ');
export const weights = counted('ਭਾਰ');
export const threads = counted('ਥ੍ਰੈੱਡ');
export const images = counted('ਤਸਵੀਰਾਂ');
export const epochs = counted('ਯੁੱਗ');
