import * as v from 'valibot';
import { badFile } from '../formats/bad-file.ts';
import { sha256Hex } from '../formats/hash.ts';
import {
  LAB_VERSION,
  labHeaderSchema,
  labTranslationHeaderSchema,
  type Lab,
  type LabHeader,
  type LabStep,
  type LabStepText,
} from '../protocol/labs.ts';
import { sayIssue } from '../protocol/parse.ts';
import { unanswerable } from './askable.ts';
import { splitFrontMatter, type FrontMatter } from './front-matter.ts';
import { splitSections, type Problem, type Sections, type StepSection } from './sections.ts';

/**
 * Reads lab files (docs/labs.md): Markdown with front matter. A lab is data: nothing in it runs, and it reaches no
 * file. Everything that is wrong is found at once, with its line, so that a teacher mends a lab in one go.
 */

export const MAX_LAB_BYTES = 1024 * 1024;
/** Nobody mends more in one go, and a window need not list them. */
const MAX_PROBLEMS = 100;

type TranslationHeader = v.InferOutput<typeof labTranslationHeaderSchema>;

interface Words {
  readonly sections: Sections;
  /** All of them as they stand in the file. */
  readonly written: Pick<FrontMatter, 'body' | 'bodyLine'>;
}

export type LabFile =
  | ({ readonly kind: 'lab'; readonly header: LabHeader } & Words)
  | ({ readonly kind: 'translation'; readonly header: TranslationHeader } & Words);

export interface Reading {
  /** Null when the problems leave nothing to be shown. */
  readonly file: LabFile | null;
  readonly problems: readonly Problem[];
}

/** Reads as much as can be read, and tells everything that is wrong. Never throws for what is in the file. */
export function examineLabFile(bytes: Uint8Array): Reading {
  const { file, problems } = examine(bytes);
  return { file, problems: problems.slice(0, MAX_PROBLEMS) };
}

function examine(bytes: Uint8Array): Reading {
  const refuse = (line: number, message: string): Reading => ({ file: null, problems: [{ line, message }] });
  if (bytes.length > MAX_LAB_BYTES) return refuse(1, 'the file has more than 1 MB, which no lab needs');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true })
      .decode(bytes)
      .replaceAll('\r\n', '\n')
      .replace(/^\ufeff/, '');
  } catch {
    return refuse(1, 'the file is not UTF-8 text: save it as UTF-8');
  }
  const front = splitFrontMatter(text);
  if (!front) return refuse(1, 'a lab begins with front matter between two lines of "---"');
  if (front.problems.length > 0) return { file: null, problems: front.problems };

  const newer = versionProblem(front);
  if (newer) return { file: null, problems: [newer] };
  const isTranslation =
    typeof front.value === 'object' && front.value !== null && 'translates' in front.value;
  const sections = splitSections(front.body, front.bodyLine);
  return isTranslation ? examineTranslation(front, sections) : examineOriginal(front, sections);
}

function versionProblem(front: FrontMatter): Problem | null {
  const version = (front.value as { version?: unknown } | null)?.version;
  if (typeof version !== 'number' || version <= LAB_VERSION) return null;
  const message = `the lab has format version ${version}, and this Epoch Lab reads up to ${LAB_VERSION}: a newer Epoch Lab opens it`;
  return { line: front.lineOf('version'), message };
}

function examineOriginal(front: FrontMatter, sections: Sections): Reading {
  const result = v.safeParse(labHeaderSchema, front.value);
  if (!result.success)
    return { file: null, problems: [...schemaProblems(front, result.issues), ...sections.problems] };
  const header = result.output;
  const problems = [
    ...sections.problems,
    ...matchSteps(header, sections, front),
    ...matchQuestions(header, sections, front),
    ...unanswerable(header).map(({ path, message }) => ({ line: front.lineOf(path), message })),
  ];
  return { file: { kind: 'lab', header, sections, written: front }, problems };
}

function examineTranslation(front: FrontMatter, sections: Sections): Reading {
  const result = v.safeParse(labTranslationHeaderSchema, front.value);
  if (!result.success)
    return { file: null, problems: [...schemaProblems(front, result.issues), ...sections.problems] };
  const file: LabFile = { kind: 'translation', header: result.output, sections, written: front };
  return { file, problems: sections.problems };
}

function schemaProblems(front: FrontMatter, issues: readonly v.BaseIssue<unknown>[]): Problem[] {
  return issues.map((issue) => {
    const path = v.getDotPath(issue);
    const message = sayIssue(issue);
    return { line: front.lineOf(path), message: path === null ? message : `${path}: ${message}` };
  });
}

/** Each step of the front matter has its section, in the same order, and no section is without a step. */
function matchSteps(header: LabHeader, { steps }: Sections, front: FrontMatter): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  header.steps.forEach(({ id }, index) => {
    const line = front.lineOf(`steps.${index}.id`);
    if (seen.has(id)) problems.push({ line, message: `the step "${id}" stands twice` });
    seen.add(id);
    if (!steps.some((section) => section.id === id)) {
      problems.push({ line, message: `the step "${id}" has no text: add a heading "## Its title {#${id}}"` });
    }
  });
  const known = new Set<string>();
  for (const { id, line } of steps) {
    if (id === '') continue;
    if (known.has(id)) problems.push({ line, message: `the heading with {#${id}} stands twice` });
    known.add(id);
    if (!seen.has(id)) problems.push({ line, message: `{#${id}} is no step of the front matter` });
  }
  const order = steps.map(({ id }) => id).filter((id) => seen.has(id));
  const wanted = header.steps.map(({ id }) => id).filter((id) => known.has(id));
  const at = order.findIndex((id, index) => id !== wanted[index]);
  if (problems.length === 0 && at >= 0) {
    const { line } = steps.find(({ id }) => id === order[at])!;
    problems.push({
      line,
      message: `the text of "${order[at]!}" stands where "${wanted[at] ?? 'nothing'}" is due`,
    });
  }
  return problems;
}

