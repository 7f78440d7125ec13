import { availableParallelism } from 'node:os';
import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import type { Outcome, Task } from '../task.js';
import type { Engine } from './engine.js';
import { Mailbox } from './mailbox.js';
import { openThreadPool } from './thread-pool.js';

/** Options of {@link threadsEngine}. */
export interface ThreadsOptions {
  /** How many threads; all processors if not given. */
  readonly threads?: number;
  /** MiB of JavaScript heap a thread may use before its run is given up; Node's own limit if not given. */
  readonly memory?: number;
}

/** Runs that wait at each thread: its next one is there when it finishes. */
const WAITING = 8;

/**
 * Makes runs on the threads of this machine. The study must be in a module of its own, which every thread loads. A run that hangs
 * beyond its time limit or fills its thread's memory costs that thread, which is replaced.
 */
export function threadsEngine({ threads = availableParallelism(), memory }: ThreadsOptions = {}): Engine {
  checkInteger('threads', threads, { min: 1, max: 1024 });
  if (memory !== undefined) checkInteger('memory', memory, { min: 16 });
  return {
    name: `threads (${threads})`,
    async start({ study, module }) {
      if (module === undefined) {
        throw new InvalidInputError('study', study.name, 'be given as its module, so that threads can load it');
      }
      const pool = await openThreadPool(study, module, { threads, ...(memory !== undefined && { memory }) });
      const outcomes = new Mailbox<Outcome>();
      const waiting: Task[] = [];
      let [idle, closed] = [threads, false];
      const work = () => {
        while (idle > 0 && waiting.length > 0 && !closed) {
          idle--;
          void pool.run(waiting.shift()!).then((outcome) => {
            idle++;
            if (!closed) outcomes.put(outcome);
            work();
          });
        }
      };
      const add = (tasks: readonly Task[]) => {
        waiting.push(...tasks);
        work();
      };
      return {
        window: threads * (1 + WAITING),
        inherited: [],
        submit: (tasks, delay = 0) =>
          Promise.resolve(void (delay > 0 ? setTimeout(() => add(tasks), delay) : add(tasks))),
        receive: async () => ({ outcomes: await outcomes.take(), acknowledge: () => Promise.resolve() }),
        async close() {
          closed = true;
          await pool.close();
        },
      };
    },
  };
}
