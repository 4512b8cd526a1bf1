import type { LabOption, LabStepText } from '../protocol/labs.ts';
import { count } from '../protocol/english.ts';

/**
 * Takes the text of a lab apart: an introduction, then a section a step, each begun by a heading of the second
 * level with the step's id, "## One output value {#one-value}". Headings of the third level with these names part
 * a step; they are the same in every language, since they are instructions to the app and not shown.
 */

const PARTS = [
  'Predict',
  'Predict options',
  'Do',
  'Question',
  'Options',
  'Hint',
  'Explanation',
  'Notes',
] as const;
type PartName = (typeof PARTS)[number];

const MAX_HINTS = 3;
const MAX_TITLE = 300;
/** As the front matter allows. */
const MAX_STEPS = 40;
/** Of one part of a step. A page of a book has 3,000. */
const MAX_CHARACTERS = 20_000;

export interface Problem {
  readonly line: number;
  readonly message: string;
}

export interface StepSection extends LabStepText {
  readonly id: string;
  readonly line: number;
}

export interface Sections {
  readonly introduction: string;
  readonly steps: readonly StepSection[];
  readonly problems: readonly Problem[];
}

/** A heading that parts a lab, and the lines below it. */
export interface Part {
  /** Null for what stands before the first one. */
  readonly heading: { readonly level: 2 | 3; readonly title: string; readonly line: number } | null;
  /** Number, in the file, of the first of the lines. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** @param firstLine number, in the file, of the body's first line. */
export function partsOf(body: string, firstLine: number): Part[] {
  const parts: (Part & { readonly lines: string[] })[] = [{ heading: null, line: firstLine, lines: [] }];
  let fence: string | null = null;
  body.split('\n').forEach((text, index) => {
    // Inside a fence of code, nothing is a heading.
    const mark = /^\s*(```+|~~~+)/.exec(text)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    }
    const heading = fence === null ? /^(###?)\s(.*)$/.exec(text) : null;
    if (!heading) {
      parts.at(-1)!.lines.push(text);
      return;
    }
    const line = firstLine + index;
    const level = heading[1] === '##' ? 2 : 3;
    parts.push({ heading: { level, title: heading[2]!.trim(), line }, line: line + 1, lines: [] });
  });
  return parts;
}

/** @param firstLine number, in the file, of the body's first line. */
export function splitSections(body: string, firstLine: number): Sections {
  const problems: Problem[] = [];
  const introduction: string[] = [];
  const steps: OpenStep[] = [];
  let into: string[] = introduction;

  for (const { heading, lines } of partsOf(body, firstLine)) {
    if (steps.length > MAX_STEPS) break;
    if (heading?.level === 2) {
      const step = beginStep(heading.title, heading.line, problems);
      steps.push(step);
      into = step.begin(null);
    } else if (heading) {
      into = beginPart(steps.at(-1), heading.title, heading.line, problems) ?? into;
    }
    into.push(...lines);
  }

  const opening = introduction.join('\n').trim();
  if (opening.length > MAX_CHARACTERS) {
    const most = count(MAX_CHARACTERS);
    problems.push({ line: firstLine, message: `the introduction has more than ${most} characters` });
  }
  return {
    introduction: opening.slice(0, MAX_CHARACTERS),
    steps: steps.map((step) => step.close(problems)),
    problems,
  };
}

function beginStep(title: string, line: number, problems: Problem[]): OpenStep {
  const named = /\{#([a-z0-9][a-z0-9-]{0,63})\}$/.exec(title);
  if (!named) {
    problems.push({ line, message: `the heading "${title}" has no id: write "## ${title} {#some-id}"` });
  }
  const words = title.slice(0, named?.index ?? MAX_TITLE).trimEnd();
  if (words.length > MAX_TITLE) {
    problems.push({ line, message: `the title of a step has at most ${MAX_TITLE} characters` });
  }
  return new OpenStep(named?.[1] ?? '', words.slice(0, MAX_TITLE), line);
}

/** @returns where the lines of the part go; null where it is none, and they go on with what was before. */
function beginPart(
  step: OpenStep | undefined,
  title: string,
  line: number,
  problems: Problem[],
): string[] | null {
  const part = PARTS.find((name) => name.toLowerCase() === title.toLowerCase());
  if (!step) {
    problems.push({ line, message: `"### ${title}" stands before the first step` });
  } else if (!part) {
    problems.push({ line, message: `"### ${title}" is not one of ${PARTS.join(', ')}` });
  } else {
    if (part !== 'Hint' && step.has(part)) problems.push({ line, message: `"### ${part}" stands twice` });
    return step.begin(part);
  }
  return null;
}

/** A step while its lines are gathered. */
class OpenStep {
  readonly #parts: { readonly part: PartName | null; readonly lines: string[] }[] = [];

  constructor(
    readonly id: string,
    readonly title: string,
    readonly line: number,
  ) {}

  begin(part: PartName | null): string[] {
    const lines: string[] = [];
    this.#parts.push({ part, lines });
    return lines;
  }

  has(part: PartName): boolean {
    return this.#parts.some((each) => each.part === part);
  }

  close(problems: Problem[]): StepSection {
    const all = (wanted: PartName | null) =>
      this.#parts
        .filter(({ part }) => part === wanted)
        .map(({ lines }) => lines.join('\n').trim())
        .filter((text) => text !== '')
        .map((text) => this.#capped(text, problems));
    const one = (wanted: PartName) => all(wanted)[0] ?? null;
    const options = (wanted: PartName) => this.#options(one(wanted), problems);
    const hints = all('Hint');
    if (hints.length > MAX_HINTS) {
      problems.push({ line: this.line, message: `step "${this.id}" has more than ${MAX_HINTS} hints` });
    }
    return {
      id: this.id,
      line: this.line,
      title: this.title,
      text: all(null)[0] ?? '',
      predict: one('Predict'),
      predictOptions: options('Predict options'),
      task: one('Do'),
      question: one('Question'),
      options: options('Options'),
      hints: hints.slice(0, MAX_HINTS),
      explanation: one('Explanation'),
      notes: one('Notes'),
    };
  }

  #capped(text: string, problems: Problem[]): string {
    if (text.length <= MAX_CHARACTERS) return text;
    const most = count(MAX_CHARACTERS);
    problems.push({
      line: this.line,
      message: `step "${this.id}" has a part of more than ${most} characters`,
    });
    return text.slice(0, MAX_CHARACTERS);
  }

  /** "- smaller: It gets smaller", an option a line. */
  #options(text: string | null, problems: Problem[]): LabOption[] {
    if (text === null) return [];
    const options: LabOption[] = [];
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      const option = /^\s*[-*]\s+`?([a-z0-9][a-z0-9-]{0,63})`?:\s+(.+)$/.exec(line);
      if (option) {
        options.push({ id: option[1]!, text: option[2]!.trim() });
      } else {
        problems.push({
          line: this.line,
          message: `step "${this.id}": the option "${line.trim()}" must look like "- some-id: What it says"`,
        });
      }
    }
    return options;
  }
}
