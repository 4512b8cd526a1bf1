import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatEpoch, formatPercent } from '../format.ts';
import { images, steps } from './words.ts';

/** In Hindi: the place Results, and the taking away of what it shows. */

export const results: AreaTranslation<'results'> = {
  title: 'परिणाम',
  intro: 'नेटवर्क उन चित्रों को कितना सही पढ़ता है जो उसने कभी नहीं देखे।',
  none: 'अभी कोई प्रशिक्षित मॉडल नहीं',
  noneHint: 'नेटवर्क को प्रशिक्षित करें या मॉडल खोलें। परीक्षण चित्रों पर उसके परिणाम यहाँ दिखेंगे।',
  running: 'रन चल रहा है',
  runningHint: 'परीक्षण चित्र रन के अंत में पढ़े जाते हैं।',
  testAccuracy: 'परीक्षण शुद्धता',
  testLoss: 'परीक्षण हानि',
  lossUnit: 'नैट',
  guessing: (value) => `अनुमान से: ${value}`,
  measured: (wrong, count) =>
    `${formatCount(count)} परीक्षण चित्रों पर मापा गया: ${formatCount(wrong)} ग़लत पढ़े गए।`,
  notMeasured: 'अभी मापा नहीं गया',
  notMeasuredHint: 'इन भारों ने अभी तक परीक्षण चित्र नहीं पढ़े हैं।',
  measure: 'परीक्षण चित्रों पर मापें',
  measuring: 'परीक्षण चित्र पढ़े जा रहे हैं…',
  untrainedHint: 'ये भार प्रशिक्षित नहीं हैं: लगभग दस में से एक सही होगा।',
  staleTitle: 'ये परिणाम किसी दूसरे नेटवर्क के हैं',
  staleText: (model, drawn) =>
    `ये ${model} के हैं। उसके बाद आपने ${drawn} चुना है: उसके परिणाम के लिए “प्रशिक्षित करें” दबाएँ।`,
  configuration: 'कैसे प्रशिक्षित हुआ',
  curve: 'सीखने का वक्र',
  network: 'नेटवर्क',
  dataset: 'डेटासेट',
  weights: 'भार',
  optimizer: 'ऑप्टिमाइज़र',
  sgd: 'SGD',
  trained: 'कितना प्रशिक्षित',
  trainedFor: (step, epoch) => `${steps(step)}, ${formatEpoch(epoch)} युग`,
  fingerprint: 'फ़िंगरप्रिंट',
  fingerprintHint: 'समान फ़िंगरप्रिंट: समान सेटिंग, डेटा और भार, चाहे कोई भी कंप्यूटर हो।',
  fingerprintChanging: 'प्रशिक्षण के दौरान: कोई नहीं',
  file: 'फ़ाइल',
  noFile: 'सहेजा नहीं गया',
  previousTitle: 'इससे पहले का मॉडल सुरक्षित है',
  previous: (name, step) => `${name}, ${steps(step)}`,
  previousAccuracy: (accuracy) => formatPercent(accuracy, 2),
  bringBack: 'वापस लाएँ',
};

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
  summary: (dataset, count, accuracy, loss, wrong) =>
    `${dataset}: ${count} चित्रों में से ${accuracy} सही पढ़े गए, हानि ${loss} नैट, ${wrong} ग़लतियाँ।`,
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
  noImages: 'चित्र लाए नहीं जा सके',
  imageLabel: (image, label, said, sure) =>
    `चित्र ${formatCount(image)}: वास्तव में ${label}, पढ़ा गया ${said}, ${sure} आश्वस्त`,
  more: (count) => `और दिखाएँ (${count})`,
  reliability: 'विश्वसनीयता',
  reliabilityHint:
    'जब नेटवर्क 80 % कहता है, तो क्या वह दस में से आठ बार सही होता है? टूटी रेखा पर आश्वस्ति और शुद्धता बराबर हैं।',
  reliabilityLabel: (error) => `विश्वसनीयता आरेख: आश्वस्ति के अनुसार शुद्धता। औसत अंतर ${error} है।`,
  reliabilityBar: (from, to, accuracy, count) =>
    `${from} से ${to} आश्वस्त: ${images(count)} में से ${accuracy} सही`,
  confidence: 'कितना आश्वस्त',
  rightShare: 'सही पढ़े',
  calibration: (error) => `आश्वस्ति और शुद्धता में औसतन ${error} का अंतर है।`,
  asTable: 'तालिका के रूप में',
};

export const takeaway: AreaTranslation<'takeaway'> = {
  notSaved: 'यह सहेजा नहीं गया',
  menu: (title) => `${title} सहेजें`,
  png: 'चित्र (PNG)',
  svg: 'रेखाचित्र (SVG)',
  csv: 'संख्याएँ (CSV)',
  curve: 'वक्र',
  value: 'मान',
  table: 'CSV में सहेजें',
  runsFile: 'runs',
  confusionFile: 'confusion-matrix',
  classesFile: 'class-by-class',
  report: 'रिपोर्ट (PDF)…',
  reportHint: 'एक पृष्ठ: विन्यास, वक्र, भ्रम मैट्रिक्स, सीड और फ़िंगरप्रिंट',
  reportTitle: 'प्रशिक्षण रिपोर्ट',
  reportFile: 'report',
  made: (when) => `Epoch Lab से ${when} को बनाई गई`,
  configuration: 'विन्यास',
  result: 'परिणाम',
  layers: 'नेटवर्क, परत दर परत',
  noMatrix: 'इस रिपोर्ट के लिए परीक्षण चित्र एक-एक करके नहीं पढ़े गए।',
};
