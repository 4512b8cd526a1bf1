import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';

/** In Hindi: what a desktop application has besides its places. */

export const window: AreaTranslation<'window'> = {
  palette: 'कमांड सूची',
  paletteSearch: 'कमांड लिखें',
  paletteNone: 'कोई कमांड मेल नहीं खाता।',
  paletteCount: (count) => `${formatCount(count)} कमांड`,
  go: (place) => `${place} पर जाएँ`,
  theme: (theme) => `रंग-रूप: ${theme}`,
  language: (language) => `भाषा: ${language}`,
  languageSystem: 'सिस्टम के अनुसार',
  railWidth: 'स्थानों की सूची की चौड़ाई',
  padWidth: 'लिखने के पैड की चौड़ाई',
  settingsWidth: 'सेटिंग की चौड़ाई',
  separatorHint: 'खींचें, या तीर कुंजियाँ दबाएँ। दो बार क्लिक या Home से सामान्य चौड़ाई लौटती है।',
  drop: 'यहाँ छोड़ें: मॉडल, चित्र या तालिका, कक्षा का सेट, लैब, “यहाँ से शुरू” फ़ाइल, या संदर्भ वक्र',
  notOpened: 'फ़ाइल नहीं खुल सकी',
  notDropped: 'जो छोड़ा गया वह नहीं खुल सका',
};
