import { Command, CommanderError } from 'commander';
import { createRequire } from 'node:module';
import { InvalidInputError } from '../foundation/index.js';
import { predictCommand } from './predict.js';

/** What the user can put right: bad input, unknown options. */
const BAD_INPUT = 2;
const INTERNAL = 1;

/**
 * The `polity` command. Rooms are loaded by the command that needs them, so that help is instant.
 *
 * @param args - the words after `polity`
 * @returns the exit code: 0, 2 for bad input (one line on stderr), 1 for a failure inside (with its stack if DEBUG is set)
 */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command('polity')
    .description('Theory, models and analyses of societies of (LLM) agents.')
    .version(version(), '-V, --version')
    .addCommand(predictCommand());
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
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version end through here too; a command without its subject has shown its help.
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return BAD_INPUT;
    return say(error.message.replace(/^error: /, ''), BAD_INPUT);
  }
  if (error instanceof InvalidInputError) return say(error.message, BAD_INPUT);
  const message = error instanceof Error ? error.message : String(error);
  if (process.env.DEBUG) console.error(error);
  return say(`${message}${process.env.DEBUG ? '' : ' (set DEBUG=1 for the stack)'}`, INTERNAL);
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
