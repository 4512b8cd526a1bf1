import { pluralIn } from '../../../engine/protocol/plural.ts';
import { formatCount } from '../format.ts';

/**
 * Counted things in Hindi, where most nouns are the same for one and for many. The terms are those that teachers say:
 * weight is भार, layer परत, loss हानि, accuracy सटीकता, precision परिशुद्धता, class वर्ग, epoch युग, step चरण, learning
 * rate सीखने की दर. Layers and what has no word of its own keep their English name, written as it sounds: कन्वोल्यूशन,
 * डेंस, ग्रेडिएंट, लॉजिट, सीड, रन.
 */
const counted = (word: string) => (count: number) => `${formatCount(count)} ${word}`;

export const steps = counted('चरण');
export const weights = counted('भार');
export const threads = counted('थ्रेड');
export const images = counted('चित्र');
export const runsCount = counted('रन');
export const epochs = counted('युग');

const form = pluralIn('hi', ['one']);

/** What is said of counted things differs all the same: एक चित्र जोड़ा गया, दो चित्र जोड़े गए. None is said like one. */
export const byNumber = (count: number, one: string, other: string) => form(count, { one, other });

/** 10 → "10 चित्रों", before में से, पर and their like. */
export const ofImages = (count: number) => `${formatCount(count)} ${byNumber(count, 'चित्र', 'चित्रों')}`;
export const units = (count: number) => `${formatCount(count)} ${byNumber(count, 'इकाई', 'इकाइयाँ')}`;

/** One of the nouns that are not the same. */
export const fileCount = (count: number) => `${formatCount(count)} ${byNumber(count, 'फ़ाइल', 'फ़ाइलें')}`;

export const layerNames = {
  conv2d: 'कन्वोल्यूशन',
  maxPool: 'मैक्स-पूलिंग',
  averagePool: 'औसत-पूलिंग',
  dense: 'डेंस',
  relu: 'ReLU',
  leakyRelu: 'लीकी ReLU',
  sigmoid: 'सिग्मॉइड',
  tanh: 'Tanh',
  dropout: 'ड्रॉपआउट',
  batchNorm: 'बैच नॉर्म',
  flatten: 'फ़्लैटन',
} as const;
