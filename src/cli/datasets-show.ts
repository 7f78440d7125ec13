import { Command } from 'commander';
import type { Dataset, Table } from '../data/index.js';
import { jsonOption } from './options.js';
import { formatPairs, formatTable, formatText, printJson, printReport } from './print.js';

export function datasetsShowCommand(): Command {
  return new Command('show')
    .description('a dataset with its source, columns and values')
    .argument('<name>', 'as `polity datasets list` gives it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity datasets show agent-scaling-coordination
  polity datasets show agent-scaling-coordination --json`,
    )
    .action(async (name: string, { json }: { json?: boolean }) => {
      const { dataset } = await import('../data/index.js');
      const { metadata, table } = await dataset(name);
      if (json) printJson({ ...metadata, rows: table.toRows() });
      else print({ metadata, table });
    });
}

function print({ metadata, table }: Dataset): void {
  const { title, description, source, licence, columns } = metadata;
  printReport(
    title,
    formatText(description),
    formatPairs([
      ['source', source.citation],
      ['where', source.where],
      ['link', source.url],
      ['licence', licence],
    ]),
    formatPairs(columns.map((column) => [column.name, `${column.description} [${column.unit}]`])),
    formatRows(table),
  );
}

/** All values of a table as they stand in it, missing ones as a dash. */
function formatRows(table: Table): string {
  const cells = table.toRows().map((row) => table.columnNames.map((column) => String(row[column] ?? '—')));
  return formatTable(table.columnNames, cells);
}
