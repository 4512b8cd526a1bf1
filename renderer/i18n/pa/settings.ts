import type { AreaTranslation } from '../catalogue.ts';
import { formatCount, formatGrouped } from '../format.ts';
import { changes, images, steps } from './words.ts';

/** In Punjabi: the settings of a run. */

export const settings: AreaTranslation<'settings'> = {
  title: 'ਸੈਟਿੰਗਾਂ',
  reset: 'ਮੂਲ ਸੈਟਿੰਗਾਂ',
  undo: 'ਵਾਪਸ ਲਓ',
  redo: 'ਮੁੜ ਕਰੋ',
  groups: {
    learning: 'ਸਿੱਖਣਾ',
    images: 'ਤਸਵੀਰਾਂ',
    optimizer: 'ਆਪਟੀਮਾਈਜ਼ਰ',
    schedule: 'ਸਿੱਖਣ ਦੀ ਦਰ ਦੀ ਯੋਜਨਾ',
    regularisation: 'ਰੱਟੇ ਤੋਂ ਬਚਾਅ',
    augmentation: 'ਬਦਲਵੇਂ ਰੂਪ',
    machine: 'ਕੰਪਿਊਟਰ',
  },
  hints: {
    optimizer: 'ਗ੍ਰੇਡੀਐਂਟ ਤੋਂ ਕਦਮ ਕਿਵੇਂ ਬਣਦੇ ਹਨ।',
    schedule: 'ਰਨ ਦੌਰਾਨ ਸਿੱਖਣ ਦੀ ਦਰ ਕਿਵੇਂ ਬਦਲਦੀ ਹੈ।',
    regularisation: 'ਜੋ ਨੈੱਟਵਰਕ ਨੂੰ ਆਪਣੀਆਂ ਤਸਵੀਰਾਂ ਦਾ ਰੱਟਾ ਲਾਉਣ ਤੋਂ ਰੋਕਦਾ ਹੈ।',
    augmentation: 'ਸਿਖਲਾਈ ਦੀ ਹਰ ਤਸਵੀਰ ਜਿੰਨੀ ਵਾਰ ਆਉਂਦੀ ਹੈ, ਹਰ ਵਾਰ ਨਵੇਂ ਢੰਗ ਨਾਲ ਬਦਲੀ ਜਾਂਦੀ ਹੈ।',
    machine: 'ਇੰਜਣ ਇਸ ਕੰਪਿਊਟਰ ਦਾ ਕੀ ਵਰਤ ਸਕਦਾ ਹੈ।',
  },
  more: 'ਵਧਾਓ',
  less: 'ਘਟਾਓ',
  changed: (preset) => `ਬਦਲਿਆ ਹੋਇਆ; ਮੂਲ ਮੁੱਲ ${preset} ਹੈ।`,
  revert: (label, preset) => `${label}: ਵਾਪਸ ${preset}`,
  changes: (count) => changes(count),
  problem: (label, reason) => `${label} ${reason}।`,
  mustBe: ({ low, high, isWhole, above, below }) => {
    const [least, most] = [formatGrouped(low), formatGrouped(high)];
    const from = above ? `${least} ਤੋਂ ਵੱਧ ਅਤੇ` : below ? `${least} ਜਾਂ ਵੱਧ ਅਤੇ` : `${least} ਤੋਂ`;
    const to = below ? `${most} ਤੋਂ ਘੱਟ` : `${most} ਤੱਕ ਦੀ`;
    return `${from} ${to} ${isWhole ? 'ਪੂਰਨ ' : ''}ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ`;
  },
  conflict: (conflict, { trainImages, validationImages, batchSize }, available) => {
    switch (conflict) {
      case 'too-many-training-images':
        return `ਸਿਖਲਾਈ ਲਈ ${images(trainImages)} ਮੰਗੀਆਂ ਹਨ, ਪਰ ਡਾਟਾਸੈੱਟ ਵਿੱਚ ${formatCount(available)} ਹਨ।`;
      case 'too-many-images':
        return (
          `ਸਿਖਲਾਈ ਦੀਆਂ ${formatCount(trainImages)} ਅਤੇ ਪੁਸ਼ਟੀ ਦੀਆਂ ${formatCount(validationImages)} ਤਸਵੀਰਾਂ ਮਿਲ ਕੇ ` +
          `${formatCount(trainImages + validationImages)} ਬਣਦੀਆਂ ਹਨ, ਪਰ ਡਾਟਾਸੈੱਟ ਵਿੱਚ ${formatCount(available)} ਹਨ। ` +
          'ਕੋਈ ਤਸਵੀਰ ਦੋਵਾਂ ਵਿੱਚ ਨਹੀਂ ਹੋ ਸਕਦੀ।'
        );
      case 'nothing-held-out':
        return 'ਸਮੇਂ ਸਿਰ ਰੁਕਣਾ ਪੁਸ਼ਟੀ ਹਾਨੀ ਤੋਂ ਤੈਅ ਹੁੰਦਾ ਹੈ, ਪਰ ਪੁਸ਼ਟੀ ਲਈ ਕੋਈ ਤਸਵੀਰ ਵੱਖ ਨਹੀਂ ਰੱਖੀ ਗਈ।';
      case 'batch-too-large':
        return `${formatCount(batchSize)} ਦਾ ਬੈਚ ਸਿਖਲਾਈ ਦੀਆਂ ${images(trainImages)} ਨਾਲੋਂ ਵੱਡਾ ਹੈ।`;
    }
  },
  stepsAnEpoch: (perEpoch, total) => `ਹਰ ਯੁੱਗ ਵਿੱਚ ${steps(perEpoch)}, ਕੁੱਲ ${formatCount(total)}`,
  locked: 'ਅਗਲੇ ਰਨ ਲਈ; ਇਹ ਰਨ ਆਪਣੀ ਰੱਖਦਾ ਹੈ।',
  learningRate: { label: 'ਸਿੱਖਣ ਦੀ ਦਰ', unit: '', explanation: 'ਇੱਕ ਕਦਮ ਭਾਰਾਂ ਨੂੰ ਕਿੰਨਾ ਬਦਲਦਾ ਹੈ।' },
  batchSize: { label: 'ਬੈਚ ਦਾ ਆਕਾਰ', unit: 'ਤਸਵੀਰਾਂ', explanation: 'ਇੱਕ ਕਦਮ ਲਈ ਕਿੰਨੀਆਂ ਤਸਵੀਰਾਂ ਦੀ ਔਸਤ ਲਈ ਜਾਂਦੀ ਹੈ।' },
  epochs: { label: 'ਯੁੱਗ', unit: '', explanation: 'ਸਿਖਲਾਈ ਦੀ ਹਰ ਤਸਵੀਰ ਕਿੰਨੀ ਵਾਰ ਵੇਖੀ ਜਾਂਦੀ ਹੈ।' },
  momentum: {
    label: 'ਮੋਮੈਂਟਮ',
    unit: '',
    explanation: 'ਪਿਛਲੇ ਕਦਮ ਦੀ ਕਿੰਨੀ ਰਫ਼ਤਾਰ ਰਹਿੰਦੀ ਹੈ: 0.9 ਲਗਭਗ ਦਸ ਕਦਮਾਂ ਦੀ ਔਸਤ ਹੈ।',
  },
  smoothing: {
    label: 'ਸਮੂਦਿੰਗ',
    unit: '',
    explanation: 'ਗ੍ਰੇਡੀਐਂਟ² ਦੀ ਔਸਤ ਕਿੰਨੀ ਹੌਲੀ ਭੁੱਲਦੀ ਹੈ: 0.99 ਲਗਭਗ ਸੌ ਕਦਮ ਹੈ।',
  },
  beta1: {
    label: 'β₁',
    unit: '',
    explanation: 'ਗ੍ਰੇਡੀਐਂਟ ਦੀ ਔਸਤ ਕਿੰਨੀ ਹੌਲੀ ਭੁੱਲਦੀ ਹੈ: 0.9 ਲਗਭਗ ਦਸ ਕਦਮ ਹੈ।',
  },
  beta2: {
    label: 'β₂',
    unit: '',
    explanation: 'ਗ੍ਰੇਡੀਐਂਟ² ਦੀ ਔਸਤ ਕਿੰਨੀ ਹੌਲੀ ਭੁੱਲਦੀ ਹੈ: 0.999 ਲਗਭਗ ਹਜ਼ਾਰ ਕਦਮ ਹੈ।',
  },
  epsilon: { label: 'ε', unit: '', explanation: 'ਜਿੱਥੇ ਗ੍ਰੇਡੀਐਂਟ ਲਗਭਗ 0 ਹੋਵੇ, ਉੱਥੇ ਕਦਮ ਨੂੰ ਹੱਦ ਵਿੱਚ ਰੱਖਦਾ ਹੈ।' },
  weightDecay: {
    label: 'ਭਾਰਾਂ ਦਾ ਘਟਾਅ',
    unit: '',
    explanation: 'ਹਰ ਕਦਮ ਭਾਰਾਂ ਨੂੰ 0 ਵੱਲ ਵੀ ਖਿੱਚਦਾ ਹੈ। 0 ਮਤਲਬ ਬੰਦ; ਆਮ ਤੌਰ ਉੱਤੇ 0.0001।',
  },
  clipLimit: {
    label: 'ਹੱਦ',
    unit: '',
    explanation: 'ਇਸ ਤੋਂ ਵੱਡੇ ਗ੍ਰੇਡੀਐਂਟ ਕਦਮ ਤੋਂ ਪਹਿਲਾਂ ਇੱਥੋਂ ਤੱਕ ਕੱਟੇ ਜਾਂਦੇ ਹਨ।',
  },
  scheduleEpochs: { label: 'ਹਰ', unit: 'ਯੁੱਗ', explanation: 'ਇੰਨੇ ਯੁੱਗ ਇੱਕੋ ਦਰ ਰਹਿੰਦੀ ਹੈ।' },
  scheduleFactor: { label: 'ਗੁਣਕ', unit: '', explanation: 'ਦਰ ਹਰ ਵਾਰ ਇਸ ਨਾਲ ਗੁਣਾ ਹੁੰਦੀ ਹੈ।' },
  scheduleMinimum: {
    label: 'ਅੰਤ',
    unit: 'ਦਰ ਦਾ ਹਿੱਸਾ',
    explanation: 'ਆਖ਼ਰੀ ਦਰ, ਪਹਿਲੀ ਦੇ ਹਿੱਸੇ ਵਜੋਂ।',
  },
  schedulePatience: {
    label: 'ਧੀਰਜ',
    unit: 'ਯੁੱਗ',
    explanation: 'ਕਿੰਨੇ ਯੁੱਗ ਸੁਧਾਰ ਤੋਂ ਬਿਨਾਂ ਲੰਘਣ ਤਾਂ ਦਰ ਘਟਦੀ ਹੈ।',
  },
  scheduleThreshold: {
    label: 'ਘੱਟੋ-ਘੱਟ ਸੁਧਾਰ',
    unit: '',
    explanation: 'ਸਭ ਤੋਂ ਚੰਗੀ ਹਾਨੀ ਦੇ ਇਸ ਹਿੱਸੇ ਤੋਂ ਘੱਟ ਸੁਧਾਰ, ਸੁਧਾਰ ਨਹੀਂ।',
  },
  warmUpSteps: {
    label: 'ਵਾਰਮ-ਅੱਪ',
    unit: 'ਕਦਮ',
    explanation: 'ਸ਼ੁਰੂ ਵਿੱਚ ਦਰ ਇੱਕਸਾਰ ਵਧ ਕੇ ਆਪਣੇ ਆਕਾਰ ਤੱਕ ਆਉਂਦੀ ਹੈ। 0 ਮਤਲਬ ਬੰਦ।',
  },
  trainImages: { label: 'ਸਿਖਲਾਈ ਦੀਆਂ ਤਸਵੀਰਾਂ', unit: '', explanation: 'ਨੈੱਟਵਰਕ ਇਨ੍ਹਾਂ ਤੋਂ ਸਿੱਖਦਾ ਹੈ।' },
  validationImages: {
    label: 'ਪੁਸ਼ਟੀ ਦੀਆਂ ਤਸਵੀਰਾਂ',
    unit: '',
    explanation: 'ਵੱਖ ਰੱਖੀਆਂ ਹੋਈਆਂ: ਵੇਖੀਆਂ ਜਾਂਦੀਆਂ ਹਨ, ਪਰ ਇਨ੍ਹਾਂ ਤੋਂ ਸਿੱਖਿਆ ਨਹੀਂ ਜਾਂਦਾ।',
  },
  patience: {
    label: 'ਧੀਰਜ',
    unit: 'ਯੁੱਗ',
    explanation: 'ਇੰਨੀ ਦੇਰ ਪੁਸ਼ਟੀ ਹਾਨੀ ਹੋਰ ਨਾ ਘਟੇ ਤਾਂ ਸਿਖਲਾਈ ਸਮਾਪਤ ਹੋ ਜਾਂਦੀ ਹੈ।',
  },
  shift: { label: 'ਖਿਸਕਾਅ', unit: 'ਪਿਕਸਲ', explanation: 'ਕਿਸੇ ਵੀ ਪਾਸੇ ਇੰਨਾ ਤੱਕ ਖਿਸਕਾਈ ਜਾਂਦੀ ਹੈ।' },
  rotate: { label: 'ਘੁਮਾਅ', unit: '°', explanation: 'ਕਿਸੇ ਵੀ ਪਾਸੇ ਇੰਨਾ ਤੱਕ ਘੁਮਾਈ ਜਾਂਦੀ ਹੈ।' },
  scale: { label: 'ਆਕਾਰ', unit: '', explanation: 'ਇਸ ਹਿੱਸੇ ਤੱਕ ਵੱਡੀ ਜਾਂ ਛੋਟੀ ਕੀਤੀ ਜਾਂਦੀ ਹੈ।' },
  shear: { label: 'ਝੁਕਾਅ', unit: '', explanation: 'ਇਸ ਹਿੱਸੇ ਤੱਕ ਟੇਢੀ ਕੀਤੀ ਜਾਂਦੀ ਹੈ।' },
  elastic: {
    label: 'ਵੱਟ',
    unit: 'ਪਿਕਸਲ',
    explanation: 'ਹਰ ਥਾਂ ਲਗਭਗ ਇੰਨੀ ਹਿੱਲਦੀ ਹੈ, ਗੁਆਂਢੀ ਥਾਵਾਂ ਨਾਲ-ਨਾਲ।',
  },
  handwriting: {
    label: 'ਹੋਰ ਹੱਥ',
    unit: '',
    explanation: 'ਅੰਕਾਂ ਦਾ ਇਹ ਹਿੱਸਾ ਇੱਕ ਕਲਪਿਤ ਹੱਥ ਨਾਲ ਨਵੇਂ ਸਿਰਿਓਂ ਲਿਖਿਆ ਜਾਂਦਾ ਹੈ। 0 ਮਤਲਬ ਬੰਦ।',
  },
  dropout: {
    label: 'ਡ੍ਰੌਪਆਊਟ',
    unit: '%',
    explanation: 'ਸਿਖਲਾਈ ਦੌਰਾਨ ਬੇਤਰਤੀਬ ਛੱਡੇ ਜਾਂਦੇ ਮੁੱਲ, ਨੈੱਟਵਰਕ ਦੀ ਡ੍ਰੌਪਆਊਟ ਪਰਤ ਵਿੱਚ। 0 ਮਤਲਬ ਬੰਦ।',
    none: 'ਤੁਹਾਡੇ ਨੈੱਟਵਰਕ ਵਿੱਚ ਇਸ ਲਈ ਥਾਂ ਨਹੀਂ: ਇਹ ਆਖ਼ਰੀ ਡੈਂਸ ਪਰਤ ਤੋਂ ਪਹਿਲਾਂ ਆਉਂਦਾ ਹੈ।',
    several: 'ਤੁਹਾਡੀਆਂ ਡ੍ਰੌਪਆਊਟ ਪਰਤਾਂ ਵੱਖ-ਵੱਖ ਹਨ: ਉਨ੍ਹਾਂ ਨੂੰ “ਨੈੱਟਵਰਕ” ਵਿੱਚ ਬਦਲੋ।',
    problem: '0 ਤੋਂ 95 ਤੱਕ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ',
  },
  seed: { label: 'ਸੀਡ', unit: '', explanation: 'ਇੱਕੋ ਸੀਡ, ਇੱਕੋ ਵਕਰ, ਹਰ ਥਾਂ।' },
  threads: { label: 'ਥ੍ਰੈੱਡ', unit: '', explanation: 'ਰਫ਼ਤਾਰ ਬਦਲਦੀ ਹੈ, ਨਤੀਜਾ ਨਹੀਂ।' },
  optimizer: {
    label: 'ਆਪਟੀਮਾਈਜ਼ਰ',
    options: {
      sgd: 'SGD',
      momentum: 'ਮੋਮੈਂਟਮ',
      nesterov: 'Nesterov',
      rmsprop: 'RMSprop',
      adam: 'Adam',
      adamw: 'AdamW',
    },
    explanations: {
      sgd: 'ਹਰ ਬੈਚ ਦੀ ਢਲਾਣ ਤੋਂ ਸਿੱਧਾ ਹੇਠਾਂ।',
      momentum: 'ਕਦਮ ਢਲਾਣ ਉੱਤੇ ਰਫ਼ਤਾਰ ਫੜਦੇ ਹਨ।',
      nesterov: 'ਮੋਮੈਂਟਮ ਜੋ ਅੱਗੇ ਵੀ ਵੇਖਦਾ ਹੈ।',
      rmsprop: 'ਹਰ ਭਾਰ ਦਾ ਕਦਮ ਉਸ ਦੇ ਗ੍ਰੇਡੀਐਂਟ ਦੇ ਆਮ ਆਕਾਰ ਨਾਲ ਵੰਡਿਆ ਜਾਂਦਾ ਹੈ।',
      adam: 'ਮੋਮੈਂਟਮ, ਹਰ ਭਾਰ ਲਈ ਵੱਖਰੇ ਆਕਾਰ ਦੇ ਕਦਮ ਨਾਲ।',
      adamw: 'Adam, ਜਿਸ ਵਿੱਚ ਭਾਰਾਂ ਦਾ ਘਟਾਅ ਗ੍ਰੇਡੀਐਂਟ ਤੋਂ ਵੱਖਰਾ ਹੈ।',
    },
  },
  schedule: {
    label: 'ਯੋਜਨਾ',
    options: { constant: 'ਸਥਿਰ', step: 'ਪੌੜੀਆਂ', cosine: 'ਕੋਸਾਈਨ', plateau: 'ਰੁਕਣ ਉੱਤੇ' },
    explanations: {
      constant: 'ਸ਼ੁਰੂ ਤੋਂ ਅੰਤ ਤੱਕ ਇੱਕੋ ਦਰ।',
      step: 'ਹਰ ਕੁਝ ਯੁੱਗਾਂ ਬਾਅਦ ਦਰ ਇੱਕ ਗੁਣਕ ਨਾਲ ਘਟਦੀ ਹੈ।',
      cosine: 'ਦਰ ਅੱਧੇ ਕੋਸਾਈਨ ਦੇ ਨਾਲ ਹੌਲੀ-ਹੌਲੀ ਘਟਦੀ ਹੈ।',
      plateau: 'ਜਦੋਂ ਹਾਨੀ ਨਹੀਂ ਘਟਦੀ, ਉਦੋਂ ਦਰ ਘਟਦੀ ਹੈ।',
    },
    picture: (from, to) => `ਰਨ ਦੌਰਾਨ ਸਿੱਖਣ ਦੀ ਦਰ, ${from} ਤੋਂ ${to} ਤੱਕ।`,
    dependsOnLoss: 'ਜਦੋਂ-ਜਦੋਂ ਹਾਨੀ ਨਹੀਂ ਘਟਦੀ, ਹੋਰ ਘਟਦੀ ਹੈ।',
  },
  clipping: {
    label: 'ਕਲਿੱਪਿੰਗ',
    options: { none: 'ਬੰਦ', norm: 'ਲੰਬਾਈ', value: 'ਮੁੱਲ' },
    explanations: {
      none: 'ਗ੍ਰੇਡੀਐਂਟ ਜਿਵੇਂ ਹਨ, ਉਵੇਂ ਲਏ ਜਾਂਦੇ ਹਨ।',
      norm: 'ਬਹੁਤ ਲੰਮਾ ਗ੍ਰੇਡੀਐਂਟ ਸਾਰਾ ਹੀ ਛੋਟਾ ਕੀਤਾ ਜਾਂਦਾ ਹੈ।',
      value: 'ਗ੍ਰੇਡੀਐਂਟ ਦਾ ਹਰ ਮੁੱਲ ਵੱਖਰਾ ਕੱਟਿਆ ਜਾਂਦਾ ਹੈ।',
    },
  },
  split: {
    label: 'ਚੋਣ',
    options: { stratified: 'ਵਰਗ-ਵਾਰ', inOrder: 'ਤਰਤੀਬ ਨਾਲ' },
    explanations: {
      stratified: 'ਸੀਡ ਤੋਂ ਬੇਤਰਤੀਬ, ਦੋਵਾਂ ਵਿੱਚ ਹਰ ਵਰਗ ਦਾ ਇੱਕੋ ਜਿੰਨਾ ਹਿੱਸਾ।',
      inOrder: 'ਪਹਿਲੀਆਂ ਸਿੱਖਣ ਲਈ, ਆਖ਼ਰੀ ਵੱਖ ਰੱਖੀਆਂ।',
    },
  },
  earlyStopping: {
    label: 'ਸਮੇਂ ਸਿਰ ਰੁਕਣਾ',
    options: { off: 'ਬੰਦ', on: 'ਚਾਲੂ' },
    explanations: {
      off: 'ਸਾਰੇ ਯੁੱਗ ਸਿਖਾਏ ਜਾਂਦੇ ਹਨ।',
      on: 'ਜਦੋਂ ਪੁਸ਼ਟੀ ਹਾਨੀ ਘਟਣੋਂ ਹਟ ਜਾਵੇ, ਸਿਖਲਾਈ ਸਮਾਪਤ ਹੋ ਜਾਂਦੀ ਹੈ।',
    },
  },
  augmentation: {
    label: 'ਤਸਵੀਰਾਂ ਬਦਲੋ',
    options: { off: 'ਬੰਦ', on: 'ਚਾਲੂ' },
    explanations: {
      off: 'ਤਸਵੀਰਾਂ ਜਿਵੇਂ ਹਨ, ਉਵੇਂ ਦਿਖਾਈਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
      on: 'ਥੋੜ੍ਹਾ ਖਿਸਕਿਆ ਜਾਂ ਘੁੰਮਿਆ ਅੰਕ ਵੀ ਉਹੀ ਅੰਕ ਹੈ।',
    },
    preview: 'ਨੈੱਟਵਰਕ ਨੂੰ ਕੀ ਦਿਸੇਗਾ',
    previewLabel: 'ਸਿਖਲਾਈ ਦੀਆਂ ਤਸਵੀਰਾਂ, ਹਰ ਇੱਕ ਤੋਂ ਬਾਅਦ ਉਸ ਦੇ ਬਦਲੇ ਰੂਪ',
    original: 'ਜਿਵੇਂ ਹੈ',
    another: 'ਹੋਰ ਤਸਵੀਰਾਂ',
  },
  fast: {
    label: 'ਤੇਜ਼ ਰੂਪ',
    options: { off: 'ਬੰਦ', on: 'ਚਾਲੂ' },
    explanations: {
      off: 'ਹਰ ਕੰਪਿਊਟਰ ਉੱਤੇ ਬਿਲਕੁਲ ਉਹੀ ਬਿੱਟ।',
      on: 'ਜਿੱਥੇ ਪ੍ਰੋਸੈਸਰ ਕਰ ਸਕੇ ਉੱਥੇ ਤੇਜ਼; ਫਿਰ ਕੰਪਿਊਟਰਾਂ ਦੇ ਫਿੰਗਰਪ੍ਰਿੰਟ ਵੱਖਰੇ ਹੁੰਦੇ ਹਨ।',
    },
  },
  replay: {
    rates: (count) => `ਸਿੱਖਣ ਦੀ ਦਰ ਵਿੱਚ ਹੱਥੀਂ ਕੀਤੀਆਂ ਤਬਦੀਲੀਆਂ ਦੁਹਰਾਉਂਦਾ ਹੈ: ${formatCount(count)}।`,
    continued: 'ਦੁਹਰਾਉਂਦਾ ਹੈ ਕਿ ਰਨ ਅੱਗੇ ਵਧਾਇਆ ਗਿਆ ਸੀ।',
    drop: 'ਛੱਡ ਦਿਓ',
  },
};
