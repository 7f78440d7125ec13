import { hostname } from 'node:os';
import { InvalidInputError } from '../../foundation/index.js';
import { describeError } from '../run-task.js';
import type { Study } from '../study.js';
import type { Outcome, Task } from '../task.js';

/** Threads that each have loaded a study's module and run what they are handed. */
export interface ThreadPool {
  readonly threads: number;
  /** Never throws: a run that hangs, or fills its thread's memory, loses that thread, and the outcome says so. */
  run(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

export interface ThreadPoolOptions {
  readonly threads: number;
  /** MiB of JavaScript heap a thread may have. */
  readonly memory?: number;
}

/** What a thread is told when it starts. */
export interface ThreadData {
  readonly module: string;
}

/** Beyond the time limit, so that a run which heeds its signal can end by itself. */
const GRACE_MILLISECONDS = 250;

export async function openThreadPool(
  study: Study,
  module: string,
  { threads, memory }: ThreadPoolOptions,
): Promise<ThreadPool> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Task, Outcome>({
    filename: new URL('./thread-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: Infinity,
    workerData: { module } satisfies ThreadData,
    ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
  });
  // A thread that dies later is the business of the run it had, and of nobody else.
  pool.on('error', () => undefined);
  await Promise.race([
    pool.run(undefined as unknown as Task),
    new Promise<never>((_, reject) => pool.once('error', reject)),
  ]).catch(async (error: unknown) => {
    await pool.destroy();
    throw new InvalidInputError('module', module, `be a module that a thread can load (${describeError(error)})`);
  });
  const limit = study.timeLimit === undefined ? undefined : 1000 * study.timeLimit + GRACE_MILLISECONDS;
  return {
    threads,
    async run(task) {
      const start = performance.now();
      const abort = new AbortController();
      try {
        // The clock must start with the run, not with the wait for a thread: callers hand over no more runs than threads.
        const timer = limit === undefined ? undefined : setTimeout(() => abort.abort(), limit);
        try {
          return await pool.run(task, limit === undefined ? {} : { signal: abort.signal });
        } finally {
          clearTimeout(timer);
        }
      } catch (error) {
        const { point, replicate, attempt } = task;
        const about = { point, replicate, attempt, milliseconds: performance.now() - start, host: hostname() };
        if (abort.signal.aborted)
          return { ...about, kind: 'time limit', error: `took longer than ${study.timeLimit} s` };
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
          return { ...about, kind: 'memory', error: `needed more than ${memory ?? 'all'} MiB of memory` };
        }
        return { ...about, kind: 'lost', error: `its thread ended (${describeError(error)})` };
      }
    },
    close: () => pool.destroy(),
  };
}
