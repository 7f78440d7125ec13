import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchmark } from '../../tools/benchmark.js';
import { polity, startRedis } from './fixtures/processes.js';

const module = fileURLToPath(new URL('./fixtures/millisecond.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'polity-bench-'));

/** Seconds that a study of 1 ms runs takes with the `polity` command, start and end included. */
async function seconds(points: number, ...args: string[]): Promise<number> {
  const results = join(folder, `${points}-${performance.now()}.duckdb`);
  const start = performance.now();
  const program = polity(['study', 'run', module, '--results', results, ...args], {
    env: { POLITY_BENCH_POINTS: String(points) },
  });
  const { code, output } = await program.ended;
  if (code !== 0) throw new Error(output);
  return (performance.now() - start) / 1000;
}

/** Thread seconds that were not the runs' own. */
async function overhead(points: number, threads: number, ...args: string[]): Promise<number> {
  return threads * (await seconds(points, ...args)) - points / 1000;
}

const long = { repeats: 1, warmups: 0, timesItself: true } as const;
const points = 100_000;

await benchmark('study on two threads: overhead of 100,000 runs of 1 ms', {
  ...long,
  run: () => overhead(points, 2, '--threads', '2'),
  amount: points,
  unit: 'runs',
  target: { seconds: points * 0.2e-3 },
});

const fewer = 20_000;
await benchmark('study on two threads: 20,000 runs of 1 ms', {
  ...long,
  run: () => seconds(fewer, '--threads', '2'),
  amount: fewer,
  unit: 'runs',
  baseline: { name: 'one thread', run: () => seconds(fewer, '--threads', '1') },
  target: { ratio: 1.7 },
});

const redis = await startRedis(folder);
const env = { POLITY_BENCH_POINTS: String(points) };
const workers = [1, 2].map(() => polity(['worker', module, '--redis', redis.url, '--threads', '1'], { env }));
await Promise.all(workers.map((worker) => worker.said('ready')));
await benchmark('study on the queue with two workers: overhead of 100,000 runs of 1 ms', {
  ...long,
  run: () => overhead(points, 2, '--engine', 'bullmq', '--redis', redis.url),
  amount: points,
  unit: 'runs',
  target: { seconds: points * 1e-3 },
});
for (const worker of workers) await worker.kill('SIGTERM');
await redis.stop();
rmSync(folder, { recursive: true });
