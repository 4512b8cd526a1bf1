/**
 * What the command line prints. For people, lines of text; with `--json`, one JSON object a line. Either way
 * results alone go to standard output, and everything else to standard error.
 */
export interface Output {
  /** One result: `event` names its kind in JSON, `text` says it to people. */
  result(event: string, values: Record<string, unknown>, text: string): void;
  /** Something to know that is not a result. */
  remark(text: string): void;
}

/** Everything but tabs and line ends: a name in a file must not move the cursor of whoever lists it. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text as a terminal may be given it, whatever names of files and classes are in it. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, '\ufffd');
}

export function openOutput(json: boolean): Output {
  return {
    result(event, values, text) {
      process.stdout.write(`${json ? JSON.stringify({ event, ...values }) : printable(text)}\n`);
    },
    remark(text) {
      process.stderr.write(`${printable(text)}\n`);
    },
  };
}

/** 0.0912 as "9.1 %". */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
