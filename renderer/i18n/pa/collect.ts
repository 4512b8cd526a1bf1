import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber, drawings } from './words.ts';

/** In Punjabi: collecting a data set of one's own. */

export const collect: AreaTranslation<'collect'> = {
  title: 'ਇਕੱਠਾ ਕਰੋ',
  intro: 'ਆਪ ਲਿਖ ਕੇ ਆਪਣਾ ਡਾਟਾਸੈੱਟ ਬਣਾਓ।',
  newName: 'ਸਾਡੇ ਚਿੱਤਰ',
  name: 'ਸੈੱਟ ਦਾ ਨਾਂ',
  writer: 'ਲਿਖਣ ਵਾਲਾ',
  writerHint: 'ਨਾਂ, ਨਾਂ ਦੇ ਪਹਿਲੇ ਅੱਖਰ ਜਾਂ ਕੋਈ ਨੰਬਰ: ਤਾਂ ਜੋ ਬਾਅਦ ਵਿੱਚ ਉਨ੍ਹਾਂ ਹੱਥਾਂ ਉੱਤੇ ਪਰਖ ਹੋ ਸਕੇ ਜੋ ਨੈੱਟਵਰਕ ਨੇ ਨਹੀਂ ਵੇਖੇ।',
  classes: 'ਵਰਗ',
  noClasses: 'ਕੀ ਪਛਾਣਨਾ ਹੈ?',
  noClassesHint: 'ਸ਼ੁਰੂ ਕਰਨ ਲਈ ਕੋਈ ਚਿੰਨ੍ਹ ਚੁਣੋ, ਜਾਂ ਆਪਣੇ ਲਿਖੋ।',
  addClasses: 'ਜੋੜੋ',
  addClassesLabel: 'ਨਵੇਂ ਵਰਗ, ਵਿਚਕਾਰ ਖਾਲੀ ਥਾਂ ਛੱਡ ਕੇ',
  addClassesPlaceholder: 'ਬਿੱਲੀ ਕੁੱਤਾ ਸੂਰਜ',
  presets: {
    digits: 'ਅੰਕ 0–9',
    letters: 'ਅੱਖਰ A–Z',
    gurmukhi: 'ਗੁਰਮੁਖੀ ੦–੯',
    devanagari: 'ਦੇਵਨਾਗਰੀ ०–९',
    shapes: '○ □ △',
  },
  classWithCount: (name, count) => `${name}: ${drawings(count)}`,
  askFor: (name) => `${name} ਲਿਖਵਾਓ`,
  removeClass: (name) => `ਵਰਗ ${name} ਅਤੇ ਉਸ ਦੇ ਚਿੱਤਰ ਹਟਾਓ`,
  draw: 'ਪੈਡ ਉੱਤੇ ਲਿਖੋ',
  drawHint: 'ਫਿਰ Enter ਜਾਂ “ਰੱਖੋ” ਦਬਾਓ। ਪੈਡ ਸਾਫ਼ ਹੋ ਜਾਂਦਾ ਹੈ, ਅਤੇ ਅਗਲਾ ਵਰਗ ਮੰਗਿਆ ਜਾਂਦਾ ਹੈ।',
  keep: 'ਰੱਖੋ',
  nothingToKeep: 'ਪਹਿਲਾਂ ਪੈਡ ਉੱਤੇ ਲਿਖੋ।',
  drawn: (count) => `ਹੁਣ ਤੱਕ ${formatCount(count)}`,
  drawings: 'ਚਿੱਤਰ',
  total: (count) => drawings(count),
  noDrawings: 'ਅਜੇ ਕੋਈ ਚਿੱਤਰ ਨਹੀਂ',
  noDrawingsHint: 'ਉਹ ਇੱਥੇ ਦਿਸਣਗੇ, ਸਭ ਤੋਂ ਨਵਾਂ ਪਹਿਲਾਂ। ਲੇਬਲ ਬਦਲਣ ਜਾਂ ਹਟਾਉਣ ਲਈ ਕੁਝ ਚੁਣੋ।',
  drawing: (name, writer) => (writer === '' ? name : `${name}, ਹੱਥ: ${writer}`),
  chosen: (count) => `${drawings(count)} ${byNumber(count, 'ਚੁਣਿਆ', 'ਚੁਣੇ')}`,
  relabel: 'ਨਵਾਂ ਲੇਬਲ',
  remove: 'ਹਟਾਓ',
  undo: 'ਵਾਪਸ ਲਓ',
  redo: 'ਮੁੜ ਕਰੋ',
  more: (count) => `${drawings(count)} ਹੋਰ ${byNumber(count, 'ਹੈ, ਜੋ ਇੱਥੇ ਨਹੀਂ ਦਿਸਦਾ', 'ਹਨ, ਜੋ ਇੱਥੇ ਨਹੀਂ ਦਿਸਦੇ')}।`,
  conflicts: 'ਇੱਕੋ ਚਿੱਤਰ, ਪਰ ਵੱਖ-ਵੱਖ ਲੇਬਲ',
  conflictsHint: 'ਹਰ ਇੱਕ ਲਈ ਚੁਣੋ ਕਿ ਉਹ ਕੀ ਹੈ।',
  use: 'ਇਸ ਨੂੰ ਵਰਤੋ',
  splitBy: 'ਪਰਖ ਕਿਸ ਉੱਤੇ',
  splits: { class: 'ਹਰ ਵਰਗ ਦਾ ਪੰਜਵਾਂ ਹਿੱਸਾ', writer: 'ਉਹ ਹੱਥ ਜਿਨ੍ਹਾਂ ਤੋਂ ਨਹੀਂ ਸਿੱਖਿਆ' },
  useAlone: 'ਸਿਰਫ਼ ਇਸ ਤੋਂ ਸਿਖਾਓ',
  useAdded: (dataset) => `${dataset} ਦੇ ਨਾਲ ਸਿਖਾਓ`,
  save: 'ਫ਼ਾਈਲ ਵਿੱਚ ਸਾਂਭੋ…',
  addFiles: 'ਫ਼ਾਈਲਾਂ ਜੋੜੋ…',
  startAnew: 'ਨਵੇਂ ਸਿਰਿਓਂ ਸ਼ੁਰੂ',
  saved: (fileName) => `${fileName} ਨਾਂ ਨਾਲ ਸਾਂਭਿਆ ਗਿਆ`,
  notSaved: 'ਜਮਾਤ ਦਾ ਸੈੱਟ ਨਹੀਂ ਸਾਂਭਿਆ ਗਿਆ',
  added: (count) => `${drawings(count)} ${byNumber(count, 'ਜੋੜਿਆ ਗਿਆ', 'ਜੋੜੇ ਗਏ')}`,
  addedDetails: (duplicates, conflicts) =>
    [
      duplicates > 0 ? `${drawings(duplicates)} ਪਹਿਲਾਂ ਹੀ ਮੌਜੂਦ ਸਨ।` : '',
      conflicts > 0 ? `${drawings(conflicts)} ਵੱਖ-ਵੱਖ ਲੇਬਲਾਂ ਵਾਲੇ ਹਨ: ਹੇਠਾਂ ਵੇਖੋ।` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  notAdded: 'ਇੱਕ ਫ਼ਾਈਲ ਨਹੀਂ ਜੋੜੀ ਗਈ',
  notUsed: 'ਇਸ ਤੋਂ ਅਜੇ ਸਿਖਲਾਈ ਨਹੀਂ ਦਿੱਤੀ ਜਾ ਸਕਦੀ',
  notKept: 'ਚਿੱਤਰ ਸੁਰੱਖਿਅਤ ਨਹੀਂ ਰੱਖੇ ਜਾ ਸਕੇ',
};
