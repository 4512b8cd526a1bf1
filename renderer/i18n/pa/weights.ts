import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber, images, values } from './words.ts';

/** In Punjabi: weights and gradients, to be looked at. */

export const weights: AreaTranslation<'weights'> = {
  weights: 'ਭਾਰ',
  gradients: 'ਗ੍ਰੇਡੀਐਂਟ',
  noGradients: 'ਸਿਖਲਾਈ ਦੇ ਪਹਿਲੇ ਕਦਮ ਤੋਂ ਬਾਅਦ ਗ੍ਰੇਡੀਐਂਟ ਦਿਸਣਗੇ।',
  spread: (mean, deviation) => `ਔਸਤ ${mean}, ਫੈਲਾਅ ${deviation}`,
  range: (from, to) => `${from} ਤੋਂ ${to} ਤੱਕ`,
  notFinite: (count) => `${values(count)} ਸੀਮਤ ਨਹੀਂ`,
  pictures: (layer, count) => `${layer}: ਇਸ ਦੇ ਭਾਰ ${images(count)} ਦੇ ਰੂਪ ਵਿੱਚ`,
  shown: (shown, total) => (shown < total ? `${formatCount(total)} ਵਿੱਚੋਂ ਪਹਿਲੇ ${formatCount(shown)}` : ''),
  channel: (channel, channels) => `${formatCount(channels)} ਵਿੱਚੋਂ ਇਨਪੁੱਟ ਚੈਨਲ ${formatCount(channel)}`,
  channelBefore: 'ਪਿਛਲਾ ਇਨਪੁੱਟ ਚੈਨਲ',
  channelAfter: 'ਅਗਲਾ ਇਨਪੁੱਟ ਚੈਨਲ',
  at: (step) => `${formatCount(step)} ${byNumber(step, 'ਕਦਮ', 'ਕਦਮਾਂ')} ਤੋਂ ਬਾਅਦ`,
  none: 'ਅਜੇ ਕੋਈ ਭਾਰ ਨਹੀਂ',
  noneHint: '“ਸਿਖਾਓ” ਦਬਾਓ: ਫ਼ਿਲਟਰ, ਭਾਰ ਅਤੇ ਗ੍ਰੇਡੀਐਂਟ ਇੱਥੇ ਦਿਸਣਗੇ ਅਤੇ ਸਿੱਖਣ ਦੇ ਨਾਲ ਬਦਲਣਗੇ।',
};
