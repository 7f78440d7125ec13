import { hostname } from 'node:os';
import { InvalidInputError } from '../../foundation/index.js';
import { describeError, lateness } from '../run-task.js';
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
  /** One number a slot: 1 once the run that has the slot was begun. */
  readonly begun: SharedArrayBuffer;
}

/** What a thread is handed: a run and the slot that it has, or nothing, to say that it is ready. */
export interface ThreadRequest {
  readonly task: Task;
  readonly slot: number;
}

/** Milliseconds beyond the time limit, so that a run which heeds its signal can end by itself. */
const GRACE = 250;
const LOOK_EVERY = 50;

export async function openThreadPool(
  study: Study,
  module: string,
  { threads, memory }: ThreadPoolOptions,
): Promise<ThreadPool> {
  const { Piscina } = await import('piscina');
  const shared = new SharedArrayBuffer(4 * threads);
  const begun = new Int32Array(shared);
  const pool = new Piscina<ThreadRequest | undefined, Outcome>({
    filename: new URL('./thread-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: Infinity,
    workerData: { module, begun: shared } satisfies ThreadData,
    ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
  });
  // A thread that dies later is the business of the run it had, and of nobody else.
  pool.on('error', () => undefined);
  await Promise.race([pool.run(undefined), new Promise<never>((_, reject) => pool.once('error', reject))]).catch(
    async (error: unknown) => {
      await pool.destroy();
      throw new InvalidInputError('module', module, `be a module that a thread can load (${describeError(error)})`);
    },
  );
  const free = Array.from(begun, (_, slot) => slot);
  return {
    threads,
    async run(task) {
      const slot = free.pop()!;
      begun[slot] = 0;
      const watch = watchTime(study.timeLimit, () => Atomics.load(begun, slot) === 1);
      const start = performance.now();
      try {
        return await pool.run({ task, slot }, watch ? { signal: watch.signal } : {});
      } catch (error) {
        const { point, replicate, attempt } = task;
        const about = { point, replicate, attempt, milliseconds: performance.now() - start, host: hostname() };
        if (watch?.signal.aborted) return { ...about, kind: 'time limit', error: lateness(study) };
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
          return { ...about, kind: 'memory', error: `needed more than ${memory ?? 'all'} MiB of memory` };
        }
        return { ...about, kind: 'lost', error: `its thread ended (${describeError(error)})` };
      } finally {
        watch?.end();
        free.push(slot);
      }
    },
    close: () => pool.destroy(),
  };
}

/**
 * A signal that is aborted when a run has taken too long. The clock starts when its thread begins it: a thread that has to
 * replace one that died first loads the study, and that is not the run's fault.
 */
function watchTime(limit: number | undefined, begun: () => boolean) {
  if (limit === undefined) return undefined;
  const abort = new AbortController();
  let start = Infinity;
  const timer = setInterval(() => {
    if (start === Infinity && begun()) start = performance.now();
    if (performance.now() - start > 1000 * limit + GRACE) abort.abort();
  }, LOOK_EVERY);
  return { signal: abort.signal, end: () => clearInterval(timer) };
}
