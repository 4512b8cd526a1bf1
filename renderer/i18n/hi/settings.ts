import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatGrouped } from '../format.ts';
import { byNumber, steps } from './words.ts';

/** In Hindi: the settings of a run. */

export const settings: AreaTranslation<'settings'> = {
  title: 'सेटिंग',
  reset: 'प्रीसेट पर लौटें',
  undo: 'पूर्ववत करें',
  redo: 'फिर से करें',
  groups: {
    learning: 'सीखना',
    images: 'चित्र',
    optimizer: 'ऑप्टिमाइज़र',
    schedule: 'सीखने की दर का कार्यक्रम',
    regularisation: 'अति-अनुकूलन के विरुद्ध',
    augmentation: 'चित्रों में बदलाव',
    machine: 'मशीन',
  },
  hints: {
    optimizer: 'ग्रेडिएंट से चरण कैसे बनते हैं।',
    schedule: 'रन के दौरान सीखने की दर कैसे बदलती है।',
    regularisation: 'नेटवर्क को चित्र रटने से क्या रोकता है।',
    augmentation: 'हर प्रशिक्षण चित्र हर बार नए सिरे से थोड़ा बदला जाता है।',
    machine: 'इंजन इस कंप्यूटर का क्या उपयोग कर सकता है।',
  },
  more: 'बढ़ाएँ',
  less: 'घटाएँ',
  changed: (preset) => `बदला गया; प्रीसेट में ${preset} है।`,
  revert: (label, preset) => `${label}: ${preset} पर लौटें`,
  changes: (count) => `${formatCount(count)} बदलाव`,
  problem: (label, reason) => `${label} ${reason}।`,
  mustBe: ({ low, high, isWhole, above, below }) => {
    const [least, most] = [formatGrouped(low), formatGrouped(high)];
    const from = above ? `${least} से अधिक और` : below ? `${least} या अधिक और` : `${least} से`;
    const to = below ? `${most} से कम` : `${most} तक की`;
    return `${from} ${to} ${isWhole ? 'पूर्ण ' : ''}संख्या होनी चाहिए`;
  },
  conflict: (conflict, { trainImages, validationImages, batchSize }, available) => {
    switch (conflict) {
      case 'too-many-training-images':
        return `${formatCount(trainImages)} प्रशिक्षण चित्र ${byNumber(trainImages, 'माँगा गया है', 'माँगे गए हैं')}, पर डेटासेट में ${formatCount(available)} हैं।`;
      case 'too-many-images':
        return (
          `${formatCount(trainImages)} प्रशिक्षण और ${formatCount(validationImages)} सत्यापन चित्र मिलकर ` +
          `${formatCount(trainImages + validationImages)} होते हैं, पर डेटासेट में ${formatCount(available)} हैं। ` +
          'कोई चित्र दोनों में नहीं हो सकता।'
        );
      case 'nothing-held-out':
        return 'जल्दी रोकना सत्यापन हानि से तय होता है, पर कोई सत्यापन चित्र अलग नहीं रखे गए हैं।';
      case 'batch-too-large':
        return `${formatCount(batchSize)} का बैच ${formatCount(trainImages)} ${byNumber(trainImages, 'प्रशिक्षण चित्र', 'प्रशिक्षण चित्रों')} से बड़ा है।`;
    }
  },
  stepsAnEpoch: (perEpoch, total) => `हर युग में ${steps(perEpoch)}, कुल ${formatCount(total)}`,
  locked: 'अगले रन के लिए; यह रन अपनी सेटिंग रखता है।',
  learningRate: { label: 'सीखने की दर', unit: '', explanation: 'एक चरण भारों को कितना हिलाता है।' },
  batchSize: { label: 'बैच का आकार', unit: 'चित्र', explanation: 'एक चरण के लिए औसत किए गए चित्र।' },
  epochs: { label: 'युग', unit: '', explanation: 'हर प्रशिक्षण चित्र कितनी बार देखा जाता है।' },
  momentum: {
    label: 'मोमेंटम',
    unit: '',
    explanation: 'पिछले चरण की गति कितनी रखी जाती है: 0.9 लगभग दस चरणों का औसत है।',
  },
  smoothing: {
    label: 'स्मूदिंग',
    unit: '',
    explanation: 'वर्गित ग्रेडिएंट का माध्य कितना धीरे भूलता है: 0.99 लगभग सौ चरण।',
  },
  beta1: { label: 'β₁', unit: '', explanation: 'माध्य ग्रेडिएंट कितना धीरे भूलता है: 0.9 लगभग दस चरण।' },
  beta2: {
    label: 'β₂',
    unit: '',
    explanation: 'वर्गित ग्रेडिएंट का माध्य कितना धीरे भूलता है: 0.999 लगभग हज़ार चरण।',
  },
  epsilon: { label: 'ε', unit: '', explanation: 'जहाँ ग्रेडिएंट लगभग 0 हों, वहाँ चरण को परिमित रखता है।' },
  weightDecay: {
    label: 'भार क्षय',
    unit: '',
    explanation: 'हर चरण भारों को 0 की ओर भी खींचता है। 0 बंद है; 0.0001 आम है।',
  },
  clipLimit: { label: 'सीमा', unit: '', explanation: 'इससे बड़े ग्रेडिएंट चरण से पहले काटे जाते हैं।' },
  scheduleEpochs: { label: 'हर', unit: 'युग', explanation: 'इतने युगों तक एक ही दर।' },
  scheduleFactor: { label: 'गुणक', unit: '', explanation: 'हर बार दर इससे गुणा होती है।' },
  scheduleMinimum: { label: 'अंत', unit: 'दर का', explanation: 'अंतिम दर, पहली के अंश के रूप में।' },
  schedulePatience: { label: 'धैर्य', unit: 'युग', explanation: 'बिना प्रगति के इतने युगों के बाद दर घटती है।' },
  scheduleThreshold: {
    label: 'न्यूनतम प्रगति',
    unit: '',
    explanation: 'सर्वोत्तम हानि के इस अंश से कम प्रगति, प्रगति नहीं।',
  },
  warmUpSteps: { label: 'वार्म-अप', unit: 'चरण', explanation: 'शुरू में दर धीरे-धीरे बढ़ती है। 0 बंद है।' },
  trainImages: { label: 'प्रशिक्षण चित्र', unit: '', explanation: 'नेटवर्क इनसे सीखता है।' },
  validationImages: {
    label: 'सत्यापन चित्र',
    unit: '',
    explanation: 'अलग रखे गए: देखे जाते हैं, इनसे सीखा नहीं जाता।',
  },
  patience: { label: 'धैर्य', unit: 'युग', explanation: 'इतने समय तक सत्यापन हानि न घटे तो प्रशिक्षण समाप्त होता है।' },
  shift: { label: 'खिसकाव', unit: 'पिक्सेल', explanation: 'दोनों ओर इतना तक खिसकाया जाता है।' },
  rotate: { label: 'घुमाव', unit: '°', explanation: 'दोनों ओर इतना तक घुमाया जाता है।' },
  scale: { label: 'आकार', unit: '', explanation: 'इस अंश तक बड़ा या छोटा किया जाता है।' },
  shear: { label: 'तिरछापन', unit: '', explanation: 'इस अंश तक तिरछा किया जाता है।' },
  elastic: { label: 'सिलवट', unit: 'पिक्सेल', explanation: 'जगहें लगभग इतनी हिलती हैं, पड़ोसी साथ-साथ।' },
  handwriting: {
    label: 'दूसरे हाथ',
    unit: '',
    explanation: 'अंकों का यह हिस्सा एक काल्पनिक हाथ से नया लिखा जाता है। 0 बंद है।',
  },
  dropout: {
    label: 'ड्रॉपआउट',
    unit: '%',
    explanation: 'प्रशिक्षण में यादृच्छिक छोड़े गए मान, नेटवर्क की ड्रॉपआउट परत में। 0 बंद है।',
    none: 'आपके नेटवर्क में इसकी जगह नहीं है: यह अंतिम डेंस परत से पहले आता है।',
    several: 'आपकी ड्रॉपआउट परतें अलग-अलग हैं: उन्हें “नेटवर्क” में बदलें।',
    problem: '0 से 95 तक होना चाहिए',
  },
  seed: { label: 'सीड', unit: '', explanation: 'वही सीड, वही वक्र, हर जगह।' },
  threads: { label: 'थ्रेड', unit: '', explanation: 'गति बदलती है, परिणाम नहीं।' },
  optimizer: {
    label: 'ऑप्टिमाइज़र',
    options: {
      sgd: 'SGD',
      momentum: 'मोमेंटम',
      nesterov: 'Nesterov',
      rmsprop: 'RMSprop',
      adam: 'Adam',
      adamw: 'AdamW',
    },
    explanations: {
      sgd: 'हर बैच की ढलान पर सीधे नीचे।',
      momentum: 'चरण ढलान पर गति पकड़ते हैं।',
      nesterov: 'आगे देखने वाला मोमेंटम।',
      rmsprop: 'हर भार का चरण उसके ग्रेडिएंट के आम आकार से भाग दिया जाता है।',
      adam: 'मोमेंटम, हर भार के अपने चरण के साथ।',
      adamw: 'Adam, भार क्षय ग्रेडिएंट से अलग।',
    },
  },
  schedule: {
    label: 'कार्यक्रम',
    options: { constant: 'स्थिर', step: 'सीढ़ियों में', cosine: 'कोसाइन', plateau: 'पठार पर' },
    explanations: {
      constant: 'शुरू से अंत तक वही दर।',
      step: 'हर कुछ युगों में दर एक गुणक से घटती है।',
      cosine: 'दर आधे कोसाइन पर धीरे-धीरे घटती है।',
      plateau: 'जब हानि नहीं घटती तब दर घटती है।',
    },
    picture: (from, to) => `रन में सीखने की दर, ${from} से ${to} तक।`,
    dependsOnLoss: 'जब-जब हानि नहीं घटती, और घटती है।',
  },
  clipping: {
    label: 'क्लिपिंग',
    options: { none: 'बंद', norm: 'लंबाई से', value: 'मान से' },
    explanations: {
      none: 'ग्रेडिएंट जैसे हैं वैसे लिए जाते हैं।',
      norm: 'बहुत लंबा ग्रेडिएंट पूरा छोटा किया जाता है।',
      value: 'ग्रेडिएंट का हर मान अलग से काटा जाता है।',
    },
  },
  split: {
    label: 'चुनाव',
    options: { stratified: 'स्तरित', inOrder: 'क्रम में' },
    explanations: {
      stratified: 'सीड से यादृच्छिक, दोनों में हर वर्ग का समान हिस्सा।',
      inOrder: 'पहले वाले सीखने के लिए, आख़िरी वाले अलग।',
    },
  },
  earlyStopping: {
    label: 'जल्दी रोकना',
    options: { off: 'बंद', on: 'चालू' },
    explanations: { off: 'सारे युग प्रशिक्षित होते हैं।', on: 'सत्यापन हानि घटना बंद हो तो प्रशिक्षण समाप्त होता है।' },
  },
  augmentation: {
    label: 'चित्र बदलें',
    options: { off: 'बंद', on: 'चालू' },
    explanations: { off: 'चित्र जैसे हैं वैसे दिखाए जाते हैं।', on: 'थोड़ा खिसका या घूमा अंक वही अंक है।' },
    preview: 'नेटवर्क क्या देखेगा',
    previewLabel: 'प्रशिक्षण चित्र, हर एक के बाद उसके बदले रूप',
    original: 'जैसा है',
    another: 'दूसरे चित्र',
  },
  fast: {
    label: 'तेज़ इंजन',
    options: { off: 'बंद', on: 'चालू' },
    explanations: {
      off: 'हर कंप्यूटर पर वही बिट।',
      on: 'जहाँ प्रोसेसर कर सके वहाँ तेज़; तब फ़िंगरप्रिंट कंप्यूटर के अनुसार बदलते हैं।',
    },
  },
  replay: {
    rates: (changes) => `हाथ से किए सीखने की दर के ${formatCount(changes)} बदलाव दोहराता है।`,
    continued: 'दोहराता है कि रन जारी रखा गया था।',
    drop: 'छोड़ दें',
  },
};
