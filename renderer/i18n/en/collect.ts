import { byNumber, plural } from './words.ts';
import { formatCount } from '../format.ts';

/** In English: collecting a data set of one's own. */

const drawings = (count: number) => plural(count, 'drawing', 'drawings');

export const collect = {
  title: 'Collect',
  intro: 'Make a data set of your own, by drawing.',
  newName: 'Our drawings',
  name: 'Name of the set',
  writer: 'Writer',
  writerHint: 'A name, initials or a number: to test later on hands the network has not seen.',
  classes: 'Classes',
  noClasses: 'What is to be told apart?',
  noClassesHint: 'Choose signs to begin with, or write your own.',
  addClasses: 'Add',
  addClassesLabel: 'New classes, with spaces between them',
  addClassesPlaceholder: 'cat dog sun',
  presets: {
    digits: 'Digits 0–9',
    letters: 'Letters A–Z',
    gurmukhi: 'Gurmukhi ੦–੯',
    devanagari: 'Devanagari ०–९',
    shapes: '○ □ △',
  },
  classWithCount: (name: string, count: number) => `${name}: ${drawings(count)}`,
  askFor: (name: string) => `Ask for ${name}`,
  removeClass: (name: string) => `Remove class ${name} and its drawings`,
  draw: 'Draw on the pad',
  nothingAsked: 'First choose what is to be told apart, or write it.',
  drawHint: 'Then press Enter, or Keep. The pad is cleared, and the next class asked for.',
  keep: 'Keep',
  nothingToKeep: 'Draw it on the pad first.',
  drawn: (count: number) => `${formatCount(count)} so far`,
  drawings: 'Drawings',
  total: (count: number) => drawings(count),
  noDrawings: 'No drawings yet',
  noDrawingsHint: 'They appear here, newest first. Choose some to relabel or delete them.',
  drawing: (name: string, writer: string) => (writer === '' ? name : `${name}, by ${writer}`),
  chosen: (count: number) => `${drawings(count)} chosen`,
  relabel: 'Relabel as',
  remove: 'Delete',
  undo: 'Undo',
  redo: 'Redo',
  more: (count: number) =>
    `${formatCount(count)} more ${byNumber(count, 'drawing is', 'drawings are')} not shown.`,
  conflicts: 'The same drawing, with different labels',
  conflictsHint: 'Choose what each of them is.',
  use: 'Use it',
  splitBy: 'Test on',
  splits: { class: 'a fifth of each class', writer: 'writers not learned from' },
  useAlone: 'Train on it alone',
  useAdded: (dataset: string) => `Train with ${dataset}`,
  save: 'Save as file…',
  addFiles: 'Add files…',
  startAnew: 'Start anew',
  saved: (fileName: string) => `Saved as ${fileName}`,
  notSaved: 'The class set was not saved',
  added: (count: number) => `${drawings(count)} added`,
  addedDetails: (duplicates: number, conflicts: number) =>
    [
      duplicates > 0 ? `${drawings(duplicates)} ${byNumber(duplicates, 'was', 'were')} there already.` : '',
      conflicts > 0
        ? `${drawings(conflicts)} ${byNumber(conflicts, 'has', 'have')} different labels: say which is right.`
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  notAdded: 'A file was not added',
  notUsed: 'It cannot be trained on yet',
  notRead: 'What was collected before could not be read',
  notKept: 'The drawings could not be kept for the next start',
} as const;
