/**
 * `epochlab`: the engine on the command line, for terminals and scripts.
 *
 * Exit codes: 0 done; 1 it could not be done (a damaged file, a run that diverged); 2 it was asked for in a way
 * that makes no sense (an unknown option, an impossible hyperparameter); 130 interrupted.
 */
import { version } from '../../package.json';
import { useMachineTools } from '../formats/machine-tools.ts';
import { nodeTools } from '../host/node-tools.ts';
import { EpochLabError, toEpochLabError } from '../protocol/errors.ts';
import { helpText, parseCommandLine, type Command } from './command.ts';
import { bench } from './commands/bench.ts';
import { datasetConvert } from './commands/dataset-convert.ts';
import { datasetInfo } from './commands/dataset-info.ts';
import { datasetPrepare } from './commands/dataset-prepare.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportCommand } from './commands/export.ts';
import { forward } from './commands/forward.ts';
import { gradcheck } from './commands/gradcheck.ts';
import { labs } from './commands/labs.ts';
import { inspect } from './commands/inspect.ts';
import { predict } from './commands/predict.ts';
import { train } from './commands/train.ts';
import { openOutput, printable } from './output.ts';

const commands: readonly Command[] = [
  forward,
  train,
  evaluate,
  predict,
  inspect,
  exportCommand,
  gradcheck,
  bench,
  labs,
  datasetInfo,
  datasetConvert,
  datasetPrepare,
];

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `Epoch Lab ${version}: train small networks, and see what they learned.\n`,
    '  epochlab COMMAND [options]\n',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '"epochlab COMMAND --help" says more about each.',
  ].join('\n');
}

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(`${overview()}\n`);
    if (name === undefined) process.exitCode = EXIT_USAGE;
    return;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return;
  }
  const [command, operands] = findCommand(name, rest);
  if (!command) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no command "${name}". "epochlab --help" lists them.`,
    );
  }
  const { positionals, options } = parseCommandLine(command, operands);
  if (options.flag('help')) {
    process.stdout.write(`${helpText(command)}\n`);
    return;
  }
  await command.run({ positionals, options, output: openOutput(options.flag('json')) });
}

/** Some commands are of two words: "dataset info". */
function findCommand(first: string, rest: readonly string[]): [Command | undefined, readonly string[]] {
  const named = (name: string) => commands.find((candidate) => candidate.name === name);
  const long = named(`${first} ${rest[0]}`);
  return long ? [long, rest.slice(1)] : [named(first), rest];
}

function fail(problem: unknown): void {
  const { code, message, details } = toEpochLabError(problem);
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ event: 'error', code, message, ...details })}\n`);
  }
  process.stderr.write(`epochlab: ${printable(message)}\n`);
  process.exitCode = code === 'invalid-argument' || code === 'impossible-network' ? EXIT_USAGE : EXIT_FAILED;
}

/** Who read the results has gone, as in `epochlab train | head`: as good as Ctrl+C, after which a training writes its model. */
function interruptWithoutReader(): void {
  let isGone = false;
  process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
    if (problem.code !== 'EPIPE') throw problem;
    if (!isGone) process.kill(process.pid, 'SIGINT');
    isGone = true;
  });
}

useMachineTools(nodeTools);
interruptWithoutReader();
main(process.argv.slice(2)).catch(fail);
