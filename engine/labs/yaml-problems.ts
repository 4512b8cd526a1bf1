import type { Document, ErrorCode } from 'yaml';

/** What is wrong with front matter as YAML, for teachers who have never heard of it. */

interface YamlProblem {
  /** Of the place in the text, in characters. */
  readonly offset: number;
  readonly message: string;
}

const NOT_ONE_PAIR =
  'this is not one "key: value": a line is indented by mistake, a colon is missing, or a text with ": " in it is not in quotation marks';

const messages: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: NOT_ONE_PAIR,
  MULTILINE_IMPLICIT_KEY: NOT_ONE_PAIR,
  BLOCK_IN_FLOW: NOT_ONE_PAIR,
  BAD_INDENT: 'this is indented otherwise than the lines around it, or a bracket is not closed',
  MISSING_CHAR:
    'something is missing here or above: a quotation mark, a bracket, a comma, a colon, or the "-" of a list',
  DUPLICATE_KEY: 'this key stands twice',
  TAB_AS_INDENT: 'lines are indented with blanks, and not with tabs',
  BAD_SCALAR_START: 'a text that begins like this must be in quotation marks',
  UNEXPECTED_TOKEN: 'this does not belong here: a text with signs in it must be in quotation marks',
};
const UNKNOWN = 'this is no YAML that a lab may have';

export function yamlProblems({ errors, warnings }: Document): YamlProblem[] {
  return [...errors, ...warnings].map(({ code, pos }) => ({
    offset: pos[0],
    message: messages[code] ?? UNKNOWN,
  }));
}
