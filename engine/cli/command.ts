import { parseArgs, type ParseArgsConfig } from 'node:util';
import { EpochLabError } from '../protocol/errors.ts';
import type { Output } from './output.ts';

/** One option of a command: what its value is called in the help text, and what it is for. */
export interface Option {
  /** Left out for a switch that takes no value. */
  readonly value?: string;
  readonly help: string;
}

export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: Options;
  readonly output: Output;
}

export interface Command {
  readonly name: string;
  /** "MODEL IMAGE": what comes before the options. One that ends in "…" may be given several times. */
  readonly operands: readonly string[];
  readonly summary: string;
  /** More to know, in whole sentences. */
  readonly description: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  run(invocation: Invocation): Promise<void>;
}

/** Every command has these. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { help: 'Print one JSON object a line, on standard output alone.' },
  help: { help: 'Print this text.' },
};

/** The options that were given, by name. */
export class Options {
  constructor(private readonly values: Readonly<Record<string, string | boolean | undefined>>) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** Whether it was given, with a value or as a switch. */
  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** @throws EpochLabError `invalid-argument` for a text that is no number. What numbers make sense is checked later. */
  number(name: string, otherwise: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isNaN(value)) throw usage(`--${name} must be a number, not "${text}".`);
    return value;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice {
    const text = this.text(name) ?? otherwise;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw usage(`--${name} must be one of ${choices.join(', ')}, not "${text}".`);
    return found;
  }
}

/** @throws EpochLabError `invalid-argument` for an option or operand that the command does not have, or lacks. */
export function parseCommandLine(command: Command, args: readonly string[]): Omit<Invocation, 'output'> {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { value }] of Object.entries({ ...command.options, ...commonOptions })) {
    options[name] = { type: value === undefined ? 'boolean' : 'string' };
  }
  const { values, positionals } = tryParse(joinNegativeNumbers(args), options);
  const parsed = new Options(values as Record<string, string | boolean | undefined>);
  if (!parsed.flag('help') && !hasOperands(command, positionals.length)) {
    const wanted = command.operands.length === 0 ? 'nothing' : command.operands.join(' ');
    throw usage(`"${command.name}" takes ${wanted} besides its options; ${positionals.length} given.`);
  }
  return { positionals, options: parsed };
}

function hasOperands({ operands }: Command, given: number): boolean {
  return operands.at(-1)?.endsWith('…') ? given >= operands.length : given === operands.length;
}

/** "--seed -1" becomes "--seed=-1": a number that makes no sense gets told so, and not that it looks like an option. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\.?\d/.test(arg) && before?.startsWith('--') && !before.includes('=')) {
      joined[joined.length - 1] = `${before}=${arg}`;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

function tryParse(args: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (problem) {
    throw usage(problem instanceof Error ? problem.message : String(problem));
  }
}

function usage(message: string): EpochLabError {
  return new EpochLabError('invalid-argument', message);
}

export function helpText(command: Command): string {
  const line = ['epochlab', command.name, ...command.operands, '[options]'].join(' ');
  const all = Object.entries({ ...command.options, ...commonOptions });
  const rows = all.map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ''}`, help] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `${command.summary}\n`,
    `  ${line}\n`,
    ...(command.description ? [`${command.description}\n`] : []),
    'Options:',
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
  ].join('\n');
}
