import { Command } from 'commander';
import { jsonOption } from './options.js';
import { formatTable, printJson, printReport } from './print.js';

export function datasetsListCommand(): Command {
  return new Command('list')
    .description('the datasets by name')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity datasets list
  polity datasets list --json`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const { datasets } = await import('../data/index.js');
      const all = await datasets();
      if (json) printJson(all);
      else {
        printReport(
          formatTable(
            ['name', 'title'],
            all.map(({ name, title }) => [name, title]),
          ),
        );
      }
    });
}
