import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber, images, ofImages } from './words.ts';

/** In Hindi: the place Results, image by image. */

export const analysis: AreaTranslation<'analysis'> = {
  title: 'एक-एक चित्र',
  intro: 'हर चित्र एक बार फिर पढ़ा जाता है: कौन-सा ग़लत पढ़ा गया, क्या पढ़ा गया, और नेटवर्क कितना आश्वस्त था।',
  images: 'चित्र',
  splits: {
    test: (count) => `परीक्षण चित्र (${formatCount(count)})`,
    train: (count) => `प्रशिक्षण चित्र (${formatCount(count)})`,
  },
  of: (dataset) => `${dataset} के, जो डेटासेट खुला है`,
  start: 'इन्हें पढ़ें',
  again: 'फिर से पढ़ें',
  cancel: 'रद्द करें',
  progress: 'पढ़े गए चित्र',
  notRead: 'चित्र पढ़े नहीं जा सके',
  summary: (dataset, count, accuracy, loss, wrong) =>
    `${dataset}: ${ofImages(count)} में से ${accuracy} सही पढ़े गए, हानि ${loss} नैट, ${formatCount(wrong)} ${byNumber(wrong, 'ग़लती', 'ग़लतियाँ')}।`,
  staleTitle: 'यह दूसरे भारों का या दूसरे डेटासेट का है',
  staleText: 'इन चित्रों के पढ़े जाने के बाद मॉडल या डेटा बदल गया है।',
  confusion: 'भ्रम मैट्रिक्स',
  confusionHint: 'हर खाना गिनता है कि उस पंक्ति के वर्ग के कितने चित्र उस स्तंभ का वर्ग पढ़े गए। चित्र देखने के लिए खाना खोलें।',
  confusionCaption: 'हर वर्ग के कितने चित्र किस वर्ग के पढ़े गए',
  said: 'पढ़ा गया',
  drawn: 'वास्तव में',
  cell: (label, said, count) => `${label} को ${said} पढ़ा गया: ${images(count)}`,
  cellTitle: (label, said, count) =>
    label === said
      ? `${label}, सही पढ़ा गया: ${images(count)}`
      : `${label} को ${said} पढ़ा गया: ${images(count)}`,
  perClass: 'वर्ग के अनुसार',
  class: 'वर्ग',
  imagesShort: 'चित्र',
  precision: 'परिशुद्धता',
  precisionHint: 'जो चित्र इस वर्ग के पढ़े गए, उनमें से कितने सचमुच इसी के हैं।',
  recall: 'रिकॉल',
  recallHint: 'जो चित्र इस वर्ग के हैं, उनमें से कितने इसी के पढ़े गए।',
  f1: 'F1',
  f1Hint: 'दोनों का हरात्मक माध्य: ऊँचा तभी जब दोनों ऊँचे हों।',
  mistakes: 'सबसे आश्वस्त ग़लतियाँ',
  mistakesHint: 'वास्तव में क्या है → क्या पढ़ा गया, और नेटवर्क कितना आश्वस्त था।',
  noMistakes: 'कोई नहीं: हर चित्र सही पढ़ा गया।',
  imageLabel: (image, label, said, sure) =>
    `चित्र ${formatCount(image)}: वास्तव में ${label}, पढ़ा गया ${said}, ${sure} आश्वस्त`,
  more: (count) => `और दिखाएँ (${count})`,
  reliability: 'विश्वसनीयता',
  reliabilityHint:
    'जब नेटवर्क 80 % कहता है, तो क्या वह दस में से आठ बार सही होता है? टूटी रेखा पर आश्वस्ति और सटीकता बराबर हैं।',
  reliabilityLabel: (error) => `विश्वसनीयता आरेख: आश्वस्ति के अनुसार सटीकता। औसत अंतर ${error} है।`,
  reliabilityBar: (from, to, accuracy, count) =>
    `${from} से ${to} आश्वस्त: ${images(count)} में से ${accuracy} सही`,
  confidence: 'कितना आश्वस्त',
  rightShare: 'सही पढ़े',
  calibration: (error) => `आश्वस्ति और सटीकता में औसतन ${error} का अंतर है।`,
  asTable: 'तालिका के रूप में',
};
