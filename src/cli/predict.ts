import { Command } from 'commander';
import { predictOrganizationCommand } from './predict-organization.js';

/** `polity predict …`: what a theory says, from its parameters alone. */
export function predictCommand(): Command {
  return new Command('predict')
    .description('compute a theoretical prediction')
    .addCommand(predictOrganizationCommand());
}
