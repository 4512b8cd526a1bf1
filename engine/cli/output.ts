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

export function openOutput(json: boolean): Output {
  return {
    result(event, values, text) {
      process.stdout.write(`${json ? JSON.stringify({ event, ...values }) : text}\n`);
    },
    remark(text) {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** 0.0912 as "9.1 %". */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
