import type { AreaTranslation } from '../catalogue.ts';

/** In Punjabi: opening and saving. */

export const files: AreaTranslation<'files'> = {
  opened: (name) => `${name} ਖੋਲ੍ਹਿਆ ਗਿਆ`,
  saved: (name) => `${name} ਸਾਂਭਿਆ ਗਿਆ`,
  notOpened: 'ਮਾਡਲ ਨਹੀਂ ਖੁੱਲ੍ਹਿਆ',
  notSaved: 'ਮਾਡਲ ਨਹੀਂ ਸਾਂਭਿਆ ਗਿਆ',
};
