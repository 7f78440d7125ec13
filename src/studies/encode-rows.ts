import type { ColumnKind } from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';
import type { CellValue } from './task.js';

/**
 * What a run returned, as arrays of cells in the order of the columns. Each row must have just the columns of the study,
 * with values of their kind or `null`; infinities are kept, NaN counts as missing.
 *
 * @throws InvalidInputError naming the row and the column
 */
export function encodeRows(columns: Readonly<Record<string, ColumnKind>>, result: unknown): CellValue[][] {
  const rows = Array.isArray(result) ? (result as unknown[]) : [result];
  const names = Object.keys(columns);
  return rows.map((row, i) => {
    const argument = rows.length === 1 ? 'row' : `rows[${i}]`;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new InvalidInputError(argument, row, `be an object with the columns ${names.join(', ')}`);
    }
    for (const name of Object.keys(row)) {
      if (!Object.hasOwn(columns, name)) {
        throw new InvalidInputError(
          `${argument}.${name}`,
          (row as Record<string, unknown>)[name],
          `be one of the study's columns (${names.join(', ')})`,
        );
      }
    }
    return names.map((name) =>
      encodeCell(`${argument}.${name}`, (row as Record<string, unknown>)[name], columns[name]),
    );
  });
}

function encodeCell(argument: string, value: unknown, kind: ColumnKind): CellValue {
  if (value === null || Number.isNaN(value)) return null;
  if (typeof value !== kind) {
    throw new InvalidInputError(
      argument,
      value,
      value === undefined ? 'be given (null where it is missing)' : `be a ${kind} or null`,
    );
  }
  return value as CellValue;
}
