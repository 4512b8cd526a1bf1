import type { AreaTranslation } from '../catalogue.ts';
import { images } from './words.ts';

/** In Punjabi: the place Data. */

export const data: AreaTranslation<'data'> = {
  title: 'ਡਾਟਾ',
  intro: 'ਨੈੱਟਵਰਕ ਕਿਸ ਤੋਂ ਸਿੱਖਦਾ ਹੈ, ਅਤੇ ਕਿਸ ਉੱਤੇ ਪਰਖਿਆ ਜਾਂਦਾ ਹੈ।',
  choose: 'ਡਾਟਾਸੈੱਟ ਚੁਣੋ',
  notWhileTraining: 'ਸਿਖਲਾਈ ਚੱਲ ਰਹੀ ਹੈ। ਹੋਰ ਡਾਟਾਸੈੱਟ ਚੁਣਨ ਤੋਂ ਪਹਿਲਾਂ ਉਸ ਨੂੰ ਸਮਾਪਤ ਕਰੋ।',
  names: { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST', shapes: 'ਸ਼ੋਰ ਵਿੱਚ ਆਕਾਰ' },
  summaries: {
    mnist: 'ਹੱਥ ਨਾਲ ਲਿਖੇ 70,000 ਅੰਕ। ਬਹੁਤੇ ਲੋਕ ਇੱਥੋਂ ਹੀ ਸ਼ੁਰੂ ਕਰਦੇ ਹਨ।',
    'fashion-mnist': '70,000 ਕੱਪੜੇ। MNIST ਜਿੰਨੇ ਛੋਟੇ, ਪਰ ਔਖੇ।',
    shapes: '3,600 ਆਕਾਰ, ਜੋ Epoch Lab ਆਪ ਬਣਾਉਂਦਾ ਹੈ। ਸਿਖਲਾਈ ਇੱਕ-ਦੋ ਸਕਿੰਟ ਵਿੱਚ।',
  },
  opening: (name) => `${name} ਖੁੱਲ੍ਹ ਰਿਹਾ ਹੈ…`,
  openingHint: 'ਤਸਵੀਰਾਂ ਖੋਲ੍ਹੀਆਂ ਅਤੇ ਆਪਣੇ ਹੈਸ਼ ਨਾਲ ਜਾਂਚੀਆਂ ਜਾ ਰਹੀਆਂ ਹਨ।',
  failedTitle: 'ਡਾਟਾਸੈੱਟ ਨਹੀਂ ਖੁੱਲ੍ਹ ਸਕਿਆ',
  tryAgain: 'ਮੁੜ ਕੋਸ਼ਿਸ਼ ਕਰੋ',
  about: {
    mnist: 'ਹੱਥ ਨਾਲ ਲਿਖੇ ਅੰਕ, ਛੋਟੀਆਂ ਸਲੇਟੀ ਤਸਵੀਰਾਂ ਦੇ ਐਨ ਵਿਚਕਾਰ। 1998 ਤੋਂ ਪਛਾਣਨ ਵਾਲੇ ਪ੍ਰੋਗਰਾਮ ਇਨ੍ਹਾਂ ਉੱਤੇ ਹੀ ਪਰਖੇ ਜਾਂਦੇ ਹਨ।',
    'fashion-mnist': 'ਦਸ ਕਿਸਮਾਂ ਦੇ ਕੱਪੜਿਆਂ ਦੀਆਂ ਫ਼ੋਟੋਆਂ, ਛੋਟੀਆਂ ਅਤੇ ਸਲੇਟੀ ਕੀਤੀਆਂ ਹੋਈਆਂ: ਹੂਬਹੂ MNIST ਦੇ ਰੂਪ ਵਿੱਚ ਇੱਕ ਔਖਾ ਸੈੱਟ।',
    shapes: 'ਹਰ ਆਕਾਰ ਦੇ ਚੱਕਰ, ਛੱਲੇ, ਚੌਰਸ, ਤਿਕੋਣ ਅਤੇ ਕਰਾਸ, ਘੁਮਾਏ ਹੋਏ ਅਤੇ ਸ਼ੋਰ ਵਿੱਚ, ਇੱਕ ਸੀਡ ਤੋਂ ਬਣੇ।',
  },
  trainImages: 'ਸਿਖਲਾਈ ਦੀਆਂ ਤਸਵੀਰਾਂ',
  testImages: 'ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ',
  size: 'ਪਿਕਸਲ, ਸਲੇਟੀ',
  classes: 'ਵਰਗ',
  licence: 'ਲਾਇਸੈਂਸ',
  attribution: 'ਕਿਸ ਦਾ ਕੰਮ',
  source: 'ਸਰੋਤ',
  split: 'ਕਿਹੜੀਆਂ ਤਸਵੀਰਾਂ',
  train: 'ਸਿਖਲਾਈ',
  test: 'ਪਰਖ',
  balance: 'ਵਰਗਾਂ ਦਾ ਸੰਤੁਲਨ',
  origin: 'ਕਿੱਥੋਂ ਆਇਆ',
  classCount: (name, count) => `${name}: ${images(count)}`,
};
