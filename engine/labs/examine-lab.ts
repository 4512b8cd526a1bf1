import { EpochLabError } from '../protocol/errors.ts';
import type { ExaminedLab, LabProblem } from '../protocol/lab-calls.ts';
import type { Lab } from '../protocol/labs.ts';
import { examineLabFile, readLab } from './lab-file.ts';
import { missingWords } from './translation.ts';

/** A lab that is being written, with its translations. */

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function examineLab(file: NamedFile, translations: readonly NamedFile[]): Promise<ExaminedLab> {
  const original = examineLabFile(file.bytes);
  const problems: LabProblem[] = original.problems.map((problem) => ({ fileName: file.name, ...problem }));
  if (original.file?.kind === 'translation') {
    problems.push({
      fileName: file.name,
      line: 1,
      message: 'this is a translation, and not a lab by itself',
    });
  }
  // Of those it can be shown all the same.
  const { formulaProblems } = await import('./formulas.ts');
  const formulas = original.file ? formulaProblems(original.file) : [];
  const lab = problems.length === 0 ? await readLab(file.bytes, file.name) : null;
  problems.push(...formulas.map((problem) => ({ fileName: file.name, ...problem })));
  const read: Lab[] = [];
  for (const translation of translations) {
    const examined = examineLabFile(translation.bytes);
    const missing =
      original.file?.kind === 'lab' &&
      examined.file?.kind === 'translation' &&
      examined.file.header.translates === original.file.header.id
        ? missingWords(original.file, examined.file)
        : [];
    const typeset = examined.file ? formulaProblems(examined.file) : [];
    const all = [...examined.problems, ...missing, ...typeset];
    problems.push(...all.map((problem) => ({ fileName: translation.name, ...problem })));
    if (!lab || examined.problems.length > 0) continue;
    try {
      const fileName = translation.name;
      read.push(await readLab(file.bytes, file.name, { bytes: translation.bytes, fileName }));
    } catch (thrown) {
      if (!(thrown instanceof EpochLabError)) throw thrown;
      problems.push({ fileName: translation.name, line: 1, message: thrown.message });
    }
  }
  return { lab, translations: read, problems };
}
