import { InvalidInputError } from '../foundation/index.js';

/**
 * The names in a header: no two alike; a column without a name, such as the row labels that data frames write first, is
 * named `column1`, `column2`, … by its position.
 */
export function checkColumnNames(header: readonly string[], file: string): string[] {
  const names = header.map((name, i) => (name === '' ? `column${i + 1}` : name));
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) {
      throw new InvalidInputError('column names', name, 'differ from one another', { file });
    }
  });
  return names;
}
