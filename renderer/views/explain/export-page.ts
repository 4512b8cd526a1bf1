import katex from 'katex';
import type { Palette } from '../../charts/palette.ts';
import { formatValue, locale, text } from '../../i18n/index.ts';
import { stepToSvg, type StepState } from './export-step.ts';
import { toPicture, valueAt } from './picture.ts';
import { channelOf } from './step-channels.ts';
import { formulasOf, texOf } from './step-formulas.ts';
import { headingOf, leadOf } from './step-words.ts';

/** A step as a page of its own, with nothing outside of it: drawing, formulas as MathML, and the numbers as tables. */
export function stepToPage(state: StepState, palette: Palette): string {
  const { info, shown } = state;
  const title = headingOf(info, shown.step);
  const formulas = texOf(formulasOf({ ...state, step: shown.step })).map(
    (tex) =>
      `<p>${katex.renderToString(tex, { output: 'mathml', displayMode: true, throwOnError: false })}</p>`,
  );
  return `<!doctype html>
<html lang="${locale()}">
<head>
<meta charset="utf-8">
<title>${escape(title)}</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #12161d; }
svg { max-width: 100%; height: auto; }
h1 { position: absolute; clip-path: inset(50%); }
table { border-collapse: collapse; font-family: monospace; }
td { padding: 0.1em 0.3em; border: 1px solid #dfe2e8; text-align: right; }
caption { padding: 1rem 0 0.25rem; font: 600 14px system-ui, sans-serif; text-align: left; white-space: nowrap; }
footer { margin-top: 2rem; color: #556070; font-size: 13px; }
@media print { table { page-break-inside: avoid; } }
</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p>${escape(leadOf(info, shown.step))}</p>
${stepToSvg(state, palette)}
${formulas.join('\n')}
${tablesOf(state).join('\n')}
<footer>${escape(text.explain.export.madeWith(text.app.name))}</footer>
</body>
</html>
`;
}

function tablesOf(state: StepState): readonly string[] {
  return Object.values(state.shown.tensors).map((view) => {
    const picture = toPicture(view);
    const channel = channelOf(view, state);
    const rows = Array.from({ length: picture.rows }, (_, row) => {
      const cells = Array.from({ length: picture.columns }, (__, column) => {
        const value = valueAt(picture, { row, column }, channel);
        return `<td>${Number.isNaN(value) ? '' : formatValue(value)}</td>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    });
    const which = text.explain.channel.volume(channel + view.from);
    const caption = text.explain.numbers.table(text.explain.tensor[view.of], which);
    // As wide as the page at the most, on paper too: a number takes five times its letters' size.
    const size = `min(10px, (min(100vw, 60rem) - 2rem) / ${5 * picture.columns})`;
    return `<table style="font-size: calc(${size})"><caption>${escape(caption)}</caption>${rows.join('')}</table>`;
  });
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
