import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table } from './index.js';

const runs = Table.fromColumns(
  {
    agent: ['ada', 'bob', null, 'ada'],
    tokens: [120, 80.5, NaN, undefined],
    correct: [true, false, null, true],
    empty: [null, null, undefined, null],
  },
  'runs.csv',
);

describe('Table', () => {
  it('holds typed columns', () => {
    expect(runs.rows).toBe(4);
    expect(runs.columnNames).toEqual(['agent', 'tokens', 'correct', 'empty']);
    expect(runs.columnNames.map((column) => runs.kind(column))).toEqual(['string', 'number', 'boolean', 'number']);
    expect(runs.has('agent')).toBe(true);
    expect(runs.has('Agent')).toBe(false);
  });

  it('gives numbers with NaN for missing and booleans as 0 and 1', () => {
    expect(runs.number('tokens')).toEqual(Float64Array.of(120, 80.5, NaN, NaN));
    expect(runs.number('correct')).toEqual(Float64Array.of(1, 0, NaN, 1));
    expect(runs.number('empty')).toEqual(Float64Array.of(NaN, NaN, NaN, NaN));
  });

  it('gives categories of every kind in order of first appearance', () => {
    expect(runs.category('agent')).toEqual({ codes: Int32Array.of(0, 1, -1, 0), levels: ['ada', 'bob'] });
    expect(runs.category('tokens')).toEqual({ codes: Int32Array.of(0, 1, -1, -1), levels: ['120', '80.5'] });
    expect(runs.category('correct')).toEqual({ codes: Int32Array.of(0, 1, -1, 0), levels: ['true', 'false'] });
    expect(runs.category('empty')).toEqual({ codes: Int32Array.of(-1, -1, -1, -1), levels: [] });
  });

  it('names file, row and column of the first cell that is no number', () => {
    const table = Table.fromColumns({ x: [null, '1', '2e3', 'n/a', 'none'] }, 'runs.csv');
    expect(() => table.number('x')).toThrow('runs.csv, row 4, column x: x must be a number; got "n/a"');
    expect(() => table.number('x')).toThrow(
      expect.objectContaining({ location: { file: 'runs.csv', row: 4, column: 'x' } }),
    );
    expect(() => Table.fromColumns({ id: ['7', '007'] }).number('id')).toThrow('table, row 2, column id');
    expect(() => Table.fromColumns({ id: [null, '7', '8'] }).number('id')).toThrow('table, row 2, column id');
  });

  it('lists the columns and the nearest name when one is unknown', () => {
    expect(() => runs.number('token')).toThrow(
      `runs.csv: column must be one of 'agent', 'tokens', 'correct', 'empty' (did you mean 'tokens'?); got "token"`,
    );
    expect(() => runs.category('xyzzy')).toThrow(`'empty'; got "xyzzy"`);
    expect(() => runs.kind('AGENT')).toThrow(`did you mean 'agent'?`);
  });

  it('refuses mixtures, foreign values and unequal lengths', () => {
    expect(() => Table.fromColumns({ x: [1, null, 'two'] })).toThrow(
      'table, row 3, column x: x must be a number like the values before it; got "two"',
    );
    expect(() => Table.fromColumns({ x: [1n as unknown as number] })).toThrow('row 1, column x');
    expect(() => Table.fromColumns({ x: 3 as unknown as number[] })).toThrow('x must be an array of values; got 3');
    expect(() => Table.fromColumns({ x: [1, 2], y: [1] })).toThrow(
      "table, column y: y.length must equal 2, the length of column 'x'; got 1",
    );
    expect(() => Table.fromRows([{ x: 1 }, null as unknown as Record<string, number>])).toThrow('row 2');
    expect(() => runs.value('agent', 4)).toThrow('row must be a whole number in [0, 3]; got 4');
    const column = { kind: 'number', values: Float64Array.of(1) } as const;
    const twice = () => new Table('runs.csv', [['x', column], ['x', column]]); // prettier-ignore
    expect(twice).toThrow('runs.csv: column names must differ from one another; got "x"');
  });

  it('copies what it is given', () => {
    const tokens = Float64Array.of(1, 2);
    const table = Table.fromColumns({ tokens });
    tokens[0] = 9;
    expect(table.value('tokens', 0)).toBe(1);
  });

  it('makes rows and is made from rows', () => {
    const rows = [
      { a: 1, b: 'x', c: true },
      { a: null, b: null, c: null },
      { a: -0.5, b: 'y', c: false },
    ];
    expect(Table.fromRows(rows).toRows()).toEqual(rows);
    expect(Table.fromRows([{ a: 1 }, { b: 'late' }]).toRows()).toEqual([
      { a: 1, b: null },
      { a: null, b: 'late' },
    ]);
    expect(Table.fromRows([]).rows).toBe(0);
    expect(Table.fromColumns({}).columnNames).toEqual([]);
  });

  it('keeps any column names, even those of Object.prototype', () => {
    const rows = [JSON.parse('{ "__proto__": 1, "constructor": "x" }') as Record<string, number | string>];
    expect(Object.entries(Table.fromRows(rows).toRows()[0])).toEqual(Object.entries(rows[0]));
  });

  it('round-trips any rows of one kind a column', () => {
    const row = fc.record({
      n: fc.option(fc.double({ noNaN: true })),
      b: fc.option(fc.boolean()),
      s: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const table = Table.fromRows(rows);
        expect(table.toRows()).toEqual(rows);
        for (const column of table.columnNames) {
          const { codes, levels } = table.category(column);
          rows.forEach((_, i) => {
            const value = table.value(column, i);
            expect(codes[i] < 0 ? null : levels[codes[i]]).toBe(value === null ? null : String(value));
          });
        }
      }),
    );
  });
});
