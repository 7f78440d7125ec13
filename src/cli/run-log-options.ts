import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunLogColumns } from '../organization/index.js';
import { given, numberOption } from './options.js';

/** What every command that reads a run log understands. */
export interface RunLogOptions extends RunLogColumns {
  readonly fidelityFamily?: 'constant' | 'saturatingExponential' | 'hyperbolic' | 'powerGap' | 'tabulated';
  readonly correlationMethod?: 'rounds' | 'unanimity';
  readonly level?: number;
  readonly seed?: number;
}

const FAMILIES = ['constant', 'saturatingExponential', 'hyperbolic', 'powerGap', 'tabulated'];

/** Adds the options that name columns and choose estimators. */
export function withRunLogOptions(command: Command): Command {
  return command
    .addOption(new Option('--agent-column <name>', 'who answered (usually agent)'))
    .addOption(new Option('--item-column <name>', 'what was answered (usually item)'))
    .addOption(new Option('--tokens-column <name>', 'tokens that the run used (usually tokens)'))
    .addOption(new Option('--correct-column <name>', 'whether the answer was right (usually correct)'))
    .addOption(new Option('--round-column <name>', 'which joint draw of the item (usually round)'))
    .addOption(new Option('--message-length-column <name>', 'tokens of the message (usually message_length)'))
    .addOption(new Option('--sent-column <name>', 'the vote as sent (usually sent)'))
    .addOption(new Option('--received-column <name>', 'the vote as received (usually received)'))
    .addOption(
      new Option('--fidelity-family <name>', 'family of the fidelity curve (default: least AICc)').choices(FAMILIES),
    )
    .addOption(
      new Option('--correlation-method <name>', 'how shared failures are told from hard items').choices([
        'rounds',
        'unanimity',
      ]),
    )
    .addOption(numberOption('--level <p>', 'coverage of intervals (default: 0.95)'))
    .addOption(numberOption('--seed <n>', 'seed of the bootstrap draws (default: 0)'));
}

/** Of the options of a command, those that were given and that `calibrate` understands. */
export function calibrationOptions({
  agentColumn,
  itemColumn,
  tokensColumn,
  correctColumn,
  roundColumn,
  messageLengthColumn,
  sentColumn,
  receivedColumn,
  fidelityFamily,
  correlationMethod,
  level,
  seed,
}: RunLogOptions) {
  return given({
    agentColumn,
    itemColumn,
    tokensColumn,
    correctColumn,
    roundColumn,
    messageLengthColumn,
    sentColumn,
    receivedColumn,
    fidelityFamily,
    correlationMethod,
    level,
    seed,
  });
}
