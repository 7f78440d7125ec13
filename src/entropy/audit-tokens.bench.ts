import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmark } from '../../tools/benchmark.js';
import { readTable, Table, writeTable } from '../data/index.js';
import { randomStream } from '../foundation/index.js';
import { auditTokens, tokenBatch } from './index.js';

const tokens = 1e7;
const folder = await mkdtemp(join(tmpdir(), 'polity-'));
const path = join(folder, 'tokens.parquet');
await write();

await benchmark('token audit of 10⁷ tokens from Parquet', {
  run: async () => auditTokens(tokenBatch(await readTable(path))),
  amount: tokens,
  unit: 'tokens',
  target: { seconds: 10, mebibytes: 2048 },
  repeats: 3,
  warmups: 1,
});
await rm(folder, { recursive: true });

async function write(): Promise<void> {
  const stream = randomStream(0);
  const columns = ['old_log_prob', 'log_prob', 'advantages'].map(() => new Float64Array(tokens));
  const [old, now, advantages] = columns;
  for (let i = 0; i < tokens; i++) {
    old[i] = Math.log(stream.uniform() + 1e-9);
    now[i] = Math.min(0, old[i] + 0.05 * stream.normal());
    advantages[i] = stream.normal();
  }
  await writeTable(Table.fromColumns({ old_log_prob: old, log_prob: now, advantages }), path);
}
