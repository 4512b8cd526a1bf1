import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber } from './words.ts';

/** In Hindi: looking through a data set. */

export const browse: AreaTranslation<'browse'> = {
  title: 'चित्र',
  label: 'डेटासेट के चित्र',
  help: 'तीर कुंजियाँ चित्रों पर चलती हैं, Enter चित्र को बड़ा दिखाता है।',
  classLabel: 'वर्ग',
  allClasses: 'सभी वर्ग',
  shown: (count) => `${formatCount(count)} ${byNumber(count, 'दिखाया गया', 'दिखाए गए')}`,
  none: 'इस हिस्से में इस वर्ग का कोई चित्र नहीं।',
  notFetched: 'चित्र लाए नहीं जा सके',
  image: (name, index) => `${name}, चित्र ${formatCount(index)}`,
  means: 'माध्य चित्र',
  mean: (name) => `वर्ग ${name} के सभी चित्रों का माध्य`,
  only: (name) => `केवल ${name} दिखाएँ`,
  close: 'बंद करें',
  previous: 'पिछला चित्र',
  next: 'अगला चित्र',
  pixel: (row, column, value) =>
    `पंक्ति ${formatCount(row)}, स्तंभ ${formatCount(column)}: ${formatCount(value)}`,
  pixelHint: 'हर संख्या एक पिक्सेल है: 0 पृष्ठभूमि है, 255 पूरी स्याही। पढ़ने के लिए किसी पर संकेत करें।',
  large: (name, index) => `चित्र ${formatCount(index)}, ${name}, बड़ा करके, पिक्सेलों के मानों के साथ`,
  values: 'पिक्सेलों के मान तालिका में',
};
