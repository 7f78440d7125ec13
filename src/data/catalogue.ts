import { readFile, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidInputError, checkOneOf } from '../foundation/index.js';
import type { ColumnKind } from './column.js';
import { mustBeOneOf } from './nearest-name.js';
import { readTable } from './read-table.js';
import type { Table } from './table.js';

/** A column of a published table. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnKind;
  readonly unit: string;
  readonly description: string;
  /** Why values are missing; without it none is. */
  readonly missing?: string;
}

/** What is known of a published table. */
export interface DatasetMetadata {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly source: {
    readonly citation: string;
    /** arXiv number with its version, where it stands there. */
    readonly arxiv?: string;
    /** The table, figure or section. */
    readonly where: string;
    readonly url: string;
  };
  readonly licence: string;
  readonly columns: readonly DatasetColumn[];
}

export interface Dataset {
  readonly metadata: DatasetMetadata;
  readonly table: Table;
}

/** The datasets/ folder of the package: as far from dist/data as from src/data. */
const folder = new URL('../../datasets/', import.meta.url);

/**
 * The published tables that come with Polity, by name.
 *
 * @example
 * ```ts
 * import { datasets } from 'polity/data';
 * (await datasets()).map(({ name }) => name).includes('agent-scaling-coordination'); // true
 * ```
 */
export async function datasets(): Promise<DatasetMetadata[]> {
  return Promise.all((await datasetNames()).map(readMetadata));
}

/**
 * A published table with its source, licence, and the unit and meaning of every column.
 *
 * @throws InvalidInputError for an unknown name, with the nearest as a hint
 *
 * @example
 * ```ts
 * import { dataset } from 'polity/data';
 * const { metadata, table } = await dataset('agent-scaling-coordination');
 * metadata.source.where; // 'Table 5'
 * table.category('architecture').levels[1]; // 'independent'
 * table.number('success')[1]; // 0.37
 * ```
 */
export async function dataset(name: string): Promise<Dataset> {
  const names = await datasetNames();
  if (!names.includes(name)) throw new InvalidInputError('dataset', name, mustBeOneOf(name, names));
  const metadata = await readMetadata(name);
  const types = Object.fromEntries(metadata.columns.map((column) => [column.name, column.type]));
  const table = await readTable(fileURLToPath(new URL(`${name}.csv`, folder)), { types });
  checkDocumented(table, metadata);
  return { metadata, table };
}

async function datasetNames(): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

async function readMetadata(name: string): Promise<DatasetMetadata> {
  const file = `${name}.json`;
  const written = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as Omit<DatasetMetadata, 'name'>;
  const { title, description, source, licence, columns } = written;
  checkTexts(file, { title, description, licence, citation: source?.citation, where: source?.where, url: source?.url });
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new InvalidInputError('columns', columns, 'describe every column', { file });
  }
  for (const column of columns as readonly DatasetColumn[]) {
    checkTexts(file, { name: column.name, unit: column.unit, description: column.description }, column.name);
    checkOneOf(`${file}, type of ${column.name}`, column.type, ['number', 'boolean', 'string']);
  }
  return { name, ...written };
}

function checkTexts(file: string, texts: Readonly<Record<string, unknown>>, column?: string): void {
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new InvalidInputError(field, text, 'be text', column === undefined ? { file } : { file, column });
    }
  }
}

function checkDocumented(table: Table, { columns }: DatasetMetadata): void {
  const described = columns.map(({ name }) => name);
  if (described.join() !== table.columnNames.join()) {
    const requirement = `be described in their order, as ${table.columnNames.join(', ')}`;
    throw new InvalidInputError('columns', described, requirement, { file: table.name });
  }
  for (const { name, missing } of columns) {
    const row = table.category(name).codes.indexOf(-1);
    if (row >= 0 && missing === undefined) {
      throw new InvalidInputError(name, null, 'have a value', { file: table.name, row: row + 1, column: name });
    }
  }
}
