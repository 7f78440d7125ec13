/**
 * Tables: typed columns in, results out.
 * @module data
 */
export { Table } from './table.js';
export type { Cell, ColumnKind } from './column.js';
