import changes from '../../../CHANGELOG.md?raw';
import collect from '../../../docs/guide/collect.md?raw';
import data from '../../../docs/guide/data.md?raw';
import explain from '../../../docs/guide/explain.md?raw';
import install from '../../../docs/guide/install.md?raw';
import labs from '../../../docs/guide/labs.md?raw';
import models from '../../../docs/guide/models.md?raw';
import network from '../../../docs/guide/network.md?raw';
import pad from '../../../docs/guide/pad.md?raw';
import results from '../../../docs/guide/results.md?raw';
import runs from '../../../docs/guide/runs.md?raw';
import teaching from '../../../docs/guide/teaching.md?raw';
import train from '../../../docs/guide/train.md?raw';
import window from '../../../docs/guide/window.md?raw';
import labFormat from '../../../docs/labs.md?raw';

/** The pages of `docs/guide` as they stand there: a page a view, and one for teachers. */

export interface GuidePage {
  /** The name of its file, by which other pages link to it; that of a view is the view's own. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

const sources = {
  ...{ window, data, collect, pad, network, train, results, explain, runs, models, labs, teaching, install },
  'lab-format': labFormat,
  changes,
};

export const guidePages: readonly GuidePage[] = Object.entries(sources).map(([name, source]) => {
  const [heading = '', ...lines] = source.split('\n');
  return { name, title: heading.replace(/^# /, ''), text: lines.join('\n') };
});

/** The page that a link leads to; null for what is not in the guide. */
export function pageOf(href: string): string | null {
  const file = href.replace(/^.*\//, '').replace(/#.*$/, '');
  if (href.startsWith('../labs.md')) return 'lab-format';
  const name = file.replace(/\.md$/, '');
  return file.endsWith('.md') && guidePages.some((page) => page.name === name) ? name : null;
}
