import type { Job, Queue } from 'bullmq';
import { checkPositive, checkInteger } from '../../foundation/index.js';
import type { LoadedStudy } from '../load-study.js';
import type { Outcome, Task } from '../task.js';
import type { Delivery, Engine, EngineSession } from './engine.js';
import { type JobData, type JobResult, checkJob, readOutcomes } from './queue-job.js';
import { queueName, redisConnection, withoutSecrets } from './redis.js';

/** Options of {@link bullmqEngine}. */
export interface BullmqOptions {
  /** Address of Redis, as `redis://host:6379`. Credentials come from POLITY_REDIS_USERNAME and POLITY_REDIS_PASSWORD. */
  readonly redis: string;
  /** Runs begun a second at most, over all workers. */
  readonly rate?: number;
  /** Jobs at work at once at most, over all workers. */
  readonly concurrency?: number;
  /** Hears of what goes wrong without ending the study: Redis that is away, a malformed job. */
  readonly onWarning?: (message: string) => void;
}

/** A job should keep a worker busy for about this long: short enough to lose, long enough not to be mostly queueing. */
const JOB_MILLISECONDS = 50;
const MOST_TASKS = 256;
/** Jobs that wait for each thread of each worker. */
const WAITING = 6;
const POLL_MILLISECONDS = 40;
/** Milliseconds without any outcome before the queue is asked whether it still has all jobs. */
const DOUBT_MILLISECONDS = 5000;

/**
 * Makes runs on workers anywhere that listen to one Redis: start them with `polity worker`. Runs survive the death of workers
 * (others take over), of this process (resume finds what was finished meanwhile) and of Redis (lost jobs are queued again).
 */
export function bullmqEngine({ redis, rate, concurrency, onWarning = () => undefined }: BullmqOptions): Engine {
  const connection = redisConnection(redis);
  if (rate !== undefined) checkPositive('rate', rate);
  if (concurrency !== undefined) checkInteger('concurrency', concurrency, { min: 1 });
  return {
    name: `bullmq (${connection.host}:${connection.port})`,
    async start(loaded) {
      const { Queue } = await import('bullmq');
      const queue = new Queue<JobData, JobResult>(queueName(loaded), {
        connection,
        defaultJobOptions: { attempts: 1, removeOnComplete: false, removeOnFail: false, stackTraceLimit: 0 },
      });
      let quiet = false;
      queue.on('error', (error) => {
        if (!quiet) onWarning(`Redis: ${withoutSecrets(error.message)}`);
        quiet = true;
      });
      if (rate !== undefined) await queue.setGlobalRateLimit(1, Math.max(1, Math.round(1000 / rate)));
      else await queue.removeGlobalRateLimit();
      if (concurrency !== undefined) await queue.setGlobalConcurrency(concurrency);
      else await queue.removeGlobalConcurrency();
      const session = new QueueSession(queue, loaded, rate === undefined ? MOST_TASKS : 1, onWarning);
      await session.inherit();
      return session;
    },
  };
}

class QueueSession implements EngineSession {
  inherited: readonly Task[] = [];
  readonly #queue: Queue<JobData, JobResult>;
  readonly #loaded: LoadedStudy;
  readonly #mostTasks: number;
  readonly #onWarning: (message: string) => void;
  /** Jobs whose outcomes are still to be received. */
  readonly #jobs = new Map<string, readonly Task[]>();
  /** Jobs that were received and not yet forgotten, so that they are not received twice. */
  readonly #received = new Set<string>();
  readonly #malformed = new Set<string>();
  #tasksPerJob = 1;
  #threads = 2;
  #countedThreads = -Infinity;
  #lastOutcome = performance.now();
  #closed = false;

  constructor(
    queue: Queue<JobData, JobResult>,
    loaded: LoadedStudy,
    mostTasks: number,
    onWarning: (message: string) => void,
  ) {
    this.#queue = queue;
    this.#loaded = loaded;
    this.#mostTasks = mostTasks;
    this.#onWarning = onWarning;
  }

  get window(): number {
    return (1 + WAITING) * this.#threads * this.#tasksPerJob;
  }

