import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDuckDB } from './duckdb.js';
import { Table, query, readTable, writeTable } from './index.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'polity-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, file: string): Promise<Table> {
  await writeFile(join(folder, file), content);
  return readTable(join(folder, file));
}

async function complaint(content: string | Uint8Array, file: string): Promise<string> {
  const error: unknown = await read(content, file).catch((e: unknown) => e);
  expect(error).toMatchObject({ name: 'InvalidInputError' });
  expect((error as Error).message).not.toContain('\n');
  return (error as Error).message;
}

const kinds = (table: Table) => table.columnNames.map((column) => table.kind(column));

describe('readTable of JSON', () => {
  const text = '{"a":1,"b":"x","n/~":[1,{"q":2}]}\n\n{"a":2.5,"A":true,"b":"042"}\r\n{"a":null,"b":"","n/~":null}\n';
  const rows = [
    { a: 1, b: 'x', 'n/~': '[1,{"q":2}]', A: null },
    { a: 2.5, b: '042', 'n/~': null, A: true },
    { a: null, b: '', 'n/~': null, A: null },
  ];

  it('takes an object a line, keys that come and go, null, nested values', async () => {
    const table = await read(text, 'runs.jsonl');
    expect(table.toRows()).toEqual(rows);
    expect(kinds(table)).toEqual(['number', 'string', 'string', 'boolean']);
    expect((await read(gzipSync(text), 'runs.ndjson.gz')).toRows()).toEqual(rows);
  });

  it('takes an array, on one line or many', async () => {
    const array = `[${text.trim().split(/\s*\n\s*/).join(',')}]`; // prettier-ignore
    expect((await read(array, 'runs.json')).toRows()).toEqual(rows);
    expect((await read(JSON.stringify(JSON.parse(array), null, 2), 'runs.json')).toRows()).toEqual(rows);
    expect((await read(text, 'runs.json')).toRows()).toEqual(rows);
  });

  it('keeps strings strings, and all digits of integers beyond 2⁵³', async () => {
    const table = await read('{"a":"1","b":9007199254740993,"c":1}\n{"a":"2","b":1,"c":"x"}\n', 'runs.jsonl');
    expect(table.toRows()).toEqual([
      { a: '1', b: '9007199254740993', c: '1' },
      { a: '2', b: '1', c: 'x' },
    ]);
    expect((await readTable(join(folder, 'runs.jsonl'), { types: { a: 'number' } })).number('a')).toEqual(
      Float64Array.of(1, 2),
    );
  });

  it('looks at every row before it decides a kind', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => (i === 29_999 ? '{"x":"oops"}' : `{"x":${i}}`));
    const table = await read(lines.join('\n'), 'runs.jsonl');
    expect(() => table.number('x')).toThrow('runs.jsonl, row 30000, column x: x must be a number; got "oops"');
  });

  it.each([
    [
      'a broken line',
      'runs.jsonl',
      '{"a":1}\n\n{"a":\n{"a":3}\n',
      String.raw`row 2: row must be a JSON object; got "{\"a\":"`,
    ],
    ['a line that is no object', 'runs.jsonl', '{"a":1}\n3\n', 'row 2: row must be a JSON object; got "3"'],
    ['a broken element', 'runs.json', '[{"a":"],"},{"a":2 3},{}]', 'row 2: row must be a JSON object; got'],
    ['an element that is no object', 'runs.json', '[{"a":1}, [2]]', 'row 2: row must be a JSON object; got "[2]"'],
    ['an unclosed array', 'runs.json', '[{"a":1},{"a":2}', 'file must be JSON'],
    ['a key given twice', 'runs.jsonl', '{"a":1}\n{"a":1,"a":2}\n', 'row 2, column a: keys of a row must differ'],
    ['a byte order mark', 'runs.jsonl', '\ufeff{"a":1}\n', 'row 1: row must begin without a byte order mark'],
    ['an empty file', 'runs.jsonl', '', 'file must have a row that names its columns'],
    ['an empty array', 'runs.json', '[]', 'file must have a row that names its columns'],
    [
      'text that is not UTF-8',
      'runs.jsonl',
      Buffer.from('{"a":"x"}\n{"a":"é"}\n', 'latin1'),
      'row 2: row must be UTF-8',
    ],
  ])('says where the fault stands: %s', async (_, file, content, expected) => {
    const message = await complaint(content, file);
    expect(message.startsWith(file)).toBe(true);
    expect(message).toContain(expected);
  });
});

