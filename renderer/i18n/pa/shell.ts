import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatDuration, formatPercent, formatPlain } from '../format.ts';
import { byNumber, threads, weights } from './words.ts';

/** In Punjabi: the frame around every place: rail, bars, messages. */

export const app: AreaTranslation<'app'> = {
  name: 'Epoch Lab',
  untitled: 'ਅਜੇ ਕੋਈ ਮਾਡਲ ਨਹੀਂ',
};

export const places: AreaTranslation<'places'> = {
  label: 'ਪ੍ਰਯੋਗ',
  data: 'ਡਾਟਾ',
  collect: 'ਇਕੱਠਾ ਕਰੋ',
  network: 'ਨੈੱਟਵਰਕ',
  train: 'ਸਿਖਲਾਈ',
  results: 'ਨਤੀਜੇ',
  explain: 'ਸਮਝੋ',
  runs: 'ਰਨ',
  labs: 'ਲੈਬਾਂ',
  marks: {
    ready: 'ਤਿਆਰ',
    open: 'ਖੁੱਲ੍ਹਾ ਹੈ',
    working: 'ਚੱਲ ਰਿਹਾ ਹੈ',
    paused: 'ਰੁਕਿਆ ਹੋਇਆ',
    stale: 'ਕਿਸੇ ਹੋਰ ਨੈੱਟਵਰਕ ਦਾ ਹੈ',
    problem: 'ਧਿਆਨ ਦੇਣ ਦੀ ਲੋੜ ਹੈ',
  },
};

export const bar: AreaTranslation<'bar'> = {
  unsaved: 'ਸਿਖਾਇਆ ਗਿਆ, ਪਰ ਸਾਂਭਿਆ ਨਹੀਂ',
  open: 'ਮਾਡਲ ਖੋਲ੍ਹੋ…',
  save: 'ਮਾਡਲ ਸਾਂਭੋ…',
  openShort: 'ਖੋਲ੍ਹੋ…',
  saveShort: 'ਸਾਂਭੋ…',
  nothingToSave: 'ਸਾਂਭਣ ਲਈ ਅਜੇ ਕੋਈ ਮਾਡਲ ਨਹੀਂ ਹੈ।',
  notWhileTraining: 'ਭਾਰ ਬਦਲ ਰਹੇ ਹਨ। ਪਹਿਲਾਂ ਰੋਕੋ ਜਾਂ ਸਮਾਪਤ ਕਰੋ।',
  theme: (theme) => `ਰੰਗ-ਰੂਪ: ${theme}`,
  themes: { system: 'ਸਿਸਟਮ ਅਨੁਸਾਰ', light: 'ਹਲਕਾ', dark: 'ਗੂੜ੍ਹਾ' },
  showPad: 'ਲਿਖਣ ਦਾ ਪੈਡ ਦਿਖਾਓ',
  hidePad: 'ਲਿਖਣ ਦਾ ਪੈਡ ਲੁਕਾਓ',
};

export const run: AreaTranslation<'run'> = {
  label: 'ਸਿਖਲਾਈ ਰਨ',
  train: 'ਸਿਖਾਓ',
  pause: 'ਰੋਕੋ',
  resume: 'ਜਾਰੀ ਰੱਖੋ',
  stop: 'ਸਮਾਪਤ ਕਰੋ',
  step: 'ਇੱਕ ਕਦਮ',
  epoch: 'ਯੁੱਗ ਦੇ ਅੰਤ ਤੱਕ',
  ended: {
    finished: 'ਸਿਖਲਾਈ ਪੂਰੀ ਹੋਈ',
    stopped: 'ਸਿਖਲਾਈ ਵਿਚਕਾਰ ਹੀ ਸਮਾਪਤ ਕੀਤੀ ਗਈ',
    failed: 'ਸਿਖਲਾਈ ਅਸਫਲ ਰਹੀ',
  },
  endedText: (network, accuracy) =>
    accuracy === null ? network : `${network}: ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਵਿੱਚੋਂ ${accuracy} ਠੀਕ ਪੜ੍ਹੀਆਂ ਗਈਆਂ`,
  progress: 'ਸਿਖਲਾਈ ਦੀ ਤਰੱਕੀ',
  timeLeft: (seconds) => `${formatDuration(seconds)} ਬਾਕੀ`,
  percent: (fraction) => formatPercent(fraction, 0),
  idle: 'ਸਿਖਲਾਈ ਲਈ ਤਿਆਰ',
  opening: 'ਡਾਟਾਸੈੱਟ ਖੁੱਲ੍ਹ ਰਿਹਾ ਹੈ…',
  starting: 'ਇੰਜਣ ਸ਼ੁਰੂ ਹੋ ਰਿਹਾ ਹੈ…',
  noEngine: 'ਇੰਜਣ ਨਹੀਂ ਹੈ',
  fix: (field) => `ਜਾਂਚੋ: ${field}`,
  fixNetwork: 'ਜਾਂਚੋ: ਨੈੱਟਵਰਕ',
  status: {
    running: 'ਸਿਖਲਾਈ ਚੱਲ ਰਹੀ ਹੈ',
    paused: 'ਰੁਕਿਆ ਹੋਇਆ',
    testing: 'ਪਰਖ ਚੱਲ ਰਹੀ ਹੈ',
    finished: 'ਪੂਰਾ ਹੋਇਆ',
    stopped: 'ਵਿਚਕਾਰ ਸਮਾਪਤ ਕੀਤਾ',
    failed: 'ਅਸਫਲ',
  },
};

