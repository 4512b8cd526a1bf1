import type { AreaTranslation } from '../catalogue.ts';
import {
  formatCount,
  formatEpoch,
  formatLoss,
  formatPercent,
  formatPlain,
  formatSignificant,
} from '../format.ts';
import { files, images, steps } from './words.ts';

/** In Punjabi: files that are looked into, exports, and work that was interrupted. */

export const documents: AreaTranslation<'documents'> = {
  saveAs: 'ਹੋਰ ਥਾਂ ਸਾਂਭੋ…',
  notRead: 'ਫ਼ਾਈਲ ਪੜ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕੀ',
  settingsFirst: 'ਰਨ ਦੀ ਇੱਕ ਸੈਟਿੰਗ ਇਸ ਰੂਪ ਵਿੱਚ ਨਹੀਂ ਚੱਲ ਸਕਦੀ। ਪਹਿਲਾਂ ਉਸ ਨੂੰ “ਸਿਖਲਾਈ” ਵਿੱਚ ਠੀਕ ਕਰੋ।',

  noCheckpoints: 'ਚੈੱਕਪੁਆਇੰਟ ਲਿਖੇ ਨਹੀਂ ਜਾ ਸਕਦੇ',
  saveElsewhere: 'ਹੁਣ ਕੋਈ ਕਰੈਸ਼ ਹੋਵੇ ਤਾਂ ਜੋ ਸਿੱਖਿਆ ਗਿਆ ਉਹ ਗੁਆਚ ਜਾਵੇਗਾ: ਰੋਕੋ, ਅਤੇ ਮਾਡਲ ਨੂੰ ਕਿਸੇ ਹੋਰ ਥਾਂ ਸਾਂਭੋ।',
  checkpointsAgain: 'ਚੈੱਕਪੁਆਇੰਟ ਫਿਰ ਲਿਖੇ ਜਾ ਰਹੇ ਹਨ',
  windowLost: 'ਵਿੰਡੋ ਰੁਕ ਗਈ ਸੀ ਅਤੇ ਮੁੜ ਖੋਲ੍ਹੀ ਗਈ',
  windowKept: 'ਨੈੱਟਵਰਕ, ਸੈਟਿੰਗਾਂ, ਚਿੱਤਰ ਅਤੇ ਪਿਛਲੇ ਰਨ ਪਹਿਲਾਂ ਵਾਂਗ ਹਨ। ਸਿਖਲਾਈ ਚੱਲ ਰਹੀ ਸੀ ਤਾਂ ਉਹ ਚੱਲਦੀ ਰਹੀ।',
  appLost: 'ਪਿਛਲੀ ਵਾਰ Epoch Lab ਠੀਕ ਤਰ੍ਹਾਂ ਬੰਦ ਨਹੀਂ ਹੋਇਆ',
  appKept: 'ਨੈੱਟਵਰਕ, ਸੈਟਿੰਗਾਂ ਅਤੇ ਚਿੱਤਰ ਪਹਿਲਾਂ ਵਾਂਗ ਹਨ।',

  interruptedTitle: 'ਇੱਕ ਸਿਖਲਾਈ ਵਿਚਕਾਰ ਰੁਕ ਗਈ ਸੀ',
  interruptedText: (dataset, step, epoch, epochs, time) =>
    `${dataset} ਉੱਤੇ, ਕਦਮ ${formatCount(step)} ਤੱਕ ਸਾਂਭੀ ਹੋਈ, ${formatCount(epochs)} ਵਿੱਚੋਂ ਯੁੱਗ ${formatEpoch(epoch)} (${time})। ` +
    'ਅੰਤ ਵਿੱਚ ਭਾਰ ਉਹੀ ਹੋਣਗੇ, ਜਿਵੇਂ ਇਹ ਕਦੇ ਰੁਕੀ ਹੀ ਨਾ ਹੋਵੇ।',
  unsavedTitle: 'ਇੱਕ ਸਿਖਾਇਆ ਹੋਇਆ ਮਾਡਲ ਸਾਂਭਿਆ ਨਹੀਂ ਗਿਆ ਸੀ',
  unsavedText: (dataset, step, time) => `${dataset} ਉੱਤੇ ${steps(step)} ਸਿਖਾਇਆ ਗਿਆ (${time})।`,
  continueRun: 'ਜਿੱਥੇ ਰੁਕੀ ਸੀ ਉੱਥੋਂ ਜਾਰੀ ਰੱਖੋ',
  bringBack: 'ਵਾਪਸ ਲਿਆਓ',
  discard: 'ਛੱਡ ਦਿਓ',

  inspectTitle: (name) => `${name} ਵਿੱਚ ਕੀ ਹੈ`,
  kinds: {
    model: 'Epoch Lab ਦਾ ਮਾਡਲ',
    checkpoint: 'ਰਨ ਜੋ ਜਾਰੀ ਰੱਖਿਆ ਜਾ ਸਕਦਾ ਹੈ',
    onnx: 'Epoch Lab ਦਾ ONNX ਐਕਸਪੋਰਟ',
    weights: 'ਹੋਰ ਪ੍ਰੋਗਰਾਮ ਦੇ ਭਾਰ',
    other: 'ਮਾਡਲ ਨਹੀਂ ਹੈ',
  },
  size: (bytes) =>
    bytes < 1_000_000
      ? `${formatCount(Math.ceil(bytes / 1000))} kB`
      : `${formatPlain(Math.round(bytes / 1e5) / 10)} MB`,
  formatVersion: (version) => `ਫ਼ਾਰਮੈਟ ਸੰਸਕਰਣ ${formatPlain(version)}`,
  cannotOpen: 'ਇਹ ਸੰਸਕਰਣ ਇਸ ਨੂੰ ਨਹੀਂ ਖੋਲ੍ਹ ਸਕਦਾ',
  noModel: 'ਇਸ ਨੂੰ ਖੋਲ੍ਹਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ',
  canOpen: 'ਇਹ ਸੰਸਕਰਣ ਇਸ ਨੂੰ ਖੋਲ੍ਹ ਸਕਦਾ ਹੈ',
  facts: {
    layers: 'ਪਰਤਾਂ',
    parameters: 'ਪੈਰਾਮੀਟਰ',
    dataset: 'ਕਿਸ ਤੋਂ ਸਿੱਖਿਆ',
    classes: 'ਵਰਗ',
    training: 'ਸਿਖਲਾਈ',
    optimizer: 'ਆਪਟੀਮਾਈਜ਼ਰ',
    seed: 'ਸੀਡ',
    fingerprint: 'ਫਿੰਗਰਪ੍ਰਿੰਟ',
    test: 'ਪਰਖ ਦੀ ਸ਼ੁੱਧਤਾ',
    curve: 'ਸਿਖਲਾਈ ਦੀ ਹਾਨੀ',
  },
  trained: (step, epoch, epochs) => `${steps(step)}, ${formatCount(epochs)} ਵਿੱਚੋਂ ਯੁੱਗ ${formatEpoch(epoch)}`,
  optimizer: (name, rate, batch) => `${name}, ਸਿੱਖਣ ਦੀ ਦਰ ${formatPlain(rate)}, ਬੈਚ ${formatCount(batch)}`,
  tested: (accuracy, count) => `${images(count)} ਵਿੱਚੋਂ ${formatPercent(accuracy, 2)}`,
  notTested: 'ਪਰਖਿਆ ਨਹੀਂ ਗਿਆ',
  noFingerprint: 'ਕੋਈ ਨਹੀਂ: ਸਿਖਲਾਈ ਪੂਰੀ ਨਹੀਂ ਹੋਈ ਸੀ',
  holds: 'ਭਾਰ ਉਹੀ ਹਨ ਜਿਨ੍ਹਾਂ ਤੋਂ ਇਹ ਬਣਿਆ',
  broken: 'ਭਾਰ ਉਹ ਨਹੀਂ ਜਿਨ੍ਹਾਂ ਤੋਂ ਇਹ ਬਣਿਆ',
  altered: 'ਇਸ ਦੇ ਭਾਰ ਉਹ ਨਹੀਂ ਜਿਨ੍ਹਾਂ ਤੋਂ ਇਸ ਦਾ ਫਿੰਗਰਪ੍ਰਿੰਟ ਬਣਿਆ ਸੀ: ਸਾਂਭੇ ਜਾਣ ਤੋਂ ਬਾਅਦ ਇਹ ਬਦਲੀ ਗਈ ਜਾਂ ਖ਼ਰਾਬ ਹੋਈ ਹੈ।',
  curveLabel: (first, last) => `ਹਾਨੀ ${formatLoss(first)} ਤੋਂ ${formatLoss(last)} ਤੱਕ`,
  weightsHint: 'ਇਹ ਨਹੀਂ ਦੱਸਦੀ ਕਿ ਇਸ ਦੇ ਟੈਂਸਰ ਕਿਸ ਨੈੱਟਵਰਕ ਦੇ ਹਨ। ਉਹ ਇਸ ਵੇਲੇ ਬਣੇ ਨੈੱਟਵਰਕ ਵਿੱਚ ਪਾਏ ਜਾ ਸਕਦੇ ਹਨ।',
  open: 'ਖੋਲ੍ਹੋ',
  importWeights: 'ਮੇਰੇ ਨੈੱਟਵਰਕ ਵਿੱਚ ਪਾਓ',
  close: 'ਬੰਦ ਕਰੋ',

  exportTitle: 'ਹੋਰ ਕਿਤੇ ਲੈ ਜਾਓ',
  exportHint: 'ਸਿਖਾਇਆ ਹੋਇਆ ਨੈੱਟਵਰਕ ਹੋਰ ਪ੍ਰੋਗਰਾਮਾਂ ਲਈ। ਜਿਸ ਜਮਾਤ ਲਈ ਇਹ ਕੰਪਿਊਟਰ ਛੋਟਾ ਪੈ ਜਾਵੇ, ਉਹ ਉੱਥੇ ਅੱਗੇ ਵਧਦੀ ਹੈ।',
  formats: {
    onnx: {
      name: 'ONNX',
      about: 'ਇੱਕ ਫ਼ਾਈਲ, ਜੋ ਬਹੁਤੇ ਪ੍ਰੋਗਰਾਮ ਚਲਾ ਸਕਦੇ ਹਨ। ਤੁਹਾਨੂੰ ਦੇਣ ਤੋਂ ਪਹਿਲਾਂ ਇਹ ਚਲਾ ਕੇ ਮਿਲਾਈ ਜਾਂਦੀ ਹੈ।',
    },
    npz: {
      name: 'NumPy ਅਤੇ Keras',
      about: 'ਭਾਰ ਐਰੇ ਦੇ ਰੂਪ ਵਿੱਚ, ਅਤੇ ਦੋਵਾਂ ਲਈ ਇੱਕ ਛੋਟਾ ਪ੍ਰੋਗਰਾਮ ਜੋ ਉਨ੍ਹਾਂ ਨੂੰ ਖੋਲ੍ਹਦਾ ਹੈ।',
    },
    pytorch: {
      name: 'PyTorch ਪ੍ਰੋਜੈਕਟ',
      about: 'ਨੈੱਟਵਰਕ, ਸਿਖਲਾਈ ਦੇ ਪ੍ਰੋਗਰਾਮ, ਭਾਰਾਂ ਅਤੇ ਤਸਵੀਰਾਂ ਵਾਲਾ ਫ਼ੋਲਡਰ: ਗਰਾਫ਼ਿਕਸ ਕਾਰਡ ਜਾਂ ਵੱਡੇ ਕੰਪਿਊਟਰ ਲਈ।',
    },
  },
  export: 'ਐਕਸਪੋਰਟ ਕਰੋ…',
  exportOf: (name) => `${name} ਵਿੱਚ ਐਕਸਪੋਰਟ ਕਰੋ…`,
  exporting: 'ਐਕਸਪੋਰਟ ਅਤੇ ਜਾਂਚ ਹੋ ਰਹੀ ਹੈ…',
  exported: (names) =>
    names.length > 3 ? `${files(names.length)} ਲਿਖੀਆਂ ਗਈਆਂ।` : `ਲਿਖਿਆ ਗਿਆ: ${names.join(', ')}।`,
  verified: (program, count, isReal, difference) =>
    `ਜਾਂਚਿਆ ਗਿਆ: ${program} ਨੇ ${isReal ? 'ਪਰਖ ਦੀਆਂ' : 'ਬਣਾਵਟੀ'} ${images(count)} ਲਈ ਉਹੀ ਲਾਜਿਟ ਦਿੱਤੇ; ` +
    `ਸਭ ਤੋਂ ਵੱਡਾ ਫ਼ਰਕ ${formatSignificant(difference, 2)} ਹੈ।`,
  notVerified: (program, count, difference, same) =>
    `ਜਾਂਚ ਸਫਲ ਨਹੀਂ: ${program} ਵਿੱਚ ${formatSignificant(difference, 2)} ਤੱਕ ਦਾ ਫ਼ਰਕ ਹੈ, ਅਤੇ ਉਹੀ ਵਰਗ ` +
    `${images(count)} ਵਿੱਚੋਂ ${formatCount(same)} ਲਈ ਹੀ ਦੱਸਦਾ ਹੈ। ਇਸ ਫ਼ਾਈਲ ਉੱਤੇ ਭਰੋਸਾ ਨਾ ਕਰੋ।`,
  notChecked: 'ਇੱਥੇ ਨਹੀਂ ਚਲਾਇਆ ਗਿਆ: ਇਸ ਵਿਚਲਾ ਹਰ ਪ੍ਰੋਗਰਾਮ ਸ਼ੁਰੂ ਹੋਣ ਵੇਲੇ ਆਪਣੀ ਜਾਂਚ ਆਪ ਕਰਦਾ ਹੈ।',
  notExported: 'ਐਕਸਪੋਰਟ ਨਹੀਂ ਹੋ ਸਕਿਆ',
};
