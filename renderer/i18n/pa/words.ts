import { pluralIn } from '../../../engine/protocol/plural.ts';
import { formatCount } from '../format.ts';

const form = pluralIn('pa', ['one']);

/** What is said of one thing, or of none, or of another number of things: ਜੋੜਿਆ ਗਿਆ, ਜੋੜੇ ਗਏ. */
export const byNumber = (count: number, one: string, other: string) => form(count, { one, other });

/**
 * Counted things in Punjabi. Masculine nouns that end in a consonant are the same for one and for many: "1 ਕਦਮ",
 * "2 ਕਦਮ". Feminine ones are not: "1 ਤਸਵੀਰ", "2 ਤਸਵੀਰਾਂ".
 */
const counted =
  (one: string, other = one) =>
  (count: number) =>
    `${formatCount(count)} ${byNumber(count, one, other)}`;

export const steps = counted('ਕਦਮ');
export const epochs = counted('ਯੁੱਗ');
export const weights = counted('ਭਾਰ');
export const threads = counted('ਥ੍ਰੈੱਡ');
export const cores = counted('ਕੋਰ');
export const runsCount = counted('ਰਨ');
export const classesCount = counted('ਵਰਗ');
export const drawings = counted('ਚਿੱਤਰ');
export const filters = counted('ਫ਼ਿਲਟਰ');
export const values = counted('ਮੁੱਲ');
/** A lesson or a walk-through goes stage by stage; a training goes step by step. */
export const stages = counted('ਪੜਾਅ');
export const images = counted('ਤਸਵੀਰ', 'ਤਸਵੀਰਾਂ');
export const units = counted('ਇਕਾਈ', 'ਇਕਾਈਆਂ');
export const files = counted('ਫ਼ਾਈਲ', 'ਫ਼ਾਈਲਾਂ');
export const changes = counted('ਤਬਦੀਲੀ', 'ਤਬਦੀਲੀਆਂ');
export const attempts = counted('ਕੋਸ਼ਿਸ਼', 'ਕੋਸ਼ਿਸ਼ਾਂ');

export const layerNames = {
  input: 'ਇਨਪੁੱਟ',
  conv2d: 'ਕਨਵੋਲਿਊਸ਼ਨ',
  maxPool: 'ਮੈਕਸ-ਪੂਲਿੰਗ',
  averagePool: 'ਔਸਤ-ਪੂਲਿੰਗ',
  dense: 'ਡੈਂਸ',
  relu: 'ReLU',
  leakyRelu: 'ਲੀਕੀ ReLU',
  sigmoid: 'ਸਿਗਮੌਇਡ',
  tanh: 'Tanh',
  dropout: 'ਡ੍ਰੌਪਆਊਟ',
  batchNorm: 'ਬੈਚ ਨੌਰਮ',
  flatten: 'ਫ਼ਲੈਟਨ',
  softmax: 'ਸਾਫ਼ਟਮੈਕਸ',
};