export const engine: AreaTranslation<'engine'> = {
  notThere: 'ਇੰਜਣ ਨਹੀਂ ਚੱਲ ਰਿਹਾ।',
  notRead: 'ਇੰਜਣ ਨੇ ਉਮੀਦ ਮੁਤਾਬਕ ਜਵਾਬ ਨਹੀਂ ਦਿੱਤਾ',
  starting: 'ਇੰਜਣ ਸ਼ੁਰੂ ਹੋ ਰਿਹਾ ਹੈ…',
  ready: 'ਇੰਜਣ ਤਿਆਰ',
  crashedTitle: 'ਇੰਜਣ ਰੁਕ ਗਿਆ ਸੀ ਅਤੇ ਮੁੜ ਸ਼ੁਰੂ ਕੀਤਾ ਜਾ ਰਿਹਾ ਹੈ',
  crashedKept: 'ਤੁਹਾਡੀਆਂ ਸੈਟਿੰਗਾਂ ਅਤੇ ਤੁਹਾਡਾ ਚਿੱਤਰ ਸੁਰੱਖਿਅਤ ਹਨ।',
  restoredTitle: 'ਇੰਜਣ ਮੁੜ ਸ਼ੁਰੂ ਕੀਤਾ ਗਿਆ',
  continueRun: 'ਰਨ ਜਾਰੀ ਰੱਖੋ',
  restartedText: 'ਕੋਈ ਰਨ ਨਹੀਂ ਚੱਲ ਰਿਹਾ ਸੀ। ਸਭ ਕੁਝ ਪਹਿਲਾਂ ਵਾਂਗ ਹੈ।',
  restartedWithoutRun: 'ਰਨ ਵਾਪਸ ਨਹੀਂ ਲਿਆਂਦਾ ਜਾ ਸਕਿਆ। ਤੁਹਾਡੀਆਂ ਸੈਟਿੰਗਾਂ ਸੁਰੱਖਿਅਤ ਹਨ: ਮੁੜ ਚਲਾਉਣ ਲਈ “ਸਿਖਾਓ” ਦਬਾਓ।',
  failedTitle: 'ਇੰਜਣ ਨੂੰ ਚਾਲੂ ਨਹੀਂ ਰੱਖਿਆ ਜਾ ਸਕਿਆ',
  tryAgain: 'ਫਿਰ ਕੋਸ਼ਿਸ਼ ਕਰੋ',
  dismiss: 'ਹਟਾਓ',
};

export const notices: AreaTranslation<'notices'> = {
  label: 'ਸੁਨੇਹੇ',
  dismiss: 'ਹਟਾਓ',
  dismissAll: 'ਸਾਰੇ ਹਟਾਓ',
  earlier: (count) =>
    byNumber(count, `ਪਹਿਲਾਂ ਦਾ ${formatCount(count)} ਸੁਨੇਹਾ`, `ਪਹਿਲਾਂ ਦੇ ${formatCount(count)} ਸੁਨੇਹੇ`),
};

export const status: AreaTranslation<'status'> = {
  label: 'ਵਿੰਡੋ ਵਿੱਚ ਕੀ ਦਿਸ ਰਿਹਾ ਹੈ',
  dataset: (name, train, test) => `${name} ${formatCount(train)} + ${formatCount(test)}`,
  noDataset: 'ਕੋਈ ਡਾਟਾਸੈੱਟ ਨਹੀਂ',
  network: (name, count) => `${name}, ${weights(count)}`,
  seed: (seed) => `ਸੀਡ ${formatPlain(seed)}`,
  fingerprint: 'ਫਿੰਗਰਪ੍ਰਿੰਟ',
  threads: (count) => threads(count),
};
