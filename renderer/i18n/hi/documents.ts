import type { AreaTranslation } from '../catalogue.ts';
import {
  formatCount,
  formatEpoch,
  formatLoss,
  formatPercent,
  formatPlain,
  formatSignificant,
} from '../format.ts';
import { byNumber, fileCount, images, ofImages, steps } from './words.ts';

/** In Hindi: files that are looked into, exports, and work that was interrupted. */

export const documents: AreaTranslation<'documents'> = {
  saveAs: 'इस रूप में सहेजें…',
  notRead: 'फ़ाइल पढ़ी नहीं जा सकी',
  settingsFirst: 'रन की एक सेटिंग जैसी है वैसी संभव नहीं। पहले उसे “प्रशिक्षण” में ठीक करें।',

  noCheckpoints: 'चेकपॉइंट नहीं लिखे जा सकते',
  saveElsewhere: 'अब कोई क्रैश हो तो जो सीखा गया वह खो जाएगा: रोकें, और मॉडल को दूसरी जगह सहेजें।',
  checkpointsAgain: 'चेकपॉइंट फिर से लिखे जा रहे हैं',
  windowLost: 'विंडो रुक गई थी और फिर से खोली गई',
  windowKept: 'नेटवर्क, सेटिंग, चित्र और इतिहास पहले जैसे हैं। प्रशिक्षण चल रहा था तो वह चलता रहा।',
  appLost: 'Epoch Lab पिछली बार ठीक से बंद नहीं हुआ था',
  appKept: 'नेटवर्क, सेटिंग और चित्र पहले जैसे हैं।',

  interruptedTitle: 'एक प्रशिक्षण बीच में रुक गया था',
  interruptedText: (dataset, step, epoch, total, time) =>
    `${dataset} पर, चरण ${formatCount(step)} पर सुरक्षित, युग ${formatEpoch(epoch)} / ${formatCount(total)} (${time})। ` +
    'जारी रखने पर यह उन्हीं भारों पर पूरा होता है, मानो कभी रुका ही न हो।',
  unsavedTitle: 'एक प्रशिक्षित मॉडल सहेजा नहीं गया था',
  unsavedText: (dataset, step, time) => `${dataset} पर ${steps(step)} तक प्रशिक्षित (${time})।`,
  continueRun: 'जहाँ रुका था वहीं से जारी रखें',
  bringBack: 'वापस लाएँ',
  discard: 'छोड़ दें',

  inspectTitle: (name) => `${name} में क्या है`,
  kinds: {
    model: 'Epoch Lab का मॉडल',
    checkpoint: 'रन, जिसे जारी रखा जा सकता है',
    onnx: 'Epoch Lab का ONNX निर्यात',
    weights: 'किसी दूसरे प्रोग्राम के भार',
    other: 'मॉडल नहीं है',
  },
  size: (bytes) =>
    bytes < 1_000_000
      ? `${formatCount(Math.ceil(bytes / 1000))} kB`
      : `${formatPlain(Math.round(bytes / 1e5) / 10)} MB`,
  formatVersion: (version) => `फ़ॉर्मैट संस्करण ${formatPlain(version)}`,
  cannotOpen: 'यह संस्करण इसे नहीं खोल सकता',
  noModel: 'इसे खोला नहीं जा सकता',
  canOpen: 'यह संस्करण इसे खोल सकता है',
  facts: {
    layers: 'परतें',
    parameters: 'पैरामीटर',
    dataset: 'किससे सीखा',
    classes: 'वर्ग',
    training: 'प्रशिक्षण',
    optimizer: 'ऑप्टिमाइज़र',
    seed: 'सीड',
    fingerprint: 'फ़िंगरप्रिंट',
    test: 'परीक्षण सटीकता',
    curve: 'प्रशिक्षण हानि',
  },
  trained: (step, epoch, total) => `${steps(step)}, युग ${formatEpoch(epoch)} / ${formatCount(total)}`,
  optimizer: (name, rate, batch) => `${name}, सीखने की दर ${formatPlain(rate)}, बैच ${formatCount(batch)}`,
  tested: (accuracy, count) => `${images(count)} में से ${formatPercent(accuracy, 2)}`,
  notTested: 'परखा नहीं गया',
  noFingerprint: 'कोई नहीं: प्रशिक्षण पूरा नहीं हुआ था',
  holds: 'भार वही हैं जिनसे यह बना था',
  broken: 'भार वे नहीं हैं जिनसे यह बना था',
  altered: 'इसके भार वे नहीं हैं जिनसे इसका फ़िंगरप्रिंट बना था: सहेजे जाने के बाद यह बदली गई या ख़राब हुई है।',
  curveLabel: (first, last) => `हानि ${formatLoss(first)} से ${formatLoss(last)} तक`,
  weightsHint: 'इसमें नहीं लिखा कि इसके टेंसर किस नेटवर्क के हैं। इन्हें उस नेटवर्क में रखा जा सकता है जो अभी बना हुआ है।',
  open: 'खोलें',
  importWeights: 'मेरे नेटवर्क में रखें',
  close: 'बंद करें',

  exportTitle: 'इसे कहीं और ले जाएँ',
  exportHint: 'प्रशिक्षित नेटवर्क, दूसरे प्रोग्रामों के लिए। जिस कक्षा को यह कंप्यूटर छोटा पड़े, वह वहाँ आगे बढ़ती है।',
  formats: {
    onnx: {
      name: 'ONNX',
      about: 'एक फ़ाइल जिसे अधिकतर प्रोग्राम चला सकते हैं। आपको मिलने से पहले उसे चलाकर मिलाया जाता है।',
    },
    npz: {
      name: 'NumPy और Keras',
      about: 'भार ऐरे के रूप में, और दोनों के लिए एक छोटा प्रोग्राम जो उन्हें पढ़ता है।',
    },
    pytorch: {
      name: 'PyTorch प्रोजेक्ट',
      about: 'एक फ़ोल्डर जिसमें नेटवर्क, प्रशिक्षण का प्रोग्राम, भार और चित्र हैं: ग्राफ़िक्स कार्ड या क्लस्टर के लिए।',
    },
  },
  export: 'निर्यात करें…',
  exportOf: (name) => `${name} के रूप में निर्यात करें…`,
  exporting: 'निर्यात और जाँच हो रही है…',
  exported: (names) =>
    names.length > 3
      ? `${fileCount(names.length)} ${byNumber(names.length, 'लिखी गई', 'लिखी गईं')}।`
      : `${names.join(', ')}: ${byNumber(names.length, 'लिखी गई', 'लिखी गईं')}।`,
  verified: (program, count, isReal, difference) =>
    `जाँचा गया: ${program} ने ${formatCount(count)} ${isReal ? 'परीक्षण चित्रों' : 'गढ़े हुए चित्रों'} पर वही लॉजिट दिए; ` +
    `सबसे बड़ा अंतर ${formatSignificant(difference, 2)} है।`,
  notVerified: (program, count, difference, same) =>
    `मेल नहीं खाया: ${program} में ${formatSignificant(difference, 2)} तक का अंतर है, और ${formatCount(count)} में से ` +
    `${ofImages(same)} पर वह वही वर्ग बताता है। इस फ़ाइल पर भरोसा न करें।`,
  notChecked: 'यहाँ नहीं चलाया गया: इसका हर प्रोग्राम शुरू होते ही स्वयं को जाँचता है।',
  notExported: 'इसे निर्यात नहीं किया जा सका',
};
