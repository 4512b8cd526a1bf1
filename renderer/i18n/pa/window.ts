import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';

/** In Punjabi: what a desktop application has besides its places. */

export const window: AreaTranslation<'window'> = {
  palette: 'ਕਮਾਂਡ ਸੂਚੀ',
  paletteSearch: 'ਕਮਾਂਡ ਲਿਖੋ',
  paletteNone: 'ਕੋਈ ਕਮਾਂਡ ਨਹੀਂ ਮਿਲੀ।',
  paletteCount: (count) => `${formatCount(count)} ਕਮਾਂਡ`,
  go: (place) => `${place} ਉੱਤੇ ਜਾਓ`,
  theme: (theme) => `ਰੰਗ-ਰੂਪ: ${theme}`,
  language: (language) => `ਭਾਸ਼ਾ: ${language}`,
  languageSystem: 'ਸਿਸਟਮ ਅਨੁਸਾਰ',
  railWidth: 'ਥਾਵਾਂ ਦੀ ਸੂਚੀ ਦੀ ਚੌੜਾਈ',
  padWidth: 'ਲਿਖਣ ਦੇ ਪੈਡ ਦੀ ਚੌੜਾਈ',
  settingsWidth: 'ਸੈਟਿੰਗਾਂ ਦੀ ਚੌੜਾਈ',
  separatorHint: 'ਖਿੱਚੋ, ਜਾਂ ਤੀਰ ਕੁੰਜੀਆਂ ਦਬਾਓ। ਦੋ ਵਾਰ ਕਲਿੱਕ ਜਾਂ Home ਨਾਲ ਆਮ ਚੌੜਾਈ ਮੁੜਦੀ ਹੈ।',
  drop: 'ਇੱਥੇ ਛੱਡੋ: ਮਾਡਲ, ਤਸਵੀਰਾਂ ਜਾਂ ਸਾਰਣੀ, ਜਮਾਤ ਦਾ ਸੈੱਟ, ਲੈਬ, “ਇੱਥੋਂ ਸ਼ੁਰੂ” ਫ਼ਾਈਲ, ਜਾਂ ਹਵਾਲਾ ਵਕਰ',
  notOpened: 'ਫ਼ਾਈਲ ਨਹੀਂ ਖੁੱਲ੍ਹ ਸਕੀ',
  notDropped: 'ਜੋ ਛੱਡਿਆ ਗਿਆ ਉਹ ਨਹੀਂ ਖੁੱਲ੍ਹ ਸਕਿਆ',
};
