import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber } from './words.ts';

/** In Punjabi: the frame of the user guide. */

export const guide: AreaTranslation<'guide'> = {
  title: 'ਵਰਤੋਂਕਾਰ ਗਾਈਡ',
  pages: 'ਪੰਨੇ',
  search: 'ਗਾਈਡ ਵਿੱਚ ਲੱਭੋ',
  found: (count) => `${formatCount(count)} ${byNumber(count, 'ਥਾਂ', 'ਥਾਵਾਂ')} ’ਤੇ ਮਿਲਿਆ`,
  lookedFor: (words) => `ਲੱਭਿਆ ਗਿਆ: ${words}`,
  none: 'ਗਾਈਡ ਵਿੱਚ ਇਨ੍ਹਾਂ ਸ਼ਬਦਾਂ ਵਾਲਾ ਕੁਝ ਨਹੀਂ ਹੈ।',
  licences: 'ਲਾਇਸੈਂਸ',
  loading: 'ਲੋਡ ਹੋ ਰਿਹਾ ਹੈ…',
  inEnglish: 'ਗਾਈਡ ਦੇ ਪੰਨੇ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਹਨ।',
  close: 'ਬੰਦ ਕਰੋ',
};
