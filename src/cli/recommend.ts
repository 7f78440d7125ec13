import { Command } from 'commander';
import { recommendOrganizationCommand } from './recommend-organization.js';

/** `polity recommend …`: what to do, from data. */
export function recommendCommand(): Command {
  return new Command('recommend')
    .description('recommend a design from your data')
    .addCommand(recommendOrganizationCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity recommend organization runs.csv --budget 1e5 --window 8000`,
    );
}
