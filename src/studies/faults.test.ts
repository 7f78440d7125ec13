import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setup } from '../../tools/setup.mjs';
import { randomStream } from '../foundation/index.js';
import { type Program, type Redis, polity, startRedis } from './fixtures/processes.js';
import { queueName } from './engines/redis.js';
import { exportStudy, loadStudy, runStudy, studyStatus } from './index.js';
import { runSeed } from './task.js';

/** How often each fault is provoked: once in the usual tests, which leave the slowest out; POLITY_FAULTS=20 for a long trial. */
const trial = process.env.POLITY_FAULTS !== undefined;
const repetitions = Number(process.env.POLITY_FAULTS ?? 1);
const rounds = Array.from({ length: repetitions }, (_, i) => i);

const steady = fileURLToPath(new URL('./fixtures/steady.ts', import.meta.url));
const faulty = fileURLToPath(new URL('./fixtures/faulty.ts', import.meta.url));
const hanging = fileURLToPath(new URL('./fixtures/hanging.ts', import.meta.url));

let folder: string;
let redis: Redis;
const running: Program[] = [];

/** The table of a study that nothing happened to, as Parquet. */
let undisturbed: Buffer;

beforeAll(async () => {
  await setup();
  folder = mkdtempSync(join(tmpdir(), 'polity-faults-'));
  redis = await startRedis(folder);
  undisturbed = await parquet(await inlineResults());
}, 300_000);

afterAll(async () => {
  for (const program of running) if (program.process.exitCode === null) program.process.kill('SIGKILL');
  await redis.stop();
  rmSync(folder, { recursive: true });
});

async function inlineResults(): Promise<string> {
  const results = join(folder, 'undisturbed.duckdb');
  await runStudy(steady, { results });
  return results;
}

async function parquet(results: string): Promise<Buffer> {
  const path = `${results}.parquet`;
  await exportStudy(results, path);
  return readFileSync(path);
}

function launch(args: readonly string[], options: Parameters<typeof polity>[1] = {}): Program {
  const program = polity(args, options);
  running.push(program);
  return program;
}

const worker = (module = steady, ...more: string[]) =>
  launch(['worker', module, '--redis', redis.url, '--threads', '1', '--take-over', '1', ...more]);

const coordinator = (results: string, module = steady, verb = 'run') =>
  launch(['study', verb, module, '--results', results, '--engine', 'bullmq', '--redis', redis.url]);

/** A moment in the midst of the study, another one in each round. */
const moment = (round: number, fault: number) =>
  new Promise((resolve) => setTimeout(resolve, 200 + 1200 * randomStream(round, fault).uniform()));

async function finished(program: Program): Promise<void> {
  const { code, output } = await program.ended;
  expect(output).not.toContain('given up');
  expect(code).toBe(0);
}

async function undone(...programs: Program[]): Promise<void> {
  for (const program of programs) if (program.process.exitCode === null) await program.kill('SIGTERM');
}

/** 0 lost, 0 doubled: the same bytes. */
async function expectUndisturbed(results: string): Promise<void> {
  expect((await parquet(results)).equals(undisturbed)).toBe(true);
}

describe('a study on the queue ends with the same bytes after', () => {
  test.each(rounds)('kill −9 of a worker (%i)', async (round) => {
    const results = join(folder, `worker-${round}.duckdb`);
    const [first, second] = [worker(), worker()];
    const study = coordinator(results);
    await first.said('ready');
    await moment(round, 1);
    await first.kill('SIGKILL');
    await finished(study);
    await undone(second);
    await expectUndisturbed(results);
  });

  test.each(rounds)('kill −9 of the coordinator (%i)', async (round) => {
    const results = join(folder, `coordinator-${round}.duckdb`);
    const helper = worker();
    const study = coordinator(results);
    await helper.said('ready');
    await moment(round, 2);
    await study.kill('SIGKILL');
    await moment(round, 3);
    await finished(coordinator(results, steady, 'resume'));
    await undone(helper);
    await expectUndisturbed(results);
  });

  test.each(rounds)('a restart of Redis (%i)', async (round) => {
    const results = join(folder, `redis-${round}.duckdb`);
    const helper = worker();
    const study = coordinator(results);
    await helper.said('ready');
    await moment(round, 4);
    await redis.stop();
    await moment(round, 5);
    await redis.start();
    await finished(study);
    await undone(helper);
    await expectUndisturbed(results);
  });
});

describe('a study on threads ends with the same bytes after', () => {
  test.each(rounds)('kill −9 (%i)', async (round) => {
    const results = join(folder, `threads-${round}.duckdb`);
    const study = launch(['study', 'run', steady, '--results', results, '--threads', '2']);
    await study.said('starting');
    await moment(round, 6);
    await study.kill('SIGKILL');
    await finished(launch(['study', 'resume', steady, '--results', results, '--threads', '1']));
    await expectUndisturbed(results);
  });

  test.each(rounds)('a disk that was full (%i)', async (round) => {
    const results = join(folder, `disk-${round}.duckdb`);
    // In kibibytes: a study of this size writes 53.
    const limit = `-f ${16 + 3 * randomStream(round, 7).below(10)}`;
    const { code, output } = await launch(['study', 'run', steady, '--results', results], { limit }).ended;
    expect(output).toMatch(/the results could not be written \(.*\); what was written before is safe\. Go on with: /);
    expect(code).toBe(1);
    await finished(launch(['study', 'resume', steady, '--results', results]));
    await expectUndisturbed(results);
  });
});

