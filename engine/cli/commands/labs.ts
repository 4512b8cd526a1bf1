import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { examineLabFile, type LabFile, type Reading } from '../../labs/lab-file.ts';
import { HAND_IN_EXTENSION, readHandIn } from '../../labs/hand-in.ts';
import { markHandIns, markingCsv } from '../../labs/marking.ts';
import { missingWords } from '../../labs/translation.ts';
import { counted } from '../../protocol/english.ts';
import { EpochLabError, toEpochLabError } from '../../protocol/errors.ts';
import type { HandInView, MarkedHandIn, UnreadHandIn } from '../../protocol/lab-calls.ts';
import type { Command, Invocation } from '../command.ts';
import { checkWritable, readFile, unavailable, writeFile } from '../files.ts';
import type { Output } from '../output.ts';

export const labs: Command = {
  name: 'labs',
  operands: ['lint|grade', 'FILE…'],
  summary: 'Check lab files, or make a marking table of a folder of hand-ins.',
  description:
    '"labs lint" tells everything that is wrong with lab files, each with its line. A translation is also held to\n' +
    'its original, where that is among the files. "labs grade" reads all hand-ins of a folder; one that cannot be\n' +
    'read is named, and does not stop the others.',
  options: {
    csv: { value: 'FILE', help: 'labs grade: write the table as CSV.' },
  },
  examples: [
    'epochlab labs lint resources/labs/*.md',
    'epochlab labs grade "hand-ins of 9b" --csv marks.csv',
  ],

  async run(invocation) {
    const [action, ...paths] = invocation.positionals as [string, ...string[]];
    switch (action) {
      case 'lint': {
        if (invocation.options.text('csv') !== undefined)
          throw new EpochLabError('invalid-argument', 'Only "labs grade" takes --csv.');
        await lint(paths, invocation.output);
        return;
      }
      case 'grade': {
        await grade(paths, invocation);
        return;
      }
      default:
        throw new EpochLabError('invalid-argument', `"labs" can lint or grade, and not "${action}".`);
    }
  },
};

async function lint(paths: readonly string[], output: Output): Promise<void> {
  const { formulaProblems } = await import('../../labs/formulas.ts');
  const files: ({ path: string } & Reading)[] = [];
  let wrong = 0;
  for (const path of paths) {
    try {
      files.push({ path, ...examineLabFile(readFile(path)) });
    } catch (thrown) {
      // One that cannot be read stops no other.
      wrong++;
      const { message } = toEpochLabError(thrown);
      output.result('problem', { file: path, line: null, message }, message);
    }
  }
  for (const { path, file, problems } of files) {
    const all = file
      ? [...problems, ...formulaProblems(file), ...translationProblems(file, files)]
      : problems;
    wrong += all.length;
    for (const { line, message } of all) {
      output.result('problem', { file: path, line, message }, `${path}:${line}: ${message}`);
    }
  }
  const summary = `${counted(paths.length, 'file', 'files')}, ${counted(wrong, 'problem', 'problems')}`;
  output.result('lint', { files: paths.length, problems: wrong }, summary);
  if (wrong > 0) process.exitCode = 1;
}

function translationProblems(file: LabFile, all: readonly { readonly file: LabFile | null }[]) {
  if (file.kind !== 'translation') return [];
  const original = all.find(
    (each) => each.file?.kind === 'lab' && each.file.header.id === file.header.translates,
  );
  return original?.file?.kind === 'lab' ? missingWords(original.file, file) : [];
}

async function grade(paths: readonly string[], { options, output }: Invocation): Promise<void> {
  const csv = options.text('csv');
  if (csv !== undefined) checkWritable(csv);
  const read: { fileName: string; contents: HandInView }[] = [];
  const unread: UnreadHandIn[] = [];
  for (const { path, fileName } of paths.flatMap(handInsOf)) {
    try {
      read.push({ fileName, contents: await readHandIn(readFile(path), fileName) });
    } catch (thrown) {
      unread.push({ fileName, problem: toEpochLabError(thrown).message });
    }
  }
  // Before anything is written: an empty table would take the place of one that was there.
  if (read.length === 0 && unread.length === 0) {
    throw new EpochLabError(
      'file-unavailable',
      `There is no hand-in (*.${HAND_IN_EXTENSION}) in ${paths.join(', ')}.`,
    );
  }
  const rows = markHandIns(read);
  for (const row of rows) output.result('hand-in', { ...row }, line(row));
  for (const { fileName, problem } of unread) output.result('unread', { fileName, problem }, problem);
  if (csv !== undefined) {
    writeFile(csv, markingCsv(rows, unread));
    output.remark(`The table is in ${csv}.`);
  }
}

interface FoundFile {
  readonly path: string;
  /** From the given folder on. */
  readonly fileName: string;
}

/** All hand-ins of a folder and of the folders in it, by name; a file is itself. */
function handInsOf(path: string): FoundFile[] {
  try {
    // With their types, links to folders are not followed: one may lead back to where it stands.
    const names = readdirSync(path, { recursive: true, withFileTypes: true })
      .map(({ parentPath, name }) => relative(path, join(parentPath, name)).replaceAll('\\', '/'))
      .filter((name) => name.toLowerCase().endsWith(`.${HAND_IN_EXTENSION}`));
    return names.sort().map((fileName) => ({ path: join(path, fileName), fileName }));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOTDIR') return [{ path, fileName: basename(path) }];
    throw unavailable(path, 'read', thrown);
  }
}

function line(row: MarkedHandIn): string {
  const { student, fileName, lab, right, asked, minutes, fingerprint, copies, isIntact } = row;
  const copied = copies.length > 0 ? `   looks like ${copies.join(', ')}` : '';
  const changed = isIntact ? '' : '   changed outside of Epoch Lab';
  // One line, whatever somebody typed as a name.
  const name = student.replaceAll(/\s+/g, ' ').trim() || fileName;
  return `${name}  ${lab}  ${right} of ${asked} right  ${minutes} min  ${fingerprint ?? '–'}${copied}${changed}`;
}
