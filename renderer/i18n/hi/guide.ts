import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber } from './words.ts';

/** In Hindi: the frame of the user guide. */

export const guide: AreaTranslation<'guide'> = {
  title: 'उपयोगकर्ता गाइड',
  pages: 'पन्ने',
  search: 'गाइड में खोजें',
  found: (count) => `${formatCount(count)} ${byNumber(count, 'जगह', 'जगहों')} पर मिला`,
  lookedFor: (words) => `खोजा गया: ${words}`,
  none: 'गाइड में इन शब्दों वाला कुछ नहीं है।',
  licences: 'लाइसेंस',
  loading: 'लोड हो रहा है…',
  inEnglish: 'गाइड के पन्ने अंग्रेज़ी में हैं।',
  close: 'बंद करें',
};
