import type { DatasetInfo } from '../protocol/contract.ts';
import type { ImportReport } from '../protocol/imports.ts';
import { count, counted } from '../protocol/english.ts';

/**
 * The card that goes with a data set wherever it goes: what it is, whose it is, how it was made (after Gebru et al.,
 * "Datasheets for Datasets", 2021). Markdown.
 */
export function dataCard(
  info: DatasetInfo,
  files: readonly string[],
  report: ImportReport | null = null,
): string {
  const perClass = info.classes.map((name, label) => {
    return `| ${cell(name)} | ${label} | ${count(info.trainPerClass[label]!)} | ${count(info.testPerClass[label]!)} |`;
  });
  const skipped = report?.skipped.slice(0, 100).map(({ file, line, reason }) => {
    return `- ${file}${line === undefined ? '' : `, line ${count(line)}`}: ${reason}`;
  });
  return [
    `# ${info.name}`,
    ...(info.description === '' ? [] : [info.description]),
    `${count(info.trainImages)} training and ${counted(info.testImages, 'test image', 'test images')}, ${info.height} × ${info.width} grey ` +
      `levels (0 is background, 255 is full ink), ${counted(info.classes.length, 'class', 'classes')}.`,
    ['| class | label | training | test |', '| --- | ---: | ---: | ---: |', ...perClass].join('\n'),
    '## Whose it is',
    [`- Licence: ${info.licence}`, `- Attribution: ${info.attribution}`, `- Source: ${info.source}`].join(
      '\n',
    ),
    ...(files.length === 0 ? [] : ['## Files', files.map((file) => `- ${file}`).join('\n')]),
    ...(report && report.notes.length > 0
      ? ['## How it was read', report.notes.map((note) => `- ${note}`).join('\n')]
      : []),
    ...(skipped && skipped.length > 0
      ? [`## Left out (${count(report!.skippedCount)})`, skipped.join('\n')]
      : []),
    '## Identity',
    `SHA-256 over the hashes of its images and labels: \`${info.sha256}\`. The same data give the same hash, and runs on ` +
      'them the same fingerprint, on every machine.',
    '',
  ].join('\n\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
