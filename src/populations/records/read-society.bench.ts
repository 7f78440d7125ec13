import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmark } from '../../../tools/benchmark.js';
import { diagnoseSociety } from '../diagnose-society.js';
import { readSociety, writeSyntheticMoltbook } from './index.js';

const RECORDS = 1_100_000;
const folder = await mkdtemp(join(tmpdir(), 'polity-bench-'));
const [posts, comments] = ['posts.parquet', 'comments.parquet'].map((file) => join(folder, file));
await writeSyntheticMoltbook(
  { posts, comments },
  { agents: 9_000, records: RECORDS, days: 24, memes: 200, uptake: 0.02, influence: 0.02, roles: true, seed: 1 },
);

await benchmark('society, 1.1 million records', {
  run: async () => diagnoseSociety(await readSociety(posts, comments)),
  amount: RECORDS,
  unit: 'records',
  repeats: 1,
  warmups: 0,
});
await rm(folder, { recursive: true });