  /** Takes over the jobs that a session before this one left in the queue, finished or not. */
  async inherit(): Promise<void> {
    const left = await this.#queue.getJobs(['completed', 'failed', 'active', 'waiting', 'delayed', 'prioritized']);
    for (const job of left) {
      const tasks = this.#tasksOf(job);
      if (tasks) this.#jobs.set(job.id!, tasks);
    }
    this.inherited = [...this.#jobs.values()].flat();
  }

  async submit(tasks: readonly Task[], delay = 0): Promise<void> {
    const jobs: { name: string; data: JobData; opts: { delay: number } }[] = [];
    for (let i = 0; i < tasks.length; i += this.#tasksPerJob) {
      jobs.push({ name: 'runs', data: { tasks: tasks.slice(i, i + this.#tasksPerJob) }, opts: { delay } });
    }
    const added = await this.#queue.addBulk(jobs);
    for (const job of added) this.#jobs.set(job.id!, job.data.tasks);
  }

  async receive(): Promise<Delivery> {
    while (!this.#closed) {
      await this.#countThreads();
      const finished = await this.#queue.getJobs(['completed', 'failed'], 0, 255, true);
      const fresh = finished.filter(({ id }) => !this.#received.has(id!) && !this.#malformed.has(id!));
      const outcomes: Outcome[] = [];
      const ids: string[] = [];
      for (const job of fresh) {
        const tasks = this.#tasksOf(job);
        if (!tasks) continue;
        const id = job.id!;
        this.#received.add(id);
        this.#jobs.delete(id);
        ids.push(id);
        outcomes.push(...(await this.#outcomesOf(job, tasks)));
      }
      if (ids.length > 0) {
        this.#lastOutcome = performance.now();
        this.#learnPace(outcomes);
        return { outcomes, acknowledge: () => this.#forget(ids) };
      }
      if (performance.now() - this.#lastOutcome > DOUBT_MILLISECONDS) await this.#requeueLost();
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
    return { outcomes: [], acknowledge: () => Promise.resolve() };
  }

  async close({ cancel = false }: { readonly cancel?: boolean } = {}): Promise<void> {
    this.#closed = true;
    if (cancel) await this.#queue.drain(true);
    // Nothing is left of a study that is complete, unless somebody should look at a malformed job.
    else if (this.#jobs.size === 0 && this.#malformed.size === 0) {
      await this.#queue.obliterate({ force: true }).catch(() => undefined);
    }
    await this.#queue.close();
  }

  #tasksOf(job: Job<JobData, JobResult> | undefined): readonly Task[] | undefined {
    if (!job || this.#malformed.has(job.id!)) return undefined;
    try {
      return checkJob(this.#loaded.study, job.data);
    } catch (error) {
      this.#malformed.add(job.id!);
      this.#onWarning(`job ${job.id} of the queue is malformed and is left alone: ${(error as Error).message}`);
      return undefined;
    }
  }

  async #outcomesOf(job: Job<JobData, JobResult>, tasks: readonly Task[]): Promise<readonly Outcome[]> {
    const outcomes = job.failedReason ? undefined : readOutcomes(this.#loaded.study, job.returnvalue);
    if (outcomes) return outcomes;
    // One run took several workers down, or they died for reasons of their own: alone, it can be told which.
    if (tasks.length > 1) {
      const alone = tasks.map((task) => ({ name: 'runs', data: { tasks: [task] } }));
      for (const added of await this.#queue.addBulk(alone)) this.#jobs.set(added.id!, added.data.tasks);
      return [];
    }
    const [{ point, replicate, attempt }] = tasks;
    const error = withoutSecrets(job.failedReason || 'its worker answered with something else than outcomes');
    return [{ point, replicate, attempt, milliseconds: 0, host: job.processedBy ?? '', kind: 'lost', error }];
  }

  async #forget(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#queue.remove(id)));
    for (const id of ids) this.#received.delete(id);
  }

  /** Jobs that Redis no longer has, because it lost its last second or all it had, are queued again. */
  async #requeueLost(): Promise<void> {
    this.#lastOutcome = performance.now();
    for (const [id, tasks] of this.#jobs) {
      if ((await this.#queue.getJobState(id)) !== 'unknown') continue;
      this.#jobs.delete(id);
      this.#onWarning(`job ${id} is no longer in the queue; its ${tasks.length} runs are queued again`);
      await this.submit(tasks);
    }
  }

  #learnPace(outcomes: readonly Outcome[]): void {
    if (outcomes.length === 0) return;
    const mean = outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / outcomes.length;
    const wanted = Math.floor(JOB_MILLISECONDS / Math.max(mean, 1e-3));
    // At most doubled at a time: the first runs of a thread are slow ones.
    this.#tasksPerJob = Math.max(1, Math.min(wanted, 2 * this.#tasksPerJob, this.#mostTasks));
  }

  async #countThreads(): Promise<void> {
    if (performance.now() - this.#countedThreads < 2000) return;
    this.#countedThreads = performance.now();
    const workers = await this.#queue.getWorkers();
    const threads = workers.map(({ rawname, name }) => Number(/\.(\d+)$/.exec(rawname ?? name ?? '')?.[1] ?? 1));
    this.#threads = Math.max(
      2,
      threads.reduce((sum, n) => sum + n, 0),
    );
  }
}
