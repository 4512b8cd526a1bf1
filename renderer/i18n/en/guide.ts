import { plural } from './words.ts';

/** In English: the frame of the user guide. Its pages are English in every language. */

export const guide = {
  title: 'User guide',
  pages: 'Pages',
  search: 'Search the guide',
  found: (count: number) => `Found in ${plural(count, 'place', 'places')}`,
  lookedFor: (words: string) => `Looked for: ${words}`,
  none: 'The guide has nothing with these words.',
  licences: 'Licences',
  loading: 'Loading…',
  inEnglish: 'The pages of the guide are in English.',
  close: 'Close',
} as const;
