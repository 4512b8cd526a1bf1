import type { AreaTranslation } from '../catalogue.ts';
import { steps } from './words.ts';
import { formatCount } from '../format.ts';

/** In Punjabi: the drawing pad. */

export const pad: AreaTranslation<'pad'> = {
  title: 'ਲਿਖਣ ਦਾ ਪੈਡ',
  canvas: 'ਲਿਖਣ ਦਾ ਪੈਡ',
  help: 'ਪੈੱਨ, ਉਂਗਲ ਜਾਂ ਮਾਊਸ ਨਾਲ ਲਿਖੋ। ਕੀਬੋਰਡ ਨਾਲ: ਤੀਰ ਕੁੰਜੀਆਂ 28 × 28 ਖਾਨਿਆਂ ਦੀ ਜਾਲੀ ਉੱਤੇ ਚੱਲਦੀਆਂ ਹਨ, ਸਪੇਸ ਖਾਨਾ ਭਰਦਾ ਹੈ, ਸ਼ਿਫ਼ਟ ਨਾਲ ਤੀਰ ਕੁੰਜੀ ਲਕੀਰ ਖਿੱਚਦੀ ਹੈ।',
  hint: 'ਇੱਥੇ ਇੱਕ ਅੰਕ ਲਿਖੋ',
  hintAny: 'ਇੱਥੇ ਬਣਾਓ',
  keyboardHint: 'ਤੀਰ ਚੱਲਦੇ ਹਨ · ਸਪੇਸ ਭਰਦਾ ਹੈ',
  cell: (row, column, isInked) =>
    `ਕਤਾਰ ${formatCount(row)}, ਕਾਲਮ ${formatCount(column)}${isInked ? ', ਭਰਿਆ' : ''}`,
  undo: 'ਵਾਪਸ ਲਓ',
  redo: 'ਮੁੜ ਕਰੋ',
  clear: 'ਮਿਟਾਓ',
  replay: 'ਜਿਵੇਂ ਲਿਖਿਆ ਸੀ, ਫਿਰ ਵੇਖੋ',
  explain: 'ਨੈੱਟਵਰਕ ਵਿੱਚੋਂ ਇਸ ਦਾ ਸਫ਼ਰ',
  modes: { docked: 'ਥਾਂ ਦੇ ਨਾਲ', floating: 'ਥਾਂ ਦੇ ਉੱਤੇ', full: 'ਪੂਰੀ ਵਿੰਡੋ' },
  move: 'ਲਿਖਣ ਦਾ ਪੈਡ ਖਿਸਕਾਓ, ਤੀਰ ਕੁੰਜੀਆਂ ਨਾਲ ਵੀ',
  seen: 'ਨੈੱਟਵਰਕ ਨੂੰ ਕੀ ਦਿਸਦਾ ਹੈ',
  seenLabel: 'ਚਿੱਤਰ, ਜਿਵੇਂ ਨੈੱਟਵਰਕ ਨੂੰ ਦਿਸਦਾ ਹੈ, 28 × 28 ਪਿਕਸਲ',
  normalise: 'MNIST ਵਰਗਾ ਬਣਾਓ',
  normaliseHint:
    'ਚਿੱਤਰ ਨੂੰ ਕੱਟ ਕੇ 20 × 20 ਦਾ ਕਰਦਾ ਹੈ ਅਤੇ ਉਸ ਦੇ ਭਾਰ-ਕੇਂਦਰ ਨੂੰ ਵਿਚਕਾਰ ਲਿਆਉਂਦਾ ਹੈ, ਜਿਵੇਂ ਸਿਖਲਾਈ ਦੀਆਂ ਤਸਵੀਰਾਂ ਬਣੀਆਂ ਸਨ।',
  pressure: 'ਪੈੱਨ ਦਾ ਦਬਾਅ',
  pressureHint: 'ਪੈੱਨ ਜ਼ੋਰ ਨਾਲ ਦਬਾਉਣ ਉੱਤੇ ਲਕੀਰ ਮੋਟੀ ਹੁੰਦੀ ਹੈ। ਉਨ੍ਹਾਂ ਪੈੱਨਾਂ ਲਈ ਜੋ ਦਬਾਅ ਦੱਸ ਸਕਦੇ ਹਨ।',
  bars: 'ਹਰ ਵਰਗ ਦੀ ਸੰਭਾਵਨਾ',
  bar: (name, percent) => `${name}: ${percent}`,
  answer: 'ਜਵਾਬ',
  notSure: 'ਪੱਕਾ ਨਹੀਂ',
  notSureBetween: (first, second) => `${first} ਜਾਂ ${second}`,
  emptyAnswer: 'ਕੁਝ ਨਹੀਂ ਲਿਖਿਆ',
  noWeights: 'ਅਜੇ ਕੋਈ ਭਾਰ ਨਹੀਂ',
  noWeightsHint: '“ਸਿਖਾਓ” ਦਬਾਓ, ਜਾਂ ਮਾਡਲ ਖੋਲ੍ਹੋ।',
  announceAnswer: (name, percent) => `${name} ਪੜ੍ਹਿਆ, ${percent}`,
  announceNotSure: (first, second) => `ਪੱਕਾ ਨਹੀਂ: ${first} ਜਾਂ ${second}`,
  readBy: (network, step) => `${network} · ${step === 0 ? 'ਅਣਸਿੱਖਿਆ' : steps(step)}`,
};
