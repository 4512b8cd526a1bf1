import type { AreaTranslation } from '../catalogue.ts';
import { byNumber, images as drawings } from './words.ts';
import { formatCount } from '../format.ts';

/** In Hindi: collecting a data set of one's own. */

export const collect: AreaTranslation<'collect'> = {
  title: 'संग्रह',
  intro: 'चित्र बनाकर अपना डेटासेट तैयार करें।',
  newName: 'हमारे चित्र',
  name: 'सेट का नाम',
  writer: 'किसने बनाया',
  writerHint: 'नाम, उसके पहले अक्षर या कोई संख्या: ताकि बाद में नेटवर्क को उन हाथों पर परखा जा सके जो उसने नहीं देखे।',
  classes: 'वर्ग',
  noClasses: 'किन चीज़ों में फ़र्क़ पहचानना है?',
  noClassesHint: 'शुरू करने के लिए चिह्न चुनें, या अपने लिखें।',
  addClasses: 'जोड़ें',
  addClassesLabel: 'नए वर्ग, बीच में ख़ाली जगह देकर',
  addClassesPlaceholder: 'बिल्ली कुत्ता सूरज',
  presets: {
    digits: 'अंक 0–9',
    letters: 'अक्षर A–Z',
    gurmukhi: 'गुरमुखी ੦–੯',
    devanagari: 'देवनागरी ०–९',
    shapes: '○ □ △',
  },
  classWithCount: (name, count) => `${name}: ${drawings(count)}`,
  askFor: (name) => `${name} बनवाएँ`,
  removeClass: (name) => `वर्ग ${name} और उसके चित्र हटाएँ`,
  draw: 'पैड पर बनाएँ',
  drawHint: 'फिर Enter या “रखें” दबाएँ। पैड साफ़ हो जाता है, और अगला वर्ग माँगा जाता है।',
  keep: 'रखें',
  nothingToKeep: 'पहले इसे पैड पर बनाएँ।',
  drawn: (count) => `अब तक ${formatCount(count)}`,
  drawings: 'चित्र',
  total: (count) => drawings(count),
  noDrawings: 'अभी कोई चित्र नहीं',
  noDrawingsHint: 'चित्र यहाँ आते हैं, सबसे नया पहले। लेबल बदलने या हटाने के लिए कुछ चुनें।',
  drawing: (name, writer) => (writer === '' ? name : `${name}, बनाया: ${writer}`),
  chosen: (count) => `${drawings(count)} ${byNumber(count, 'चुना गया', 'चुने गए')}`,
  relabel: 'नया लेबल',
  remove: 'हटाएँ',
  undo: 'पूर्ववत करें',
  redo: 'फिर से करें',
  more: (count) => `${drawings(count)} और, जो यहाँ नहीं ${byNumber(count, 'दिखाया गया', 'दिखाए गए')}।`,
  conflicts: 'वही चित्र, अलग-अलग लेबल के साथ',
  conflictsHint: 'चुनें कि इनमें से हर एक क्या है।',
  use: 'इसका उपयोग करें',
  splitBy: 'किस पर परखें',
  splits: { class: 'हर वर्ग के पाँचवें हिस्से पर', writer: 'जिनसे सीखा नहीं, उनके हाथ पर' },
  useAlone: 'केवल इसी से सीखें',
  useAdded: (dataset) => `${dataset} के साथ सीखें`,
  save: 'फ़ाइल में सहेजें…',
  addFiles: 'फ़ाइलें जोड़ें…',
  startAnew: 'नए सिरे से शुरू करें',
  saved: (fileName) => `${fileName} में सहेजा गया`,
  notSaved: 'कक्षा का सेट सहेजा नहीं गया',
  added: (count) => `${drawings(count)} ${byNumber(count, 'जोड़ा गया', 'जोड़े गए')}`,
  addedDetails: (duplicates, conflicts) =>
    [
      duplicates > 0 ? `${drawings(duplicates)} पहले से ${byNumber(duplicates, 'था', 'थे')}।` : '',
      conflicts > 0 ? `${drawings(conflicts)} के लेबल अलग-अलग हैं: नीचे देखें।` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  notAdded: 'एक फ़ाइल नहीं जोड़ी गई',
  notUsed: 'इससे अभी नहीं सीखा जा सकता',
  notKept: 'चित्र सुरक्षित नहीं रखे जा सके',
};
