import { Command } from 'commander';
import { calibrateOrganizationCommand } from './calibrate-organization.js';

/** `polity calibrate …`: the parameters of a theory, from data. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description('estimate the parameters of a theory from your data')
    .addCommand(calibrateOrganizationCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity calibrate organization runs.csv`,
    );
}
