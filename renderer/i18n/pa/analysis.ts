import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { images } from './words.ts';

/** In Punjabi: the place Results, image by image. */

export const analysis: AreaTranslation<'analysis'> = {
  title: 'ਇੱਕ-ਇੱਕ ਤਸਵੀਰ',
  intro: 'ਹਰ ਤਸਵੀਰ ਇੱਕ ਵਾਰ ਹੋਰ ਪੜ੍ਹੀ ਜਾਂਦੀ ਹੈ: ਕਿਹੜੀ ਗ਼ਲਤ ਪੜ੍ਹੀ ਗਈ, ਕੀ ਪੜ੍ਹੀ ਗਈ, ਅਤੇ ਨੈੱਟਵਰਕ ਨੂੰ ਕਿੰਨਾ ਯਕੀਨ ਸੀ।',
  images: 'ਤਸਵੀਰਾਂ',
  splits: {
    test: (count) => `ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ (${formatCount(count)})`,
    train: (count) => `ਸਿਖਲਾਈ ਦੀਆਂ ਤਸਵੀਰਾਂ (${formatCount(count)})`,
  },
  of: (dataset) => `ਖੁੱਲ੍ਹੇ ਡਾਟਾਸੈੱਟ ${dataset} ਦੀਆਂ`,
  start: 'ਇਹ ਪੜ੍ਹੋ',
  again: 'ਦੁਬਾਰਾ ਪੜ੍ਹੋ',
  cancel: 'ਰੱਦ ਕਰੋ',
  progress: 'ਪੜ੍ਹੀਆਂ ਗਈਆਂ ਤਸਵੀਰਾਂ',
  notRead: 'ਤਸਵੀਰਾਂ ਪੜ੍ਹੀਆਂ ਨਹੀਂ ਜਾ ਸਕੀਆਂ',
  summary: (dataset, count, accuracy, loss, wrong) =>
    `${dataset}: ${images(count)} ਵਿੱਚੋਂ ${accuracy} ਠੀਕ ਪੜ੍ਹੀਆਂ ਗਈਆਂ, ਹਾਨੀ ${loss} ਨੈਟ, ਗ਼ਲਤੀਆਂ ${formatCount(wrong)}।`,
  staleTitle: 'ਇਹ ਹੋਰ ਭਾਰਾਂ ਦਾ ਜਾਂ ਹੋਰ ਡਾਟਾਸੈੱਟ ਦਾ ਹੈ',
  staleText: 'ਇਨ੍ਹਾਂ ਤਸਵੀਰਾਂ ਦੇ ਪੜ੍ਹੇ ਜਾਣ ਤੋਂ ਬਾਅਦ ਮਾਡਲ ਜਾਂ ਡਾਟਾ ਬਦਲ ਗਿਆ ਹੈ।',
  confusion: 'ਭੁਲੇਖਾ ਮੈਟ੍ਰਿਕਸ',
  confusionHint:
    'ਹਰ ਖਾਨਾ ਗਿਣਦਾ ਹੈ ਕਿ ਉਸ ਦੀ ਕਤਾਰ ਦੇ ਵਰਗ ਦੀਆਂ ਕਿੰਨੀਆਂ ਤਸਵੀਰਾਂ ਉਸ ਦੇ ਕਾਲਮ ਦਾ ਵਰਗ ਪੜ੍ਹੀਆਂ ਗਈਆਂ। ਤਸਵੀਰਾਂ ਵੇਖਣ ਲਈ ਖਾਨਾ ਖੋਲ੍ਹੋ।',
  confusionCaption: 'ਹਰ ਵਰਗ ਦੀਆਂ ਕਿੰਨੀਆਂ ਤਸਵੀਰਾਂ ਕਿਹੜਾ ਵਰਗ ਪੜ੍ਹੀਆਂ ਗਈਆਂ',
  said: 'ਕੀ ਪੜ੍ਹਿਆ',
  drawn: 'ਅਸਲ ਵਿੱਚ',
  cell: (label, said, count) => `${label} ਨੂੰ ${said} ਪੜ੍ਹਿਆ: ${images(count)}`,
  cellTitle: (label, said, count) =>
    label === said ? `${label}, ਠੀਕ ਪੜ੍ਹਿਆ: ${images(count)}` : `${label} ਨੂੰ ${said} ਪੜ੍ਹਿਆ: ${images(count)}`,
  perClass: 'ਹਰ ਵਰਗ ਵੱਖਰਾ',
  class: 'ਵਰਗ',
  imagesShort: 'ਤਸਵੀਰਾਂ',
  precision: 'ਸਟੀਕਤਾ',
  precisionHint: 'ਜਿਹੜੀਆਂ ਤਸਵੀਰਾਂ ਇਹ ਵਰਗ ਪੜ੍ਹੀਆਂ ਗਈਆਂ, ਉਨ੍ਹਾਂ ਵਿੱਚੋਂ ਕਿੰਨੀਆਂ ਸੱਚਮੁੱਚ ਇਸੇ ਵਰਗ ਦੀਆਂ ਹਨ।',
  recall: 'ਰੀਕਾਲ',
  recallHint: 'ਜਿਹੜੀਆਂ ਤਸਵੀਰਾਂ ਇਸ ਵਰਗ ਦੀਆਂ ਹਨ, ਉਨ੍ਹਾਂ ਵਿੱਚੋਂ ਕਿੰਨੀਆਂ ਇਹੀ ਪੜ੍ਹੀਆਂ ਗਈਆਂ।',
  f1: 'F1',
  f1Hint: 'ਦੋਵਾਂ ਦਾ ਹਰਾਤਮਕ ਔਸਤ: ਉੱਚਾ ਤਾਂ ਹੀ ਜਦੋਂ ਦੋਵੇਂ ਉੱਚੇ ਹੋਣ।',
  mistakes: 'ਸਭ ਤੋਂ ਪੱਕੇ ਯਕੀਨ ਵਾਲੀਆਂ ਗ਼ਲਤੀਆਂ',
  mistakesHint: 'ਅਸਲ ਵਿੱਚ ਕੀ ਹੈ → ਕੀ ਪੜ੍ਹਿਆ ਗਿਆ, ਅਤੇ ਨੈੱਟਵਰਕ ਨੂੰ ਕਿੰਨਾ ਯਕੀਨ ਸੀ।',
  noMistakes: 'ਕੋਈ ਨਹੀਂ: ਹਰ ਤਸਵੀਰ ਠੀਕ ਪੜ੍ਹੀ ਗਈ।',
  imageLabel: (image, label, said, sure) =>
    `ਤਸਵੀਰ ${formatCount(image)}: ਅਸਲ ਵਿੱਚ ${label}, ਪੜ੍ਹਿਆ ${said}, ਯਕੀਨ ${sure}`,
  more: (count) => `ਹੋਰ ਦਿਖਾਓ (${count})`,
  reliability: 'ਭਰੋਸੇਯੋਗਤਾ',
  reliabilityHint: 'ਜਦੋਂ ਨੈੱਟਵਰਕ 80 % ਕਹਿੰਦਾ ਹੈ, ਕੀ ਉਹ ਦਸ ਵਿੱਚੋਂ ਅੱਠ ਵਾਰ ਠੀਕ ਹੁੰਦਾ ਹੈ? ਟੁੱਟਵੀਂ ਰੇਖਾ ਉੱਤੇ ਯਕੀਨ ਅਤੇ ਸ਼ੁੱਧਤਾ ਬਰਾਬਰ ਹਨ।',
  reliabilityLabel: (error) => `ਭਰੋਸੇਯੋਗਤਾ ਦਾ ਚਿੱਤਰ: ਯਕੀਨ ਅਨੁਸਾਰ ਸ਼ੁੱਧਤਾ। ਦੋਵਾਂ ਵਿੱਚ ਔਸਤਨ ${error} ਦਾ ਫ਼ਰਕ ਹੈ।`,
  reliabilityBar: (from, to, accuracy, count) => `ਯਕੀਨ ${from} ਤੋਂ ${to}: ${images(count)} ਵਿੱਚੋਂ ${accuracy} ਠੀਕ`,
  confidence: 'ਕਿੰਨਾ ਯਕੀਨ',
  rightShare: 'ਠੀਕ ਪੜ੍ਹੀਆਂ',
  calibration: (error) => `ਯਕੀਨ ਅਤੇ ਸ਼ੁੱਧਤਾ ਵਿੱਚ ਔਸਤਨ ${error} ਦਾ ਫ਼ਰਕ ਹੈ।`,
  asTable: 'ਸਾਰਣੀ ਦੇ ਰੂਪ ਵਿੱਚ',
};
