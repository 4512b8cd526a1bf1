import * as v from 'valibot';
import { parseInFile } from './bad-file.ts';
import { parseJson } from './json.ts';

/**
 * A few inputs with the logits that the engine gave for them, as they go into every export: whoever reads the file
 * can tell whether his network says the same. As JSON:
 *
 *     [{ "image": bytes as hexadecimal digits, height × width × channels, "logits": [one a class] }, …]
 */
export interface ExpectedOutput {
  readonly image: Uint8Array;
  readonly logits: readonly number[];
}

/** An image of 256 × 256 pixels in four channels, twice, as its digits. */
const MAX_TEXT_LENGTH = 4 * 1024 * 1024;

const schema = v.pipe(
  v.array(
    v.strictObject({
      image: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})*$/, 'must be hexadecimal digits')),
      logits: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(256)),
    }),
  ),
  v.maxLength(16, 'must be at most 16'),
);

export function expectedOutputsToJson(outputs: readonly ExpectedOutput[]): string {
  return JSON.stringify(
    outputs.map(({ image, logits }) => ({
      image: Array.from(image, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      logits,
    })),
  );
}

/** @throws EpochLabError `bad-file`, naming the first place that is wrong. */
export function expectedOutputsFromJson(json: string, fileName: string): ExpectedOutput[] {
  const value = json.length <= MAX_TEXT_LENGTH ? parseJson(json, fileName, 'expected outputs') : null;
  return parseInFile(schema, value, fileName, 'expected outputs').map(({ image, logits }) => ({
    image: Uint8Array.from({ length: image.length / 2 }, (_, i) =>
      parseInt(image.slice(2 * i, 2 * i + 2), 16),
    ),
    logits,
  }));
}
