import { Command, CommanderError } from 'commander';
import { createRequire } from 'node:module';
import { InvalidInputError } from '../foundation/index.js';
import { calibrateCommand } from './calibrate.js';
import { attributeCommand } from './attribute.js';
import { consensusCommand } from './consensus.js';
import { datasetsCommand } from './datasets.js';
import { Failure } from './failure.js';
import { entropyCommand } from './entropy.js';
import { predictCommand } from './predict.js';
import { reproduceCommand } from './reproduce.js';
import { recommendCommand } from './recommend.js';
import { solveCommand } from './solve.js';
import { societyCommand } from './society.js';
import { studyCommand } from './study.js';
import { workerCommand } from './worker.js';

/** What the user can put right: bad input, unknown options. */
const BAD_INPUT = 2;
const INTERNAL = 1;

/**
 * The `polity` command. Rooms are loaded by the command that needs them, so that help is instant.
 *
 * @param args - the words after `polity`
 * @returns the exit code: 0, 2 for bad input (one line on stderr), 1 for a failure inside (with its stack if DEBUG is set)
 *   or work that came out badly
 */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command('polity')
    .description('Theory, models and analyses of societies of (LLM) agents.')
    .version(version(), '-V, --version')
    .addCommand(predictCommand())
    .addCommand(calibrateCommand())
    .addCommand(recommendCommand())
    .addCommand(attributeCommand())
    .addCommand(consensusCommand())
    .addCommand(entropyCommand())
    .addCommand(societyCommand())
    .addCommand(datasetsCommand())
    .addCommand(solveCommand())
    .addCommand(studyCommand())
    .addCommand(workerCommand())
    .addCommand(reproduceCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity predict organization --fan-in 5 --fidelity 0.6 --correlation 0.1 --depth 10
  polity recommend organization runs.csv --budget 1e5 --window 8000
  polity attribute scores.csv --order 2
  polity consensus stances.csv --scale logit
  polity entropy run.csv --figure law.svg
  polity solve game.nfg --exact
  polity study run sweep.ts
  polity society posts.parquet comments.parquet
  polity datasets show agent-scaling-coordination
  polity reproduce phase-transition-budgeted-synergy

Every command has its own --help with examples, and --json for programs.`,
    );
  let running = program;
  program.hook('preAction', (_program, command) => void (running = command));
  if (!process.stdout.listeners('error').includes(endQuietly)) process.stdout.on('error', endQuietly);
  forEachCommand(program, (command) => {
    command
      .exitOverride()
      .showHelpAfterError(false)
      .configureOutput({ outputError: () => undefined });
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, running);
  }
}

/** `polity … | head` closes the pipe when it has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

function report(error: unknown, running: Command): number {
  if (error instanceof CommanderError) {
    // Help and version end through here too; a command without its subject has shown its help.
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return BAD_INPUT;
    return say(error.message.replace(/^error: /, ''), BAD_INPUT);
  }
  if (error instanceof Failure) return say(error.message, error.exitCode);
  if (error instanceof InvalidInputError) return say(inUsersWords(error, running), BAD_INPUT);
  const message = error instanceof Error ? error.message : String(error);
  if (process.env.DEBUG) console.error(error);
  return say(`${message}${process.env.DEBUG ? '' : ' (set DEBUG=1 for the stack)'}`, INTERNAL);
}

/** The message with the option as it was typed, `--fan-in` for `fanIn`. */
function inUsersWords(error: InvalidInputError, { options }: Command): string {
  const option = options.find((candidate) => candidate.attributeName() === error.argument);
  if (!option?.long || error.location) return error.message;
  return new InvalidInputError(option.long, error.value, error.requirement).message;
}

function say(message: string, exitCode: number): number {
  process.stderr.write(`polity: ${message.replaceAll('\n', ' ')}\n`);
  return exitCode;
}

function forEachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  command.commands.forEach((child) => forEachCommand(child, visit));
}

function version(): string {
  return (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
}
