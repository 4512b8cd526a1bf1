/** In English: what is taken out of the window. */

export const takeaway = {
  notSaved: 'It was not saved',
  menu: (title: string) => `Save ${title.toLowerCase()}`,
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Numbers (CSV)',
  curve: 'Curve',
  value: 'Value',
  table: 'Save as CSV',
  runsFile: 'runs',
  confusionFile: 'confusion-matrix',
  classesFile: 'class-by-class',
  report: 'Report (PDF)…',
  reportHint: 'One page: configuration, curves, confusion matrix, seed and fingerprint',
  reportTitle: 'Training report',
  reportFile: 'report',
  made: (when: string) => `Made with Epoch Lab on ${when}`,
  configuration: 'Configuration',
  result: 'Result',
  layers: 'Network, layer by layer',
  noMatrix: 'The test images were not read one by one for this report.',
} as const;
