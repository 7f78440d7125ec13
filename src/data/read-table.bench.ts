import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmark } from '../../tools/benchmark.js';
import { withDuckDB } from './duckdb.js';
import { readTable } from './index.js';

const ROWS = 10_000_000;
const folder = await mkdtemp(join(tmpdir(), 'polity-bench-'));
const [parquet, csv, jsonl] = ['runs.parquet', 'runs.csv', 'runs.jsonl'].map((file) => join(folder, file));

const runs = (rows: number) => `SELECT 'agent ' || (i % 50) AS agent, i AS item, (hash(i) % 4000)::INT AS tokens,
  hash(i * 3) % 2 = 0 AS correct, (hash(i * 5) % 1000000) / 1e6 AS score FROM range(${rows}) AS t(i)`;

await withDuckDB(async (connection) => {
  await connection.run(`COPY (${runs(ROWS)}) TO '${parquet}'`);
  await connection.run(`COPY (${runs(ROWS / 10)}) TO '${csv}'`);
  await connection.run(`COPY (${runs(ROWS / 10)}) TO '${jsonl}'`);
});

await benchmark('read Parquet, 5 columns', {
  run: () => readTable(parquet),
  amount: ROWS,
  unit: 'rows',
  repeats: 3,
  warmups: 0,
  baseline: { name: 'row objects', run: () => rowObjects(ROWS / 20), amount: ROWS / 20 },
  target: { seconds: 10, mebibytes: 2048 },
});

for (const [format, path] of [
  ['CSV', csv],
  ['JSON lines', jsonl],
]) {
  await benchmark(`read ${format}, 5 columns`, {
    run: () => readTable(path),
    amount: ROWS / 10,
    unit: 'rows',
    repeats: 3,
    warmups: 0,
  });
}
await rm(folder, { recursive: true });

async function rowObjects(rows: number): Promise<unknown> {
  return withDuckDB(async (connection) => {
    const result = await connection.runAndReadAll(`SELECT * FROM '${parquet}' LIMIT ${rows}`);
    return result.getRowObjects();
  });
}