/** What a step asks has its words, and its words are asked for. */
function matchQuestions(header: LabHeader, { steps }: Sections, front: FrontMatter): Problem[] {
  const problems: Problem[] = [];
  header.steps.forEach((step, index) => {
    const section = steps.find(({ id }) => id === step.id);
    if (!section) return;
    const demand = (
      part: string,
      isAsked: boolean,
      isThere: boolean,
      line = front.lineOf(`steps.${index}`),
    ) => {
      if (isAsked && !isThere)
        problems.push({ line, message: `step "${step.id}" needs "### ${part}" in its text` });
      if (!isAsked && isThere) {
        problems.push({
          line: section.line,
          message: `step "${step.id}" has "### ${part}", and nothing in the front matter asks for it`,
        });
      }
    };
    demand('Predict', step.predict !== undefined, section.predict !== null);
    demand('Predict options', step.predict?.kind === 'choice', section.predictOptions.length > 0);
    demand('Do', step.task !== undefined, section.task !== null);
    demand('Question', step.question !== undefined, section.question !== null);
    demand('Options', step.question?.kind === 'choice', section.options.length > 0);
    if (step.question?.kind === 'choice') {
      const { answer } = step.question;
      if (section.options.length > 0 && !section.options.some(({ id }) => id === answer)) {
        const line = front.lineOf(`steps.${index}.question.answer`);
        problems.push({ line, message: `the answer "${answer}" is none of the options` });
      }
    }
    if (step.question && step.question.kind !== 'text' && section.hints.length === 0) {
      problems.push({
        line: section.line,
        message: `step "${step.id}" needs "### Hint": never a bare "wrong"`,
      });
    }
    if (step.question && step.question.kind !== 'text' && section.explanation === null) {
      problems.push({
        line: section.line,
        message: `step "${step.id}" needs "### Explanation": never a bare "wrong"`,
      });
    }
  });
  return problems;
}

/**
 * A lab as it is shown.
 *
 * @param translation of the same lab; what it lacks stays in the original's language.
 * @throws EpochLabError `bad-file` with the first problem of the file.
 */
export async function readLab(
  bytes: Uint8Array,
  fileName: string,
  translation?: { readonly bytes: Uint8Array; readonly fileName: string },
): Promise<Lab> {
  const { file, problems } = examineLabFile(bytes);
  const first = problems[0];
  if (first) throw badFile(fileName, `line ${first.line}: ${first.message}.`);
  if (file?.kind !== 'lab') throw badFile(fileName, 'it is a translation, and not a lab by itself.');
  const translated = translation
    ? readTranslation(translation.bytes, translation.fileName, file.header.id)
    : null;
  const { header, sections } = file;
  const words = new Map(translated?.sections.steps.map((section) => [section.id, section]));
  return {
    id: header.id,
    language: translated?.header.language ?? header.language,
    title: translated?.header.title ?? header.title,
    summary: translated?.header.summary ?? header.summary,
    minutes: header.minutes,
    image: header.image ?? null,
    start: header.start ?? null,
    introduction: translated?.sections.introduction || sections.introduction,
    steps: header.steps.map((step): LabStep => {
      const original = sections.steps.find(({ id }) => id === step.id)!;
      return { ...step, words: wordsOf(original, words.get(step.id)) };
    }),
    sha256: await sha256Hex(bytes),
  };
}

function readTranslation(bytes: Uint8Array, fileName: string, id: string) {
  const { file, problems } = examineLabFile(bytes);
  const first = problems[0];
  if (first) throw badFile(fileName, `line ${first.line}: ${first.message}.`);
  if (file?.kind !== 'translation')
    throw badFile(fileName, 'it is no translation: its front matter lacks "translates".');
  if (file.header.translates !== id) {
    throw badFile(fileName, `it translates the lab "${file.header.translates}", not "${id}".`);
  }
  return file;
}

function wordsOf(original: StepSection, translated: StepSection | undefined): LabStepText {
  const { id: _id, line: _line, ...words } = original;
  if (!translated) return words;
  const options = (from: StepSection['options'], to: StepSection['options']) =>
    from.map((option) => to.find(({ id }) => id === option.id) ?? option);
  return {
    title: translated.title,
    text: translated.text || words.text,
    predict: words.predict && (translated.predict ?? words.predict),
    predictOptions: options(words.predictOptions, translated.predictOptions),
    task: words.task && (translated.task ?? words.task),
    question: words.question && (translated.question ?? words.question),
    options: options(words.options, translated.options),
    hints: words.hints.map((hint, index) => translated.hints[index] ?? hint),
    explanation: words.explanation && (translated.explanation ?? words.explanation),
    notes: words.notes && (translated.notes ?? words.notes),
  };
}
