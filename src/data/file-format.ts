import { InvalidInputError } from '../foundation/index.js';

/** The formats of table files, each by the endings of its files' names. */
const ENDINGS: Readonly<Record<FileFormat, readonly string[]>> = {
  csv: ['.csv', '.tsv', '.tab'],
  jsonLines: ['.jsonl', '.ndjson'],
  json: ['.json'],
  parquet: ['.parquet'],
};

export type FileFormat = 'csv' | 'jsonLines' | 'json' | 'parquet';

/** The format of a file by its name; `.gz` after the ending of a text format means that it is packed. */
export function fileFormat(path: string): {
  readonly format: FileFormat;
  readonly ending: string;
  readonly gzip: boolean;
} {
  const name = path.toLowerCase();
  const gzip = name.endsWith('.gz');
  const unpacked = gzip ? name.slice(0, -'.gz'.length) : name;
  for (const format of Object.keys(ENDINGS) as FileFormat[]) {
    const ending = ENDINGS[format].find((e) => unpacked.endsWith(e));
    if (ending && !(gzip && format === 'parquet')) return { format, ending, gzip };
  }
  const endings = Object.values(ENDINGS).flat().join(', ');
  throw new InvalidInputError('path', path, `end in one of ${endings}; all but .parquet also with .gz`);
}

/** The delimiter of a CSV file by its ending. */
export function usualDelimiter(ending: string): string {
  return ending === '.csv' ? ',' : '\t';
}
