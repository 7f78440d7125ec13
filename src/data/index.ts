/**
 * Tables: files in, typed columns out, and back.
 * @module data
 */
export { Table } from './table.js';
export { readTable, type ReadOptions } from './read-table.js';
export { writeTable } from './write-table.js';
export { query, queryDatabase } from './query.js';
export { complaint, identifier, literal, openDatabase, type Database } from './duckdb.js';
export type { Cell, ColumnKind } from './column.js';
export { dataset, datasets, type Dataset, type DatasetColumn, type DatasetMetadata } from './catalogue.js';
