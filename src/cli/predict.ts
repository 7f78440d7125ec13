import { Command } from 'commander';
import { predictOrganizationCommand } from './predict-organization.js';

/** `polity predict …`: what a theory says, from its parameters alone. */
export function predictCommand(): Command {
  return new Command('predict')
    .description('compute a theoretical prediction')
    .addCommand(predictOrganizationCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity predict organization --fan-in 5 --fidelity 0.6 --correlation 0.1 --depth 10`,
    );
}
