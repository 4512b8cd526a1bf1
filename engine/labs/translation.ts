import type { LabFile } from './lab-file.ts';
import type { Problem, StepSection } from './sections.ts';

/** What a translation leaves in the original's language, or has too much. */
export function missingWords(
  original: Extract<LabFile, { kind: 'lab' }>,
  translation: Extract<LabFile, { kind: 'translation' }>,
): Problem[] {
  const problems: Problem[] = [];
  const { steps } = translation.sections;
  for (const section of original.sections.steps) {
    const words = steps.find(({ id }) => id === section.id);
    if (!words) {
      problems.push({ line: 1, message: `the step "${section.id}" is not translated` });
      continue;
    }
    for (const part of missingParts(section, words)) {
      problems.push({ line: words.line, message: `step "${section.id}": ${part} is not translated` });
    }
  }
  for (const { id, line } of steps) {
    if (!original.sections.steps.some((section) => section.id === id)) {
      problems.push({ line, message: `{#${id}} is no step of the original` });
    }
  }
  return problems;
}

function missingParts(original: StepSection, words: StepSection): string[] {
  const texts = [
    ['the text', original.text, words.text],
    ['Predict', original.predict, words.predict],
    ['Do', original.task, words.task],
    ['Question', original.question, words.question],
    ['Explanation', original.explanation, words.explanation],
    ['Notes', original.notes, words.notes],
  ] as const;
  const options = (from: StepSection['options'], to: StepSection['options']) =>
    from.filter(({ id }) => !to.some((option) => option.id === id)).map(({ id }) => `option "${id}"`);
  return [
    ...texts.filter(([, from, to]) => from && !to).map(([name]) => name),
    ...options(original.options, words.options),
    ...options(original.predictOptions, words.predictOptions),
    ...original.hints.slice(words.hints.length).map((_, index) => `hint ${words.hints.length + index + 1}`),
  ];
}