/** Runs that gave rows; and fault, tries, kind and error of every point that was given up. */
async function settled(results: string) {
  const status = await studyStatus(results);
  if ('running' in status) throw new Error('still running');
  const list = status.quarantined.map(({ parameters, attempts, kind, error }) =>
    [parameters.fault, attempts, kind, error].map(String).join(': '),
  );
  return { done: status.done, givenUp: [...new Set(list)].sort() };
}

const faults = ['memory: 2: memory: needed more than 64 MiB of memory', 'throws: 2: error: TypeError: no result at 2'];

test('points that throw or fill the memory are given up, and cost no other point (threads)', async () => {
  const results = join(folder, 'faulty-threads.duckdb');
  const study = launch(['study', 'run', faulty, '--results', results, '--threads', '2', '--memory', '64']);
  const { code, output } = await study.ended;
  expect(output).toContain('4 runs were given up');
  expect(code).toBe(1);
  expect(await settled(results)).toEqual({ done: 14, givenUp: faults });
});

test('points that hang are given up, whether they heed their signal or not', async () => {
  const results = join(folder, 'hanging.duckdb');
  const { code } = await launch(['study', 'run', hanging, '--results', results, '--threads', '2']).ended;
  expect(code).toBe(1);
  const late = (fault: string) => `${fault}: 2: time limit: took longer than 1 s`;
  expect(await settled(results)).toEqual({ done: 7, givenUp: [late('dawdles'), late('hangs')] });
});

test.runIf(trial)(
  '… and on the queue, where even a point that ends its process is told from its neighbours',
  async () => {
    const results = join(folder, 'faulty-queue.duckdb');
    const env = { POLITY_TEST_EXIT: '1' };
    const options = ['--redis', redis.url, '--threads', '1', '--take-over', '0.5', '--memory', '64'];
    const study = launch(['study', 'run', faulty, '--results', results, '--engine', 'bullmq', '--redis', redis.url], {
      env,
    });
    let over = false;
    const keepWorking = async () => {
      while (!over) {
        const worker = launch(['worker', faulty, ...options], { env });
        await Promise.race([worker.ended, study.ended]);
        await undone(worker);
      }
    };
    const work = [keepWorking(), keepWorking()];
    const { code } = await study.ended;
    over = true;
    await Promise.all(work);
    expect(code).toBe(1);
    const { done, givenUp } = await settled(results);
    expect(done).toBe(18);
    expect(givenUp.filter((line) => !line.startsWith('exit'))).toEqual(faults);
    expect(givenUp.filter((line) => line.startsWith('exit: 2: lost'))).toHaveLength(1);
  },
  120_000,
);

describe('security', () => {
  test('the password comes from the environment and appears in no log, row or error', async () => {
    const password = 'correct-horse-battery-staple';
    const secured = mkdtempSync(join(tmpdir(), 'polity-secured-'));
    const server = await startRedis(secured, password);
    const env = { POLITY_REDIS_PASSWORD: password };
    const results = join(secured, 'secured.duckdb');
    const helper = launch(['worker', hanging, '--redis', server.url, '--threads', '1'], { env });
    const study = launch(['study', 'run', hanging, '--results', results, '--engine', 'bullmq', '--redis', server.url], {
      env,
    });
    const { output } = await study.ended;
    expect(output).toContain('2 runs were given up');
    await helper.kill('SIGTERM');
    const refused = launch(['worker', hanging, '--redis', server.url.replace('//', `//:${password}@`)]);
    const { code, output: refusal } = await refused.ended;
    expect(code).toBe(2);
    expect(refusal).toContain('hold no credentials');
    const status = launch(['study', 'status', results, '--json']);
    const texts = [
      output,
      refusal,
      (await helper.ended).output,
      (await status.ended).output,
      readFileSync(results, 'latin1'),
    ];
    for (const text of texts) expect(text).not.toContain(password);
    await server.stop();
    rmSync(secured, { recursive: true });
  });

  test('a malformed or forged job is refused and left for inspection, not run', async () => {
    const { Queue } = await import('bullmq');
    const loaded = await loadStudy(steady);
    const queue = new Queue(queueName(loaded), { connection: { host: '127.0.0.1', port: redis.port } });
    const forged = [
      { code: 'process.exit(1)' },
      { tasks: [] },
      { tasks: [{ point: 0, replicate: 0, attempt: 1, seed: 1, parameters: { x: 0, kind: 'walk' } }] },
      {
        tasks: [
          {
            point: 0,
            replicate: 0,
            attempt: 1,
            seed: runSeed(loaded.study, 0, 0),
            parameters: { x: 0, kind: '__proto__' },
          },
        ],
      },
    ];
    for (const data of forged) await queue.add('runs', data);
    const results = join(folder, 'forged.duckdb');
    const helper = worker();
    const study = coordinator(results);
    const { code, output } = await study.ended;
    expect(code).toBe(0);
    expect(output).toContain('is malformed and is left alone');
    await undone(helper);
    await expectUndisturbed(results);
    const failed = await queue.getFailed();
    expect(failed).toHaveLength(4);
    for (const { failedReason } of failed) expect(failedReason).toContain('was refused');
    await queue.obliterate({ force: true });
    await queue.close();
  });
});
