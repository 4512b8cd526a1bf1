/** In English: opening and saving. */

export const files = {
  opened: (name: string) => `Opened ${name}`,
  saved: (name: string) => `Saved ${name}`,
  notOpened: 'The model was not opened',
  notSaved: 'The model was not saved',
} as const;
