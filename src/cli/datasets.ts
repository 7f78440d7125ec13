import { Command } from 'commander';
import { datasetsListCommand } from './datasets-list.js';
import { datasetsShowCommand } from './datasets-show.js';

/** `polity datasets …`: the published tables that come with Polity. */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('look at the published tables that come with Polity')
    .addCommand(datasetsListCommand())
    .addCommand(datasetsShowCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity datasets list
  polity datasets show agent-scaling-coordination`,
    );
}
