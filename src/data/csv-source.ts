import { csvStructure } from './csv-structure.js';
import { literal } from './duckdb.js';
import { losslessNumberSql } from './number-text.js';
import type { Source, SourceColumn } from './source.js';

interface CsvOptions {
  readonly delimiter: string;
  readonly missing: readonly string[];
}

/** DuckDB's own limit of a line, raised only for files that need it: its buffers grow with it. */
const USUAL_LINE_BYTES = 2_000_000;

/** The rows of a CSV file, all columns as text. An unquoted empty field is missing, a quoted one is an empty string. */
export async function csvSource(path: string, name: string, { delimiter, missing }: CsvOptions): Promise<Source> {
  const { header, rows, longest, mixedLineEnds } = await csvStructure(path, name, delimiter);
  // Columns go by position within SQL, because names there ignore case.
  const options = [
    'auto_detect = false',
    'header = true',
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `nullstr = ''`,
    'allow_quoted_nulls = false',
    `compression = '${path.toLowerCase().endsWith('.gz') ? 'gzip' : 'none'}'`,
    // DuckDB's strict mode refuses a mixture of line ends; what else it refuses has been excluded by now.
    `strict_mode = ${!mixedLineEnds}`,
    `max_line_size = ${Math.max(USUAL_LINE_BYTES, longest + 1)}`,
    `columns = {${header.map((_, i) => `c${i}: 'VARCHAR'`).join(', ')}}`,
  ];
  return {
    relation: `read_csv(${literal(path)}, ${options.join(', ')})`,
    columns: header.map((column, i) => csvColumn(column, `c${i}`, missing)),
    rows,
  };
}

function csvColumn(name: string, field: string, missing: readonly string[]): SourceColumn {
  const text = missing.length === 0 ? field : `if(${field} IN (${missing.map(literal).join(', ')}), NULL, ${field})`;
  return {
    name,
    text,
    number: `TRY_CAST(nullif(${text}, '') AS DOUBLE)`,
    boolean: `TRY_CAST(nullif(${text}, '') AS BOOLEAN)`,
    isPresent: `${text} IS NOT NULL`,
    isNumber: losslessNumberSql(text),
    isBoolean: `lower(${text}) IN ('true', 'false')`,
    isBlank: `${text} = ''`,
  };
}
