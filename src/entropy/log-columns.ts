import type { Table } from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';

/** The column of a role in a table: the one that is named, or the only one of a usual name. */
export function columnFor(
  table: Table,
  role: string,
  usual: readonly string[],
  { named, optional = false }: { readonly named?: string | undefined; readonly optional?: boolean } = {},
): string | undefined {
  if (named !== undefined) {
    if (!table.has(named)) {
      throw new InvalidInputError(role, named, `be one of ${table.columnNames.join(', ')}`, { file: table.name });
    }
    return named;
  }
  const found = usual.filter((name) => table.has(name));
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    throw new InvalidInputError(role, found, 'be named, for several columns would do', { file: table.name });
  }
  if (optional) return undefined;
  throw new InvalidInputError(
    role,
    table.columnNames,
    `be a column named ${usual.slice(0, 4).join(', ')} …, or be named`,
    { file: table.name },
  );
}
