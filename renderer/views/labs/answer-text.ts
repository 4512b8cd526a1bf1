import type { LabAnswer } from '../../../engine/protocol/lab-progress.ts';
import { formatExact, text } from '../../i18n/index.ts';

/** An answer as it was typed or pointed at; a choice by the name of its option. */
export function answerText(answer: LabAnswer): string {
  switch (answer.kind) {
    case 'number':
      return formatExact(answer.value);
    case 'choice':
      return answer.option;
    case 'cell':
      return text.labs.cell(answer.row, answer.column);
    case 'fingerprint':
      return answer.typed;
    case 'text':
      return answer.text;
    case 'goal':
      return text.labs.check;
    default:
      return answer satisfies never;
  }
}
