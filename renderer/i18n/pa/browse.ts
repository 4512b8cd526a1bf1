import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber } from './words.ts';

/** In Punjabi: looking through a data set. */

export const browse: AreaTranslation<'browse'> = {
  title: 'ਤਸਵੀਰਾਂ',
  label: 'ਡਾਟਾਸੈੱਟ ਦੀਆਂ ਤਸਵੀਰਾਂ',
  help: 'ਤੀਰ ਕੁੰਜੀਆਂ ਨਾਲ ਚੱਲੋ, Enter ਨਾਲ ਤਸਵੀਰ ਵੱਡੀ ਹੁੰਦੀ ਹੈ।',
  classLabel: 'ਵਰਗ',
  allClasses: 'ਸਾਰੇ ਵਰਗ',
  shown: (count) => `${formatCount(count)} ${byNumber(count, 'ਦਿਸ ਰਹੀ ਹੈ', 'ਦਿਸ ਰਹੀਆਂ ਹਨ')}`,
  none: 'ਇਸ ਹਿੱਸੇ ਵਿੱਚ ਇਸ ਵਰਗ ਦੀ ਕੋਈ ਤਸਵੀਰ ਨਹੀਂ।',
  notFetched: 'ਤਸਵੀਰਾਂ ਲਿਆਂਦੀਆਂ ਨਹੀਂ ਜਾ ਸਕੀਆਂ',
  image: (name, index) => `${name}, ਤਸਵੀਰ ${formatCount(index)}`,
  means: 'ਔਸਤ ਤਸਵੀਰਾਂ',
  mean: (name) => `ਵਰਗ ${name} ਦੀਆਂ ਸਾਰੀਆਂ ਤਸਵੀਰਾਂ ਦੀ ਔਸਤ`,
  only: (name) => `ਸਿਰਫ਼ ${name} ਦਿਖਾਓ`,
  close: 'ਬੰਦ ਕਰੋ',
  previous: 'ਪਿਛਲੀ ਤਸਵੀਰ',
  next: 'ਅਗਲੀ ਤਸਵੀਰ',
  pixel: (row, column, value) =>
    `ਕਤਾਰ ${formatCount(row)}, ਕਾਲਮ ${formatCount(column)}: ${formatCount(value)}`,
  pixelHint: 'ਹਰ ਸੰਖਿਆ ਇੱਕ ਪਿਕਸਲ ਹੈ: 0 ਪਿਛੋਕੜ ਹੈ, 255 ਪੂਰੀ ਸਿਆਹੀ। ਪੜ੍ਹਨ ਲਈ ਕਿਸੇ ਉੱਤੇ ਜਾਓ।',
  large: (name, index) => `ਤਸਵੀਰ ${formatCount(index)}, ${name}, ਵੱਡੀ ਕਰ ਕੇ, ਪਿਕਸਲਾਂ ਦੇ ਮੁੱਲਾਂ ਨਾਲ`,
  values: 'ਪਿਕਸਲਾਂ ਦੇ ਮੁੱਲ ਸਾਰਣੀ ਵਿੱਚ',
};
