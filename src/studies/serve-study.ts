import { availableParallelism, hostname } from 'node:os';
import { checkInteger, checkPositive } from '../foundation/index.js';
import { type JobData, type JobResult, checkJob, writeOutcomes } from './engines/queue-job.js';
import { queueName, redisConnection, withoutSecrets } from './engines/redis.js';
import { openThreadPool } from './engines/thread-pool.js';
import { type LoadedStudy, loadStudy } from './load-study.js';
import type { Outcome } from './task.js';

/** Options of {@link serveStudy}. */
export interface ServeStudyOptions {
  /** Address of Redis, as `redis://host:6379`. Credentials come from POLITY_REDIS_USERNAME and POLITY_REDIS_PASSWORD. */
  readonly redis: string;
  /** Runs made at once; all processors if not given. */
  readonly threads?: number;
  /** MiB of JavaScript heap a run may use. */
  readonly memory?: number;
  /** Seconds of silence after which another worker takes over the runs of one that has died; 15 if not given. */
  readonly takeOver?: number;
  /** Seconds without work after which to return; without it, work is waited for. */
  readonly idle?: number;
  /** Finishes the runs at hand, hands the rest back, and returns. */
  readonly signal?: AbortSignal;
  /** Hears when the worker is ready, has made runs, or has something to warn of. */
  readonly onEvent?: (event: ServeEvent) => void;
}

/** What a worker has to tell. */
export type ServeEvent =
  | { readonly kind: 'ready'; readonly queue: string; readonly threads: number }
  | { readonly kind: 'runs'; readonly done: number; readonly failed: number }
  | { readonly kind: 'warning'; readonly message: string };

/** How often runs may be taken over from workers that died before they count as lost. */
const TAKE_OVERS = 1;

/**
 * Makes runs of one study for whoever coordinates it over Redis, until `signal` is aborted or no work has come for `idle`
 * seconds. Only the study of this module is served: a queue carries points and seeds, never code, and what does not follow
 * from the study's definition is refused.
 *
 * @param module - the study's module on this machine; the coordinator must have the same
 * @returns how many runs were made
 * @throws InvalidInputError if the module or an option is wrong
 */
export async function serveStudy(
  module: string | URL,
  {
    redis,
    threads = availableParallelism(),
    memory,
    takeOver = 15,
    idle,
    signal,
    onEvent = () => undefined,
  }: ServeStudyOptions,
): Promise<{ done: number; failed: number }> {
  const connection = redisConnection(redis);
  checkInteger('threads', threads, { min: 1, max: 1024 });
  if (memory !== undefined) checkInteger('memory', memory, { min: 16 });
  checkPositive('takeOver', takeOver);
  if (idle !== undefined) checkPositive('idle', idle);
  const loaded = await loadStudy(module);
  const pool = await openThreadPool(loaded.study, loaded.module!, {
    threads,
    ...(memory !== undefined && { memory }),
  });
  const { UnrecoverableError, Worker } = await import('bullmq');
  let [done, failed, busy, lastWork] = [0, 0, 0, performance.now()];
  const worker = new Worker<JobData, JobResult>(
    queueName(loaded),
    async ({ data, id }) => {
      busy++;
      try {
        const outcomes: Outcome[] = [];
        for (const task of check(loaded, data, id, UnrecoverableError)) outcomes.push(await pool.run(task));
        const good = outcomes.filter(({ kind }) => kind === 'rows').length;
        done += good;
        failed += outcomes.length - good;
        onEvent({ kind: 'runs', done, failed });
        return writeOutcomes(outcomes);
      } finally {
        busy--;
        lastWork = performance.now();
      }
    },
    {
      connection,
      concurrency: threads,
      // The name tells the coordinator how much this worker can take.
      name: `${hostname()}.${process.pid}.${threads}`,
      lockDuration: 1000 * takeOver,
      stalledInterval: 500 * takeOver,
      maxStalledCount: TAKE_OVERS,
      drainDelay: 1,
    },
  );
  let warned = '';
  worker.on('error', (error) => {
    // Said once while Redis is away, not at every attempt to reach it.
    if (error.message !== warned) onEvent({ kind: 'warning', message: withoutSecrets(error.message) });
    warned = error.message;
  });
  worker.on('failed', (job, error) =>
    onEvent({ kind: 'warning', message: `job ${job?.id}: ${withoutSecrets(error.message)}` }),
  );
  await worker.waitUntilReady();
  onEvent({ kind: 'ready', queue: worker.name, threads });
  try {
    await new Promise<void>((resolve) => {
      const end = () => {
        clearInterval(timer);
        resolve();
      };
      const timer = setInterval(() => {
        if (idle !== undefined && busy === 0 && performance.now() - lastWork > 1000 * idle) end();
      }, 100);
      if (signal?.aborted) end();
      signal?.addEventListener('abort', end, { once: true });
    });
  } finally {
    await worker.close();
    await pool.close();
  }
  return { done, failed };
}

function check({ study }: LoadedStudy, data: unknown, id: string | undefined, Refusal: new (message: string) => Error) {
  try {
    return checkJob(study, data);
  } catch (error) {
    throw new Refusal(`job ${id} was refused: ${(error as Error).message}`);
  }
}
