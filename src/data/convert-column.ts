import { InvalidInputError } from '../foundation/index.js';
import { type Column, type ColumnKind, categories } from './column.js';
import { losslessNumber } from './number-text.js';

/** A column in a kind that its user asked for, or an {@link InvalidInputError} for the first value that is not of it. */
export function convertColumn(column: Column, kind: ColumnKind, file: string, name: string): Column {
  if (column.kind === kind) return column;
  const { codes, levels } = categories(column);
  if (kind === 'string') return { kind, codes, levels };
  const read = kind === 'number' ? explicitNumber : explicitBoolean;
  const converted = levels.map(read);
  const values = kind === 'number' ? new Float64Array(codes.length).fill(NaN) : new Int8Array(codes.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0) continue;
    const value = converted[codes[row]];
    if (value === undefined) {
      const requirement = kind === 'number' ? 'be a number' : 'be true or false, or 1 or 0';
      throw new InvalidInputError(name, levels[codes[row]], requirement, { file, row: row + 1, column: name });
    }
    values[row] = value;
  }
  return { kind, values } as Column;
}

/** Where a number is asked for, leading zeros are no sign of an identifier, and empty text is missing. */
function explicitNumber(text: string): number | undefined {
  return text === '' ? NaN : losslessNumber(text.replace(/^([+-]?)0+(?=\d)/, '$1'));
}

function explicitBoolean(text: string): number | undefined {
  if (text === '') return -1;
  if (/^(true|1)$/i.test(text)) return 1;
  return /^(false|0)$/i.test(text) ? 0 : undefined;
}
