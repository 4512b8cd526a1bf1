import type { AreaTranslation } from '../catalogue.ts';
import { steps } from './words.ts';
import { formatCount } from '../format.ts';

/** In Hindi: the drawing pad. */

export const pad: AreaTranslation<'pad'> = {
  title: 'लिखने का पैड',
  canvas: 'लिखने का पैड',
  help: 'पेन, उँगली या माउस से लिखें। कीबोर्ड से: तीर कुंजियाँ 28 × 28 खानों पर चलती हैं, स्पेस एक खाना भरता है, शिफ़्ट के साथ तीर खींचता है।',
  hint: 'यहाँ एक अंक लिखें',
  hintAny: 'यहाँ बनाएँ',
  keyboardHint: 'तीर चलते हैं · स्पेस भरता है',
  cell: (row, column, isInked) =>
    `पंक्ति ${formatCount(row)}, स्तंभ ${formatCount(column)}${isInked ? ', भरा हुआ' : ''}`,
  undo: 'पूर्ववत करें',
  redo: 'फिर से करें',
  clear: 'मिटाएँ',
  replay: 'जैसे लिखा गया वैसे फिर दिखाएँ',
  explain: 'नेटवर्क में इसका रास्ता',
  modes: { docked: 'साथ में', floating: 'ऊपर तैरता हुआ', full: 'पूरी विंडो में' },
  move: 'लिखने के पैड को हिलाएँ, तीर कुंजियों से भी',
  seen: 'नेटवर्क क्या देखता है',
  seenLabel: 'चित्र जैसा नेटवर्क देखता है, 28 × 28 पिक्सेल',
  normalise: 'MNIST की तरह सामान्य करें',
  normaliseHint: 'चित्र को काटता है, 20 × 20 का करता है और उसके द्रव्यमान से बीच में रखता है, जैसे प्रशिक्षण चित्र थे।',
  pressure: 'पेन का दबाव',
  pressureHint: 'पेन ज़ोर से दबाने पर रेखा चौड़ी होती है। उन पेनों के लिए जो दबाव बताते हैं।',
  bars: 'हर वर्ग की प्रायिकता',
  bar: (name, percent) => `${name}: ${percent}`,
  answer: 'उत्तर',
  notSure: 'निश्चित नहीं',
  notSureBetween: (first, second) => `${first} या ${second}`,
  emptyAnswer: 'कुछ नहीं लिखा',
  noWeights: 'अभी कोई भार नहीं',
  noWeightsHint: '“प्रशिक्षित करें” दबाएँ, या मॉडल खोलें।',
  announceAnswer: (name, percent) => `${name} पढ़ा गया, ${percent}`,
  announceNotSure: (first, second) => `निश्चित नहीं: ${first} या ${second}`,
  readBy: (network, step) => `${network} · ${step === 0 ? 'अप्रशिक्षित' : steps(step)}`,
};
