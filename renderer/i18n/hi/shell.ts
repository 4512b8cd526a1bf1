import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatDuration, formatPercent, formatPlain } from '../format.ts';
import { byNumber, threads, weights } from './words.ts';

/** In Hindi: the frame around every place: rail, bars, messages. */

export const app: AreaTranslation<'app'> = {
  name: 'Epoch Lab',
  untitled: 'अभी कोई मॉडल नहीं',
};

export const places: AreaTranslation<'places'> = {
  label: 'प्रयोग',
  data: 'डेटा',
  collect: 'संग्रह',
  network: 'नेटवर्क',
  train: 'प्रशिक्षण',
  results: 'परिणाम',
  explain: 'समझें',
  runs: 'रन',
  labs: 'लैब',
  marks: {
    ready: 'तैयार',
    open: 'खुला है',
    working: 'चल रहा है',
    paused: 'रुका हुआ',
    stale: 'किसी दूसरे नेटवर्क का है',
    problem: 'ध्यान देने की ज़रूरत है',
  },
};

export const bar: AreaTranslation<'bar'> = {
  unsaved: 'प्रशिक्षित, पर सहेजा नहीं गया',
  open: 'मॉडल खोलें…',
  save: 'मॉडल सहेजें…',
  openShort: 'खोलें…',
  saveShort: 'सहेजें…',
  nothingToSave: 'सहेजने के लिए अभी कोई मॉडल नहीं है।',
  notWhileTraining: 'भार बदल रहे हैं। पहले रोकें या समाप्त करें।',
  theme: (theme) => `रंग-रूप: ${theme}`,
  themes: { system: 'सिस्टम के अनुसार', light: 'हल्का', dark: 'गहरा' },
  showPad: 'लिखने का पैड दिखाएँ',
  hidePad: 'लिखने का पैड छिपाएँ',
};

export const run: AreaTranslation<'run'> = {
  label: 'प्रशिक्षण रन',
  train: 'प्रशिक्षित करें',
  pause: 'रोकें',
  resume: 'जारी रखें',
  stop: 'समाप्त करें',
  step: 'एक चरण',
  epoch: 'युग के अंत तक',
  ended: {
    finished: 'प्रशिक्षण पूरा हुआ',
    stopped: 'प्रशिक्षण बीच में समाप्त किया गया',
    failed: 'प्रशिक्षण असफल रहा',
  },
  endedText: (network, accuracy) =>
    accuracy === null ? network : `${network}: परीक्षण चित्रों में से ${accuracy} सही पढ़े गए`,
  progress: 'प्रशिक्षण की प्रगति',
  timeLeft: (seconds) => `${formatDuration(seconds)} शेष`,
  percent: (fraction) => formatPercent(fraction, 0),
  idle: 'प्रशिक्षण के लिए तैयार',
  opening: 'डेटासेट खुल रहा है…',
  starting: 'इंजन शुरू हो रहा है…',
  noEngine: 'इंजन नहीं है',
  fix: (field) => `जाँचें: ${field}`,
  fixNetwork: 'जाँचें: नेटवर्क',
  status: {
    running: 'प्रशिक्षण चल रहा है',
    paused: 'रुका हुआ',
    testing: 'परीक्षण चल रहा है',
    finished: 'पूरा हुआ',
    stopped: 'बीच में समाप्त किया गया',
    failed: 'असफल',
  },
};

export const engine: AreaTranslation<'engine'> = {
  notThere: 'इंजन नहीं चल रहा है।',
  notRead: 'इंजन ने अपेक्षित उत्तर नहीं दिया',
  starting: 'इंजन शुरू हो रहा है…',
  ready: 'इंजन तैयार',
  crashedTitle: 'इंजन रुक गया था और फिर से शुरू किया जा रहा है',
  crashedKept: 'आपकी सेटिंग और आपका चित्र सुरक्षित हैं।',
  restoredTitle: 'इंजन फिर से शुरू किया गया',
  continueRun: 'रन जारी रखें',
  restartedText: 'कोई रन नहीं चल रहा था। सब कुछ पहले जैसा है।',
  restartedWithoutRun: 'रन वापस नहीं लाया जा सका। आपकी सेटिंग सुरक्षित हैं: फिर से चलाने के लिए “प्रशिक्षित करें” दबाएँ।',
  failedTitle: 'इंजन को चालू नहीं रखा जा सका',
  tryAgain: 'फिर कोशिश करें',
  dismiss: 'हटाएँ',
};

export const notices: AreaTranslation<'notices'> = {
  label: 'संदेश',
  dismiss: 'हटाएँ',
  dismissAll: 'सभी हटाएँ',
  earlier: (count) => byNumber(count, `पहले का ${formatCount(count)} संदेश`, `पहले के ${formatCount(count)} संदेश`),
};

export const status: AreaTranslation<'status'> = {
  label: 'विंडो में क्या दिख रहा है',
  dataset: (name, train, test) => `${name} ${formatCount(train)} + ${formatCount(test)}`,
  noDataset: 'कोई डेटासेट नहीं',
  network: (name, count) => `${name}, ${weights(count)}`,
  seed: (seed) => `सीड ${formatPlain(seed)}`,
  fingerprint: 'फ़िंगरप्रिंट',
  threads: (count) => threads(count),
};