describe('readTable of Parquet', () => {
  it('takes all plain types, with long integers as text where they must be', async () => {
    const path = join(folder, 'types.parquet');
    const sql = `COPY (SELECT * FROM (VALUES
      (1::TINYINT, 2::BIGINT, 9007199254740993, 1.5::FLOAT, 2.25::DECIMAL(9,2), true, 'x', DATE '2026-01-02',
        TIMESTAMPTZ '2026-01-02 03:04:05+01', [1, 2], {'a': 1}, 'nan'::DOUBLE),
      (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
    ) AS t(tiny, long, big, real, dec, flag, text, day, instant, list, struct, nan)) TO '${path}'`;
    await withDuckDB((connection) => connection.run(sql));
    const table = await readTable(path);
    expect(table.toRows()).toEqual([
      {
        tiny: 1,
        long: 2,
        big: '9007199254740993',
        real: 1.5,
        dec: 2.25,
        flag: true,
        text: 'x',
        day: '2026-01-02',
        instant: '2026-01-02 02:04:05+00',
        list: '[1,2]',
        struct: '{"a":1}',
        nan: null,
      },
      Object.fromEntries(table.columnNames.map((column) => [column, null])),
    ]);
  });

  it('refuses what is no Parquet', async () => {
    expect(await complaint('not Parquet, but long enough to look', 'x.parquet')).toContain(
      'x.parquet: file must be Parquet',
    );
  });
});

describe('writeTable', () => {
  const table = Table.fromColumns({
    'the "name", in full': ['', null, 'a"b,c', 'x\ny', ' z ', '007', 'NULL'],
    real: [1, null, -0, 0.1 + 0.2, 1e300, 5e-324, -2.5],
    whole: [1, null, 2, -3, Number.MAX_SAFE_INTEGER, 0, 7],
    flag: [true, false, null, true, true, false, true],
  });

  it.each(['csv', 'tsv', 'csv.gz', 'json', 'jsonl', 'jsonl.gz', 'parquet'])('comes back from .%s', async (ending) => {
    const path = join(folder, `table.${ending}`);
    await writeTable(table, path);
    const back = await readTable(path);
    expect(back.toRows()).toEqual(table.toRows());
    expect(kinds(back)).toEqual(kinds(table));
  });

  it('writes whole numbers without a point', async () => {
    const path = join(folder, 'whole.csv');
    await writeTable(Table.fromColumns({ n: [1, 2e6, null], x: [0.5, 1, 2] }), path);
    expect(await readFile(path, 'utf8')).toBe('n,x\n1,0.5\n2000000,1.0\n,2.0\n');
  });

  it('keeps infinities in CSV and Parquet and refuses them in JSON', async () => {
    const infinite = Table.fromColumns({ x: [1, Infinity, -Infinity] });
    for (const ending of ['csv', 'parquet']) {
      await writeTable(infinite, join(folder, `infinite.${ending}`));
      expect((await readTable(join(folder, `infinite.${ending}`))).number('x')).toEqual(infinite.number('x'));
    }
    await expect(writeTable(infinite, join(folder, 'infinite.json'))).rejects.toThrow(
      'infinite.json, row 2, column x: x must be finite to be written as JSON; got Infinity',
    );
  });

  it('writes more rows than one vector holds, in order', async () => {
    const many = Table.fromColumns({ i: Float64Array.from({ length: 10_000 }, (_, i) => i) });
    await writeTable(many, join(folder, 'many.parquet'));
    expect((await readTable(join(folder, 'many.parquet'))).number('i')).toEqual(many.number('i'));
  });

  it('refuses a folder that is not there and a table without columns', async () => {
    await expect(writeTable(table, join(folder, 'none/x.csv'))).rejects.toThrow(
      'path must name a file that can be written',
    );
    await expect(writeTable(Table.fromColumns({}), join(folder, 'x.csv'))).rejects.toThrow('table must have a column');
  });
});

describe('query', () => {
  it('answers SQL over tables', async () => {
    const runs = Table.fromColumns({
      agent: ['b', 'a', 'b', null],
      tokens: [1, 2, 4, NaN],
      ok: [true, null, false, true],
    });
    const prices = Table.fromColumns({ agent: ['a', 'b'], price: [0.5, 2] });
    const sql = `SELECT agent, sum(tokens * price) AS cost, count(ok) AS judged
      FROM runs JOIN prices USING (agent) GROUP BY agent ORDER BY agent; `;
    expect((await query(sql, { tables: { runs, prices } })).toRows()).toEqual([
      { agent: 'a', cost: 1, judged: 0 },
      { agent: 'b', cost: 10, judged: 2 },
    ]);
  });

  it('passes on what DuckDB objects to, in one line', async () => {
    await expect(query('SELECT * FROM nowhere')).rejects.toThrow(
      /^sql must be a query that DuckDB can answer \(Table with name nowhere does not exist![^\n]*\); got "SELECT/,
    );
  });
});
