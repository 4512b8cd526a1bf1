import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatEpoch, formatPercent } from '../format.ts';
import { byNumber, steps } from './words.ts';

/** In Hindi: the place Results. */

export const results: AreaTranslation<'results'> = {
  title: 'परिणाम',
  intro: 'नेटवर्क उन चित्रों को कितना सही पढ़ता है जो उसने कभी नहीं देखे।',
  none: 'अभी कोई प्रशिक्षित मॉडल नहीं',
  noneHint: 'नेटवर्क को प्रशिक्षित करें या मॉडल खोलें। परीक्षण चित्रों पर उसके परिणाम यहाँ दिखेंगे।',
  running: 'रन चल रहा है',
  runningHint: 'परीक्षण चित्र रन के अंत में पढ़े जाते हैं।',
  testAccuracy: 'परीक्षण सटीकता',
  testLoss: 'परीक्षण हानि',
  lossUnit: 'नैट',
  guessing: (value) => `अनुमान से: ${value}`,
  measured: (wrong, count) =>
    `${formatCount(count)} ${byNumber(count, 'परीक्षण चित्र', 'परीक्षण चित्रों')} पर मापा गया: ${formatCount(wrong)} ${byNumber(wrong, 'ग़लत पढ़ा गया', 'ग़लत पढ़े गए')}।`,
  notMeasured: 'अभी मापा नहीं गया',
  notMeasuredHint: 'इन भारों ने अभी तक परीक्षण चित्र नहीं पढ़े हैं।',
  measure: 'परीक्षण चित्रों पर मापें',
  measuring: 'परीक्षण चित्र पढ़े जा रहे हैं…',
  untrainedHint: (classes: number) => `ये भार प्रशिक्षित नहीं हैं: ${formatCount(classes)} में से लगभग 1 सही होगा।`,
  staleTitle: 'ये परिणाम किसी दूसरे नेटवर्क के हैं',
  staleText: (model, drawn) =>
    `ये ${model} के हैं। उसके बाद आपने ${drawn} चुना है: उसके परिणाम के लिए “प्रशिक्षित करें” दबाएँ।`,
  starterTitle: 'ये परिणाम शुरुआती नेटवर्क के हैं',
  starterText: (drawn) =>
    `वह Epoch Lab के साथ पहले से प्रशिक्षित आया है, ताकि पैड तुरंत पढ़ सके। ${drawn} के परिणाम के लिए “प्रशिक्षित करें” दबाएँ।`,
  configuration: 'कैसे प्रशिक्षित हुआ',
  curve: 'सीखने का वक्र',
  network: 'नेटवर्क',
  dataset: 'डेटासेट',
  weights: 'भार',
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
