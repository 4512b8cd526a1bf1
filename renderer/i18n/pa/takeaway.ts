import type { AreaTranslation } from '../catalogue.ts';

/** In Punjabi: what is taken out of the window. Names of files stay as they are, for every computer. */

export const takeaway: AreaTranslation<'takeaway'> = {
  notSaved: 'ਇਹ ਨਹੀਂ ਸਾਂਭਿਆ ਗਿਆ',
  menu: (title) => `ਸਾਂਭੋ: ${title}`,
  png: 'ਤਸਵੀਰ (PNG)',
  svg: 'ਰੇਖਾ-ਚਿੱਤਰ (SVG)',
  csv: 'ਸੰਖਿਆਵਾਂ (CSV)',
  curve: 'ਵਕਰ',
  value: 'ਮੁੱਲ',
  table: 'CSV ਵਿੱਚ ਸਾਂਭੋ',
  runsFile: 'runs',
  confusionFile: 'confusion-matrix',
  classesFile: 'class-by-class',
  report: 'ਰਿਪੋਰਟ (PDF)…',
  reportHint: 'ਇੱਕ ਪੰਨਾ: ਸੈਟਿੰਗਾਂ, ਵਕਰ, ਭੁਲੇਖਾ ਮੈਟ੍ਰਿਕਸ, ਸੀਡ ਅਤੇ ਫਿੰਗਰਪ੍ਰਿੰਟ',
  reportTitle: 'ਸਿਖਲਾਈ ਦੀ ਰਿਪੋਰਟ',
  reportFile: 'report',
  made: (when) => `Epoch Lab ਨਾਲ ${when} ਨੂੰ ਬਣਾਈ ਗਈ`,
  configuration: 'ਸੈਟਿੰਗਾਂ',
  result: 'ਨਤੀਜਾ',
  layers: 'ਨੈੱਟਵਰਕ, ਪਰਤ-ਪਰਤ ਕਰ ਕੇ',
  noMatrix: 'ਇਸ ਰਿਪੋਰਟ ਲਈ ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਇੱਕ-ਇੱਕ ਕਰ ਕੇ ਨਹੀਂ ਪੜ੍ਹੀਆਂ ਗਈਆਂ।',
};
