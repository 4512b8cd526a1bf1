import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatEpoch, formatPercent } from '../format.ts';
import { byNumber, images, steps } from './words.ts';

/** In Punjabi: the place Results. */

export const results: AreaTranslation<'results'> = {
  title: 'ਨਤੀਜੇ',
  intro: 'ਨੈੱਟਵਰਕ ਉਹ ਤਸਵੀਰਾਂ ਕਿੰਨੀਆਂ ਠੀਕ ਪੜ੍ਹਦਾ ਹੈ ਜੋ ਉਸ ਨੇ ਕਦੇ ਨਹੀਂ ਵੇਖੀਆਂ।',
  none: 'ਅਜੇ ਕੋਈ ਸਿਖਾਇਆ ਹੋਇਆ ਮਾਡਲ ਨਹੀਂ',
  noneHint: 'ਨੈੱਟਵਰਕ ਨੂੰ ਸਿਖਲਾਈ ਦਿਓ ਜਾਂ ਮਾਡਲ ਖੋਲ੍ਹੋ। ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਉੱਤੇ ਉਸ ਦੇ ਨਤੀਜੇ ਇੱਥੇ ਦਿਸਣਗੇ।',
  running: 'ਰਨ ਚੱਲ ਰਿਹਾ ਹੈ',
  runningHint: 'ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਰਨ ਦੇ ਅੰਤ ਵਿੱਚ ਪੜ੍ਹੀਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
  testAccuracy: 'ਪਰਖ ਦੀ ਸ਼ੁੱਧਤਾ',
  testLoss: 'ਪਰਖ ਦੀ ਹਾਨੀ',
  lossUnit: 'ਨੈਟ',
  guessing: (value) => `ਅੰਦਾਜ਼ੇ ਨਾਲ: ${value}`,
  measured: (wrong, count) =>
    `ਪਰਖ ਦੀਆਂ ${images(count)} ਉੱਤੇ ਮਾਪਿਆ: ${formatCount(wrong)} ਗ਼ਲਤ ${byNumber(wrong, 'ਪੜ੍ਹੀ ਗਈ', 'ਪੜ੍ਹੀਆਂ ਗਈਆਂ')}।`,
  notMeasured: 'ਅਜੇ ਮਾਪਿਆ ਨਹੀਂ',
  notMeasuredHint: 'ਇਨ੍ਹਾਂ ਭਾਰਾਂ ਨੇ ਅਜੇ ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਨਹੀਂ ਪੜ੍ਹੀਆਂ।',
  measure: 'ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਉੱਤੇ ਮਾਪੋ',
  measuring: 'ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਪੜ੍ਹੀਆਂ ਜਾ ਰਹੀਆਂ ਹਨ…',
  untrainedHint: (classes: number) => `ਇਹ ਭਾਰ ਅਣਸਿੱਖੇ ਹਨ: ${formatCount(classes)} ਵਿੱਚੋਂ ਲਗਭਗ 1 ਹੀ ਠੀਕ ਹੋਵੇਗੀ।`,
  staleTitle: 'ਇਹ ਨਤੀਜੇ ਕਿਸੇ ਹੋਰ ਨੈੱਟਵਰਕ ਦੇ ਹਨ',
  staleText: (model, drawn) =>
    `ਇਹ ${model} ਦੇ ਹਨ। ਉਸ ਤੋਂ ਬਾਅਦ ਤੁਸੀਂ ${drawn} ਚੁਣਿਆ ਹੈ: ਉਸ ਦੇ ਨਤੀਜਿਆਂ ਲਈ “ਸਿਖਾਓ” ਦਬਾਓ।`,
  starterTitle: 'ਇਹ ਨਤੀਜੇ ਸ਼ੁਰੂਆਤੀ ਨੈੱਟਵਰਕ ਦੇ ਹਨ',
  starterText: (drawn) =>
    `ਉਹ Epoch Lab ਦੇ ਨਾਲ ਪਹਿਲਾਂ ਹੀ ਸਿੱਖਿਆ ਹੋਇਆ ਆਇਆ ਹੈ, ਤਾਂ ਜੋ ਪੈਡ ਤੁਰੰਤ ਪੜ੍ਹ ਸਕੇ। ${drawn} ਦੇ ਨਤੀਜਿਆਂ ਲਈ “ਸਿਖਾਓ” ਦਬਾਓ।`,
  configuration: 'ਕਿਵੇਂ ਸਿਖਾਇਆ ਗਿਆ',
  curve: 'ਸਿੱਖਣ ਦਾ ਵਕਰ',
  network: 'ਨੈੱਟਵਰਕ',
  dataset: 'ਡਾਟਾਸੈੱਟ',
  weights: 'ਭਾਰ',
  trained: 'ਕਿੰਨੀ ਸਿਖਲਾਈ',
  trainedFor: (step, epoch) => `${steps(step)}, ${formatEpoch(epoch)} ਯੁੱਗ`,
  fingerprint: 'ਫਿੰਗਰਪ੍ਰਿੰਟ',
  fingerprintHint: 'ਇੱਕੋ ਫਿੰਗਰਪ੍ਰਿੰਟ: ਇੱਕੋ ਸੈਟਿੰਗਾਂ, ਡਾਟਾ ਅਤੇ ਭਾਰ, ਕੰਪਿਊਟਰ ਕੋਈ ਵੀ ਹੋਵੇ।',
  fingerprintChanging: 'ਸਿਖਲਾਈ ਦੌਰਾਨ: ਕੋਈ ਨਹੀਂ',
  file: 'ਫ਼ਾਈਲ',
  noFile: 'ਸਾਂਭਿਆ ਨਹੀਂ',
  previousTitle: 'ਇਸ ਤੋਂ ਪਹਿਲਾਂ ਵਾਲਾ ਮਾਡਲ ਸੁਰੱਖਿਅਤ ਹੈ',
  previous: (name, step) => `${name}, ${steps(step)}`,
  previousAccuracy: (accuracy) => formatPercent(accuracy, 2),
  bringBack: 'ਵਾਪਸ ਲਿਆਓ',
};
