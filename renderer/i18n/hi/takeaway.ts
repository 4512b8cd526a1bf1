import type { AreaTranslation } from '../catalogue.ts';

/** In Hindi: what is taken out of the window. */

export const takeaway: AreaTranslation<'takeaway'> = {
  notSaved: 'यह सहेजा नहीं गया',
  menu: (title) => `${title} सहेजें`,
  png: 'चित्र (PNG)',
  svg: 'रेखाचित्र (SVG)',
  csv: 'संख्याएँ (CSV)',
  curve: 'वक्र',
  value: 'मान',
  table: 'CSV में सहेजें',
  runsFile: 'runs',
  confusionFile: 'confusion-matrix',
  classesFile: 'class-by-class',
  report: 'रिपोर्ट (PDF)…',
  reportHint: 'एक पृष्ठ: विन्यास, वक्र, भ्रम मैट्रिक्स, सीड और फ़िंगरप्रिंट',
  reportTitle: 'प्रशिक्षण रिपोर्ट',
  reportFile: 'report',
  made: (when) => `Epoch Lab से ${when} को बनाई गई`,
  configuration: 'विन्यास',
  result: 'परिणाम',
  layers: 'नेटवर्क, परत दर परत',
  noMatrix: 'इस रिपोर्ट के लिए परीक्षण चित्र एक-एक करके नहीं पढ़े गए।',
};
