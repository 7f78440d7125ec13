import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnKind } from './column.js';
import type { SourceColumn } from './source.js';

const SAMPLE_ROWS = 10_000;

/** What a column may still be; what it cannot be is not asked again. */
interface Candidate {
  readonly number: boolean;
  readonly boolean: boolean;
}

/** The number of rows of a relation, and the kind of each column by all its values. */
export async function findKinds(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly SourceColumn[],
  asText: ReadonlySet<string>,
): Promise<{ rows: number; kinds: ColumnKind[] }> {
  const all = columns.map(({ name }) => ({ number: !asText.has(name), boolean: !asText.has(name) }));
  // The first rows rule most kinds out, and so spare most questions about the others; they rule nothing in.
  const sample = await ask(connection, `(FROM ${relation} LIMIT ${SAMPLE_ROWS})`, columns, all);
  const { rows, answers } = await ask(connection, relation, columns, sample.answers);
  const kinds = answers.map(({ number, boolean, present }) => {
    // Only a column without any value may still be both; if it has empty strings, it is strings.
    if (number && boolean) return present ? 'string' : 'number';
    return number ? 'number' : boolean ? 'boolean' : 'string';
  });
  return { rows, kinds };
}

async function ask(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly SourceColumn[],
  candidates: readonly Candidate[],
): Promise<{ rows: number; answers: (Candidate & { readonly present: boolean })[] }> {
  const counts = columns.flatMap(({ isPresent, isBlank, isNumber, isBoolean }, i) => {
    const { number, boolean } = candidates[i];
    const undecided = number || boolean;
    return [undecided && isPresent, undecided && isBlank, number && isNumber, boolean && isBoolean].map((predicate) =>
      predicate === false || predicate === 'false' ? '0' : `count_if(${predicate})`,
    );
  });
  const result = await connection.runAndReadAll(`SELECT ${['count(*)', ...counts].join(', ')} FROM ${relation}`);
  const [rows, ...found] = result.getRows()[0].map(Number);
  const answers = candidates.map(({ number, boolean }, i) => {
    const [present, blank, numbers, booleans] = found.slice(4 * i, 4 * i + 4);
    return {
      number: number && numbers + blank === present,
      boolean: boolean && booleans + blank === present,
      present: present > 0,
    };
  });
  return { rows, answers };
}
